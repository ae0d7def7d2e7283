"""What the library tells while it works is a line on standard error, and nothing when the command is to be quiet."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from mtqc.cli import scoring

from .conftest import Mtqc

LOGGER = logging.getLogger("mtqc")


@pytest.fixture
def telling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that logs, as a download does."""
    found = scoring.metrics_for

    def metrics_for(*arguments: object) -> object:
        LOGGER.warning("downloading %s", "a model")
        LOGGER.info("nobody asked")
        return found(*arguments)  # type: ignore[arg-type]  # handed on as they are

    monkeypatch.setattr(scoring, "metrics_for", metrics_for)


@pytest.mark.usefixtures("telling")
@pytest.mark.parametrize(("quiet", "lines"), [([], ["mtqc: downloading a model"]), (["-q"], [])])
def test_it_is_said_unless_the_command_is_quiet(mtqc: Mtqc, quiet: list[str], lines: list[str]) -> None:
    Path("a.txt").write_text("x\n", encoding="utf-8")
    outcome = mtqc("score", "-t", "a.txt", "-r", "a.txt", "-m", "chrf", *quiet)
    assert outcome.status == 0
    assert outcome.err.splitlines() == lines


def test_nothing_is_left_behind(mtqc: Mtqc) -> None:
    before = list(LOGGER.handlers)
    mtqc("score", "-t", "none.txt")
    assert LOGGER.handlers == before
