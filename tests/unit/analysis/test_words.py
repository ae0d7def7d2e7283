from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.words import count_words, find_words
from mtqc.languages import language

from .hostile import slow


def words(text: str) -> list[str]:
    return [word.text for word in find_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das U-Boot taucht.", ["Das", "U-Boot", "taucht"]),
        ("l'eau et l’air", ["l'eau", "et", "l’air"]),
        ("z.B. so", ["z.B", "so"]),
        ("3 Äpfel, 4.5 kg und x86", ["Äpfel", "kg", "und", "x86"]),
        ("__init__ und ___", ["__init__", "und"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("2nd \u0301a", ["2nd", "\u0301a"]),
        ("", []),
    ],
)
def test_words_are_runs_of_letters_with_what_joins_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
@settings(max_examples=100)
def test_spans_say_where_the_words_are(text: str) -> None:
    for word in find_words(text):
        assert word.span.of(text) == word.text


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [("Das ist ein Test.", "de", 4), ("これはテストです。", "ja", 5), ("นี่คือการทดสอบ", "th", 3), ("", "en", 0)],
)
def test_words_are_counted_as_each_language_has_them(text: str, tag: str, expected: int) -> None:
    assert count_words(text, language(tag)) == expected


def test_words_of_an_unknown_language_are_parted_by_blanks() -> None:
    assert count_words("one two", None) == 2


def test_hostile_text_takes_no_time() -> None:
    assert not slow(find_words)
