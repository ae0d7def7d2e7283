from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.misspelt_names import find_misspelt_names
from tests.unit.analysis.hostile import slow

from .texts import prose


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Carlos Mendietta", "Carlos Mendieta"),
        ("Carlos Mendíeta", "Carlos Mendieta"),
        ("Carlos Mendieta", "Carlos Mendiota"),
        ("Carlos Mendieta", "Carlos Mendeita"),
    ],
)
def test_finds_the_rarer_spelling(first: str, second: str) -> None:
    texts = (f"Am Abend kam {first} an.", f"Dort sprach {second}.", f"Später ging {first} heim.")
    found, *rest = find_misspelt_names(prose(*texts))
    assert not rest
    assert (found.name, found.usual) == (second, first)
    assert found.span.of(texts[found.passage]) == second


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Carlos Mendieta", "Carlos Mendietas"),
        ("Dmitri Medwedew", "Dmitri Medwedewa"),
        ("Carlos Mendieta", "Carlos Mondriota"),
        ("Carlos Mendieta", "Pedro Mendiota"),
        ("Carlos Mendieta", "Carlos Bendieta"),
        ("Hans Meier", "Hans Maier"),
        ("Carlos Mendieta", "Carlos MENDIOTA"),
        ("Carlos Gil", "Carlos Gel"),
        ("Carlos Mendieta", "„Carlos Mendiota“"),
    ],
)
def test_other_names_are_other_names(first: str, second: str) -> None:
    texts = (f"Am Abend kam {first} an.", f"Dort sprach {second}.", f"Später ging {first} heim.")
    assert not list(find_misspelt_names(prose(*texts)))


def test_a_function_word_that_opens_a_sentence_is_no_given_name() -> None:
    assert not list(find_misspelt_names(prose("Der Mendieta kam an.", "Der Mendiota ging.")))


def test_lists_are_not_compared() -> None:
    names = [f"Carlos Mend{first}{second}ta" for first in "abcdefgh" for second in "abcdefgh"]
    assert not list(find_misspelt_names(prose(*(f"Da kam {name} an." for name in names))))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=40) | st.sampled_from(["Carlos Mendieta", "Carlos Mendiota"]), max_size=4))
def test_never_raises_and_stays_inside_the_text(texts: list[str]) -> None:
    for found in find_misspelt_names(prose(*texts)):
        assert 0 <= found.span.start < found.span.end <= len(texts[found.passage])


def test_linear_time() -> None:
    texts = (" ".join(f"Aa B{number:06d}" for number in range(10_000)), "Carlos Mendieta " * 6_000)
    assert not slow(lambda text: list(find_misspelt_names(prose(text))), texts)
