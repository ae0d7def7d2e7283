"""Spans are what a reader would mark; the score counts them as unbabel-comet does."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch", reason="the formulas of the comparison need torch")

from mtqc.metrics.comet_models.error_spans import ErrorSpan, Subwords, finding
from mtqc.model.document import Segment
from mtqc.model.finding import Span
from mtqc.model.mqm import Severity

from ..literal_comet import literal_mqm

SEVERITIES = (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)
NONE, MINOR, MAJOR, CRITICAL = range(4)


def subwords(labels: list[int], offsets: list[tuple[int, int]], certainty: float = 0.7) -> Subwords:
    """Subwords with these labels; special ones are added at both ends where there is no label for them."""
    probabilities = np.full((len(labels), 4), (1 - certainty) / 3, dtype=np.float32)
    probabilities[range(len(labels)), labels] = certainty
    return Subwords(probabilities, offsets, SEVERITIES)


def spans(text: str, labels: list[int], offsets: list[tuple[int, int]]) -> list[tuple[str, str, bool]]:
    found = subwords(labels, offsets).spans(text)
    return [(text[span.start : span.end], span.severity.value, span.counted) for span in found]


def test_neighbouring_subwords_make_a_span_without_the_blank_before_it() -> None:
    offsets = [(0, 0), (0, 3), (3, 7), (7, 9), (9, 13), (0, 0)]
    assert spans("Das Hausboot ist", [NONE, NONE, MAJOR, MAJOR, NONE, NONE], offsets) == [("Hausb", "major", True)]


def test_a_span_at_the_end_is_closed_for_people_but_does_not_count() -> None:
    labels = [NONE, NONE, CRITICAL, CRITICAL]
    offsets = [(0, 0), (0, 3), (3, 8), (0, 0)]
    assert spans("Das Haus", labels, offsets) == [("Haus", "critical", False)]
    assert subwords(labels, offsets).mqm() == 1.0


def test_a_span_before_the_closing_token_counts() -> None:
    labels, offsets = [NONE, NONE, CRITICAL, NONE], [(0, 0), (0, 3), (3, 8), (0, 0)]
    assert spans("Das Haus", labels, offsets) == [("Haus", "critical", True)]
    assert subwords(labels, offsets).mqm() == pytest.approx(15 / 25)


def test_people_see_the_worst_severity_and_the_score_counts_the_first() -> None:
    labels, offsets = [NONE, MINOR, CRITICAL, NONE, NONE], [(0, 0), (0, 3), (3, 8), (8, 9), (0, 0)]
    found = subwords(labels, offsets)
    assert found.mqm() == pytest.approx(24 / 25)
    (span,) = found.spans("Das Haus.")
    assert span.severities == (Severity.MINOR, Severity.CRITICAL)
    reported = finding(span, "owner/model", Segment("1", "Das Haus."))
    assert reported.severity is Severity.CRITICAL
    assert reported.target == Span(0, 8)
    assert reported.evidence == {"model": "owner/model", "counted": True, "severities": ["minor", "critical"]}
    json.dumps(reported.evidence)


def test_special_tokens_alone_are_no_span_for_people_but_count() -> None:
    labels, offsets = [MAJOR, NONE, NONE], [(0, 0), (0, 3), (0, 0)]
    assert spans("Das", labels, offsets) == []
    assert subwords(labels, offsets).mqm() == pytest.approx(20 / 25)


def test_blanks_alone_are_no_span() -> None:
    assert spans("a  b", [NONE, NONE, MAJOR, NONE, NONE], [(0, 0), (0, 1), (1, 3), (3, 4), (0, 0)]) == []


@pytest.mark.parametrize(
    ("text", "offsets", "marked"),
    [
        ("scho\u0308n ja", (0, 4), "scho\u0308"),
        ("scho\u0308n ja", (4, 6), "o\u0308n"),
        ("so 👩\u200d👩\u200d👧 da", (3, 4), "👩\u200d👩\u200d👧"),
        ("gut 👍🏽!", (4, 5), "👍🏽"),
    ],
)
def test_characters_are_marked_whole(text: str, offsets: tuple[int, int], marked: str) -> None:
    assert spans(text, [NONE, MINOR, NONE], [(0, 0), offsets, (0, 0)]) == [(marked, "minor", True)]


def test_confidence_is_the_mean_probability_of_the_labels() -> None:
    probabilities = np.array([[0.9, 0.1, 0, 0], [0.2, 0.5, 0.2, 0.1], [0.1, 0.1, 0.8, 0], [0.9, 0.1, 0, 0]])
    found = Subwords(probabilities.astype(np.float32), [(0, 0), (0, 2), (2, 4), (0, 0)], SEVERITIES)
    (span,) = found.spans("abcd")
    assert span.confidence == pytest.approx(0.65)
    assert isinstance(span.confidence, float)
    assert span == ErrorSpan(0, 4, (Severity.MINOR, Severity.MAJOR), span.confidence, True)


def test_an_empty_translation_has_no_spans() -> None:
    found = subwords([NONE, NONE], [(0, 0), (0, 0)])
    assert found.spans("") == ()
    assert found.mqm() == 1.0


@given(st.lists(st.integers(0, 3), max_size=40))
def test_the_score_of_errors_is_that_of_the_original(labels: list[int]) -> None:
    labels = [NONE, *labels, NONE] if len(labels) % 2 else [*labels, NONE, NONE]
    offsets = [(place, place + 1) for place in range(len(labels))]
    assert subwords(labels, offsets).mqm() == pytest.approx(literal_mqm(labels))
