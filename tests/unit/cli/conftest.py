"""Runs commands in an empty folder, with a package of plugins installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mtqc.cli import run
from tests.conftest import SHOUTING_CHECK, InstallPlugin


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


Mtqc = Callable[..., Outcome]


@pytest.fixture
def mtqc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Mtqc:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)

    def call(*arguments: str) -> Outcome:
        status = run(arguments)
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call


@pytest.fixture
def house(install_plugin: InstallPlugin) -> None:
    """Three more rules: one that works, one that breaks, one that cannot be made."""
    rules = {f"house/{name}": f"house:{name.title()}" for name in ("shouting", "broken", "unmakeable")}
    install_plugin("house", {"mtqc.checks": rules}, SHOUTING_CHECK)


@pytest.fixture
def shouting(install_plugin: InstallPlugin) -> None:
    """One more rule, which works."""
    install_plugin("house", {"mtqc.checks": {"house/shouting": "house:Shouting"}}, SHOUTING_CHECK)
