from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.loops import find_loops, repeated_share, tokens_of
from mtqc.model import Span


def loops_in(text: str, fewest: int = 3) -> list[tuple[str, int]]:
    tokens = tokens_of(text, Span(0, len(text)), True)
    return [(loop.first.of(text), loop.times) for loop in find_loops(tokens, fewest)]


def test_phrases_are_compared_without_case_and_punctuation() -> None:
    assert loops_in("Los los, LOS! Dann kommt es, kommt es; kommt es.") == [("Los", 3), ("kommt es", 3)]


def test_signs_are_tokens_of_their_own() -> None:
    assert loops_in("a - a - a - b") == [("a -", 3)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=5, unique=True), st.integers(3, 6))
def test_every_repeated_phrase_is_found(words: list[str], times: int) -> None:
    text = " ".join(["vor", *(words * times), "nach"])
    assert loops_in(text) == [(" ".join(words), times)]


def test_a_share_of_repeats_needs_four_words() -> None:
    assert repeated_share(tokens_of("a b c", Span(0, 5), True)) == 0
    text = "a b c d a b c d"
    assert repeated_share(tokens_of(text, Span(0, len(text)), True)) == pytest.approx(1 / 5)


def test_time_is_linear() -> None:
    text = "a b " * 20_000 + " ".join(f"w{number % 61}" for number in range(40_000))
    start = time.process_time()
    loops_in(text)
    assert time.process_time() - start < 10
