"""``mtqc rules`` and ``mtqc explain`` show what checks state of themselves."""

from __future__ import annotations

import json

import pytest

from mtqc.plugins import plugins
from mtqc.selection import load_check

from .conftest import Mtqc


def test_every_rule_has_a_line(mtqc: Mtqc, shouting: None) -> None:
    outcome = mtqc("rules")
    assert outcome.status == 0
    assert [line.split()[0] for line in outcome.out.splitlines()] == list(plugins("mtqc.checks"))
    assert "house/shouting" in outcome.out
    assert "The translation shouts." in outcome.out


def test_rules_as_json(mtqc: Mtqc, shouting: None) -> None:
    listed = {rule["rule"]: rule for rule in json.loads(mtqc("rules", "--format", "json").out)}
    assert listed["house/shouting"] == {
        "rule": "house/shouting",
        "category": "style/register",
        "severity": "minor",
        "on_by_default": True,
        "needs": [],
        "summary": "The translation shouts.",
        "why": "Readers feel shouted at.",
        "silent_on": ["a single exclamation mark: one is no shouting"],
    }


def test_a_rule_that_cannot_be_loaded_is_said(mtqc: Mtqc, house: None) -> None:
    outcome = mtqc("rules")
    assert outcome.status == 2
    assert outcome.err.startswith("mtqc: error: check 'house/unmakeable' of package 'house' cannot be made")


def test_explain_says_everything(mtqc: Mtqc, shouting: None) -> None:
    outcome = mtqc("explain", "house/shouting")
    assert outcome.status == 0
    assert "\x1b[" not in outcome.out
    for part in (
        "The translation shouts.",
        "Category  style/register",
        "Default   on",
        "Readers feel shouted at.",
        "  - a single exclamation mark: one is no shouting",
        "  target    Halt!!\n                ^^\n            Two exclamation marks.\n            Fix: !\n",
        "  target    Nein.\n",
        "--ignore house/shouting",
    ):
        assert part in outcome.out


@pytest.mark.parametrize("rule", list(plugins("mtqc.checks")))
def test_every_rule_can_be_explained(mtqc: Mtqc, rule: str) -> None:
    outcome = mtqc("explain", rule)
    assert outcome.status == 0
    assert load_check(rule).silent_on[0].split()[0] in outcome.out


def test_explain_with_colours(mtqc: Mtqc, shouting: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1mhouse/shouting" in mtqc("explain", "house/shouting").out


def test_explain_names_the_nearest(mtqc: Mtqc) -> None:
    outcome = mtqc("explain", "accuracy/empty-traget")
    assert outcome.status == 2
    assert outcome.err == "mtqc: error: unknown rule 'accuracy/empty-traget'; did you mean 'accuracy/empty-target'?\n"


def test_explain_a_plugin_that_breaks_on_its_example(mtqc: Mtqc, house: None) -> None:
    outcome = mtqc("explain", "house/broken")
    assert outcome.status == 2
    assert "mtqc: error: check 'house/broken' breaks on its example: ValueError: out of order\n" in outcome.err


def test_explain_lists_the_knowledge_behind_a_rule(mtqc: Mtqc) -> None:
    assert "Spanish into German" in mtqc("explain", "accuracy/false-friend").out
    assert "finds: " in mtqc("explain", "accuracy/false-friend", "--pair", "es-de").out


def test_explain_knows_pairs_of_some_rules_only(mtqc: Mtqc) -> None:
    outcome = mtqc("explain", "accuracy/number", "--pair", "es-de")
    assert outcome.status == 2
    assert "has no pairs" in outcome.err
