"""Where a rule and the model mark the same words, one finding is left, and it is surer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.corroboration import corroborated
from mtqc.model import Category, Finding, Segment, Severity, Span
from mtqc.model.estimate import ESTIMATED_ERROR

SEGMENT = Segment("1", "Die rote Bank, dort.", "The green bench, there.")
OTHER = Segment("2", "Die rote Bank, dort.", "The green bench, there.")


def finding(rule: str, start: int, end: int, **parts: Any) -> Finding:
    values: dict[str, Any] = {"severity": Severity.MAJOR, "target": Span(start, end), "confidence": 0.6}
    values |= {"category": Category.MISTRANSLATION, "segment": SEGMENT}
    return Finding(rule=rule, message="Wrong.", **values | parts)


def estimated(start: int, end: int, **parts: Any) -> Finding:
    return finding(ESTIMATED_ERROR, start, end, **{"confidence": 0.5} | parts)


def test_the_rule_explains_and_gets_surer() -> None:
    rule = finding("accuracy/wrong-sense", 4, 8, evidence={"item": "rot"})
    (left,) = corroborated([rule, estimated(4, 13)])
    assert left.rule == "accuracy/wrong-sense"
    assert left.confidence == pytest.approx(1 - 0.4 * 0.5)
    assert left.evidence == {"item": "rot", "estimated": 0.5}
    assert (left.severity, left.target) == (rule.severity, rule.target)


def test_an_omission_is_explained_on_the_side_of_the_source() -> None:
    omission = estimated(0, 0, target=None, source=Span(4, 15), category=Category.OMISSION)
    lost = finding("accuracy/number", 0, 0, target=None, source=Span(4, 9))
    (left,) = corroborated([omission, lost])
    assert (left.rule, left.evidence) == ("accuracy/number", {"estimated": 0.5})
    elsewhere = finding("accuracy/number", 4, 13)
    assert corroborated([omission, elsewhere]) == [omission, elsewhere]


def test_the_surest_mark_of_the_model_counts_once() -> None:
    rule = finding("accuracy/untranslated", 0, 20)
    (left,) = corroborated([rule, estimated(4, 8), estimated(9, 13, confidence=0.8)])
    assert left.confidence == pytest.approx(1 - 0.4 * 0.2)


@pytest.mark.parametrize(
    "other",
    [
        finding("accuracy/wrong-sense", 15, 19),
        finding("accuracy/wrong-sense", 4, 8, segment=OTHER),
        finding("conventions/punctuation-spacing", 13, 14),
        finding("terminology/inconsistent-target", 0, 20, category=Category.INCONSISTENT_TERMINOLOGY),
        finding("accuracy/wrong-sense", 4, 8, severity=Severity.NEUTRAL),
        finding("accuracy/length", 0, 0, target=None),
    ],
    ids=["other words", "other segment", "a comma", "about other places", "a remark", "no words"],
)
def test_what_is_about_something_else_leaves_the_mark_alone(other: Finding) -> None:
    mark = estimated(4, 14)
    assert corroborated([mark, other]) == [mark, other]


def test_findings_that_are_not_shown_explain_nothing() -> None:
    rule, mark = finding("accuracy/wrong-sense", 4, 8, severity=Severity.MINOR), estimated(4, 8)
    assert corroborated([rule, mark], Severity.MAJOR) == [rule, mark]
    assert len(corroborated([rule, mark], Severity.MINOR)) == 1


spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: (min(ends), max(ends)))


@settings(max_examples=50, deadline=None)
@given(st.lists(spans, max_size=4), st.lists(spans, max_size=4))
def test_no_finding_of_a_rule_is_lost_or_less_sure(rules: list[tuple[int, int]], marks: list[tuple[int, int]]) -> None:
    given_findings = [finding("accuracy/wrong-sense", *span) for span in rules]
    left = corroborated([*given_findings, *(estimated(*span) for span in marks)])
    kept = [one for one in left if one.rule != ESTIMATED_ERROR]
    assert [one.target for one in kept] == [one.target for one in given_findings]
    assert all(one.confidence >= 0.6 for one in kept)
    dropped = len(marks) - (len(left) - len(kept))
    assert (dropped > 0) == any("estimated" in one.evidence for one in kept)
