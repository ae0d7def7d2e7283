"""Edits and shifts are those that sacreBLEU finds, however long the texts are."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import lib_ter

from mtqc.metrics.lexical.edit_distance import EditDistance
from mtqc.metrics.lexical.edits import edits

WORDS = st.lists(st.sampled_from("abcdef"), max_size=15)


@settings(max_examples=50, deadline=None)
@given(hypothesis=WORDS, reference=WORDS.filter(bool))
def test_distance_and_trace_are_those_of_the_table(hypothesis: list[str], reference: list[str]) -> None:
    assert EditDistance(reference).trace(hypothesis) == lib_ter.BeamEditDistance(reference)(hypothesis)


@settings(max_examples=50, deadline=None)
@given(hypothesis=WORDS, reference=WORDS)
def test_short_texts(hypothesis: list[str], reference: list[str]) -> None:
    assert edits(hypothesis, reference) == lib_ter.translation_edit_rate(hypothesis, reference)[0]


@pytest.mark.parametrize("seed", range(12))
def test_shifted_phrases_in_texts_of_any_length(seed: int) -> None:
    """Long texts with much to change reach the ends of sacreBLEU's beam."""
    drawn = random.Random(seed)
    vocabulary = drawn.choice([3, 20, 300])
    reference = [str(drawn.randrange(vocabulary)) for _ in range(drawn.choice([5, 20, 50, 80]))]
    hypothesis = [word if drawn.random() < 0.7 else "x" for word in reference][: drawn.choice([5, 100])]
    for _ in range(3):
        start = drawn.randrange(len(hypothesis))
        phrase = hypothesis[start : start + 4]
        del hypothesis[start : start + 4]
        place = drawn.randrange(len(hypothesis) + 1)
        hypothesis[place:place] = phrase
    assert edits(hypothesis, reference) == lib_ter.translation_edit_rate(hypothesis, reference)[0]


def test_unrelated_texts_of_very_different_length() -> None:
    short, long = ["a", "b"], [str(place) for place in range(70)]
    for hypothesis, reference in ((short, long), (long, short), (long, long[::-1])):
        assert edits(hypothesis, reference) == lib_ter.translation_edit_rate(hypothesis, reference)[0]


def test_another_version_of_sacrebleu_is_asked_for_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = edits(["a", "b", "c", "d", "e"], ["d", "e", "a", "b", "x"])
    monkeypatch.delattr(lib_ter, "_MAX_SHIFT_CANDIDATES")
    monkeypatch.setattr(lib_ter, "translation_edit_rate", lambda *_: (expected + 1, 5))
    assert edits(["a", "b", "c", "d", "e"], ["d", "e", "a", "b", "x"]) == expected + 1
