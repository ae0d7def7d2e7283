from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.reports.characters import (
    display_width,
    encodable,
    graphemes,
    is_right_to_left,
    spelled,
    visible,
    wrapped,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Grüße, 東京 🌴", "Grüße, 東京 🌴"),
        ("\x1b[31mred\x07", "‹U+001B›[31mred‹U+0007›"),
        ("a\u202eb\u2066c", "a‹U+202E›b‹U+2066›c"),
        ("a\nb\tc\rd", "a↵b⇥c‹U+000D›d"),
        ("zero\u200bwidth\ufeff", "zero‹U+200B›width‹U+FEFF›"),
        ("\ud800 \uffff \U000e0041 \u2028", "‹U+D800› ‹U+FFFF› ‹U+E0041› ‹U+2028›"),
        ("👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"),
        ("\x9b31m \u0600", "‹U+009B›31m \u0600"),
        ("1\u00a0000", "1\u00a0000"),
    ],
)
def test_unseen_characters_are_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_unusual_blanks_are_spelled_out_where_blanks_matter() -> None:
    assert spelled("1\u00a0000 €\u202f\n") == "1‹U+00A0›000 €‹U+202F›↵"


@given(ANY_TEXT)
@settings(max_examples=100)
def test_nothing_that_a_terminal_obeys_stays(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert visible(shown) == shown
    shown.encode()


@given(ANY_TEXT)
@settings(max_examples=50)
def test_only_lone_surrogates_cannot_be_encoded(text: str) -> None:
    encodable(text).encode()
    assert encodable(text) == text or any("\ud800" <= character <= "\udfff" for character in text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("plain", 5),
        ("Grüße", 5),
        ("Gru\u0308ße", 5),
        ("東京", 4),
        ("ﾄｳｷｮｳ", 5),
        ("Ａ", 2),
        ("🌴", 2),
        ("👩‍👩‍👧", 2),
        ("👍🏽", 2),
        ("☎", 1),
        ("☎\ufe0f", 2),
        ("🇩🇪", 2),
        ("각", 2),
        ("\u0301", 0),
        ("สวัสดี", 4),
        ("", 0),
    ],
)
def test_width_in_columns(text: str, width: int) -> None:
    assert display_width(text) == width


def test_a_letter_and_its_accents_are_one_grapheme() -> None:
    assert list(graphemes("e\u0301👩‍👩‍👧")) == ["e\u0301", "👩‍👩‍👧"]


@pytest.mark.parametrize(("text", "expected"), [("abc", False), ("größer", False), ("שלום", True), ("a سلام", True)])
def test_right_to_left(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_lines_break_at_spaces() -> None:
    assert wrapped("one two three four", 9) == ["one two", "three", "four"]


def test_words_longer_than_a_line_break_inside() -> None:
    assert wrapped("a 東京タワー z", 5) == ["a", "東京", "タワ", "ー z"]
    assert wrapped("", 5) == [""]


@given(st.text("ab 東e\u0301🌴", max_size=60), st.integers(2, 20))
@settings(max_examples=100)
def test_no_wrapped_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
