"""Spans are what a person would mark: whole words, joined, within the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.estimation.error_spans import Gap, bad_words, error_spans, gaps
from mtqc.estimation.estimate import Estimate, RawScores, SeverityChances, TokenEstimate
from mtqc.model import Severity, Span

FINE = SeverityChances(1.0, 0.0, 0.0, 0.0)


def _token(start: int, end: int, bad: float = 0.0, gap: float = 0.0, severity: SeverityChances = FINE) -> TokenEstimate:
    return TokenEstimate(start, end, bad, gap, severity)


def _marked(text: str, *tokens: TokenEstimate) -> list[str]:
    return [found.span.of(text) for found in bad_words(text, tokens, 0.5)]


def test_neighbours_are_one_span_and_the_surest_token_counts() -> None:
    text = "Die rote Katze schläft."
    tokens = [_token(0, 3), _token(4, 8, 0.6), _token(9, 14, 0.9), _token(15, 22, 0.1), _token(22, 23)]
    (found,) = bad_words(text, tokens, 0.5)
    assert found.span == Span(4, 14)
    assert found.confidence == 0.9
    assert found.severity is None


@pytest.mark.parametrize(
    ("text", "start", "end", "word"),
    [
        ("Die Katzen schlafen", 7, 9, "Katzen"),
        ("l’eau-de-vie froide", 2, 5, "l’eau-de-vie"),
        ("Er sagt: 'Nein.'", 10, 12, "Nein"),
        ("3.500 Euro", 0, 1, "3.500"),
        ("猫が寝ている", 1, 2, "が"),
        ("แมวนอน", 0, 2, "แม"),
        ("ราคาที่", 4, 5, "ที่"),
        ("नमस्ते दुनिया", 0, 2, "नमस्ते"),
        ("東京へgoする", 4, 5, "go"),
        ("a- b", 0, 1, "a"),
        ("Ende", 1, 2, "Ende"),
    ],
)
def test_a_span_grows_to_whole_words(text: str, start: int, end: int, word: str) -> None:
    assert _marked(text, _token(start, end, 0.9)) == [word]


def test_two_ends_of_one_word_are_one_span() -> None:
    text = "Katzenfutter"
    assert _marked(text, _token(0, 3, 0.9), _token(3, 6), _token(6, 12, 0.8)) == [text]


def test_a_token_of_blanks_neither_makes_a_span_nor_ends_one() -> None:
    text = "eine  gute Idee"
    assert _marked(text, _token(0, 4, 0.9), _token(5, 5, 0.9), _token(6, 10, 0.9), _token(11, 15)) == ["eine  gute"]
    assert _marked(text, _token(5, 5, 0.9)) == []


def test_a_span_ends_with_the_text() -> None:
    assert _marked("kurz", _token(0, 9, 0.9)) == ["kurz"]


def test_the_severity_is_the_most_probable_over_the_span() -> None:
    text = "ganz falsch"
    tokens = [
        _token(0, 4, severity=SeverityChances(0.4, 0.5, 0.1, 0.0)),
        _token(5, 11, severity=SeverityChances(0.1, 0.1, 0.75, 0.05)),
    ]
    (found,) = error_spans(text, tokens, 0.5)
    assert (found.span, found.severity) == (Span(0, 11), Severity.MAJOR)
    assert found.confidence == pytest.approx(0.9)
    assert error_spans(text, tokens, 0.95) == ()


def test_gaps_stand_before_a_token_or_at_the_end() -> None:
    scores = RawScores(0.0, 0.0, 0.0, 0.0)
    estimate = Estimate(scores, (), (_token(0, 3), _token(4, 8, gap=0.7)), 0.6)
    assert gaps(estimate, 0.5) == (Gap(4, 0.7), Gap(8, 0.6))
    assert gaps(estimate, 0.65) == (Gap(4, 0.7),)
    assert gaps(Estimate(scores, (), (), 0.9), 0.5) == (Gap(0, 0.9),)


@given(st.text("ab猫 .'\u0301", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.booleans())))
@settings(max_examples=50, deadline=None)
def test_spans_are_inside_the_text_in_order_and_apart(text: str, drawn: list[tuple[int, int, bool]]) -> None:
    tokens = [
        _token(start, min(start + length, len(text)), float(bad))
        for start, length, bad in sorted(drawn)
        if start < len(text)
    ]
    ends = 0
    for found in bad_words(text, tokens, 0.5):
        assert ends <= found.span.start < found.span.end <= len(text)
        ends = found.span.end
