"""Every example that a check states of itself holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mtqc.checks.base import Check, Example
from mtqc.plugins import plugins
from mtqc.selection import load_check

from .running import findings_on

CHECKS = [load_check(rule) for rule in plugins("mtqc.checks")]


def examples(kind: str) -> Iterator[object]:
    for check in CHECKS:
        for number, example in enumerate(getattr(check, kind), start=1):
            yield pytest.param(check, example, id=f"{check.rule}-{number}")


@pytest.mark.parametrize(("check", "example"), list(examples("bad")))
def test_fires_on_its_bad_examples(check: Check, example: Example) -> None:
    found = findings_on(check, example)
    assert found
    if example.marks is not None:
        assert example.marks in {finding.target_text for finding in found}


@pytest.mark.parametrize(("check", "example"), list(examples("good")))
def test_is_silent_on_its_good_examples(check: Check, example: Example) -> None:
    assert not findings_on(check, example)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule)
def test_states_everything_about_itself(check: Check) -> None:
    assert len(check.bad) >= 2
    assert len(check.good) >= 2
    assert check.silent_on
    assert check.summary.endswith(".")
    assert check.why.endswith(".")
    assert type(check).__module__ == "mtqc.checks." + check.rule.replace("/", ".").replace("-", "_")
