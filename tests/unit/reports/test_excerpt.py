from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.model import InlineCode, Span
from mtqc.reports.characters import display_width, visible
from mtqc.reports.excerpt import Excerpt, excerpt

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=120)


def shown(cut: Excerpt) -> str:
    return cut.before + cut.marked + cut.after


def test_a_text_that_fits_stays_whole() -> None:
    assert excerpt("Das ist gut.", Span(4, 7), 20) == Excerpt("Das ", "ist", " gut.")


def test_a_text_without_a_mark_shows_its_beginning() -> None:
    cut = excerpt("The licence comes with every copy of the program.", None, 20)
    assert shown(cut) == "The licence comes …"
    assert cut.marked == ""


def test_a_long_text_is_cut_around_the_mark_at_words() -> None:
    text = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
    cut = excerpt(text, Span(25, 30), 30)
    assert cut == Excerpt("… vier fünf ", "sechs", " sieben …")
    assert cut.width == 5


def test_the_mark_at_the_end_gets_the_room_of_what_follows() -> None:
    text = "a" * 100 + " Ende"
    cut = excerpt(text, Span(101, 105), 30)
    assert (cut.before, cut.marked, cut.after) == ("…" + "a" * 23 + " ", "Ende", "")


def test_a_mark_longer_than_the_line_shows_its_beginning() -> None:
    cut = excerpt("x" + "y" * 500 + "z", Span(1, 501), 30)
    assert (cut.before, cut.after) == ("…", "…")
    assert cut.marked == "y" * 28


def test_columns_count_wide_characters_twice() -> None:
    cut = excerpt("東京タワーの高さ", Span(2, 5), 40)
    assert (cut.indent, cut.width) == (4, 6)


def test_a_mark_inside_a_grapheme_covers_all_of_it() -> None:
    assert excerpt("cafe\u0301!", Span(4, 5), 40).marked == "e\u0301"
    assert excerpt("a👩‍👩‍👧b", Span(2, 3), 40).marked == "👩‍👩‍👧"


def test_marked_blanks_are_named() -> None:
    assert excerpt("10\u00a0%", Span(2, 3), 40).marked == "‹U+00A0›"
    assert excerpt("a\u200bb", Span(1, 2), 40).marked == "‹U+200B›"
    assert excerpt("a\tb", Span(1, 2), 40).marked == "⇥"
    assert excerpt("a  b", Span(1, 3), 40).marked == "  "


def test_a_lone_combining_mark_stands_on_a_circle() -> None:
    assert excerpt("\u0301a", Span(0, 1), 40).marked == "◌\u0301"


def test_a_place_between_characters_marks_nothing() -> None:
    cut = excerpt("Ende", Span(4, 4), 40)
    assert (cut.before, cut.marked, cut.after) == ("Ende", "", "")


@given(ANY_TEXT, st.integers(0, 130), st.integers(0, 130), st.integers(20, 60))
@settings(max_examples=100)
def test_never_raises_and_fits_unless_one_grapheme_is_wider_than_the_line(
    text: str, start: int, length: int, width: int
) -> None:
    cut = excerpt(text, Span(start, start + length), width)
    assert cut.indent + cut.width <= width
    assert visible(shown(cut)) == shown(cut)


@pytest.mark.parametrize("filler", ["a", " ", "\u0301", "東", "👩‍", "\x1b"])
def test_a_huge_segment_costs_no_more_than_a_line(filler: str) -> None:
    text = filler * 1_000_000
    begun = time.process_time()
    excerpt(text, Span(400_000, 900_000), 100)
    assert time.process_time() - begun < 5


def code(offset: int, content: str) -> InlineCode:
    return InlineCode(offset, "standalone", "1", content)


def test_inline_codes_show_where_they_stand() -> None:
    codes = (code(0, "<b>"), code(4, "{0}"), code(5, "<x/>"), code(7, "</b>"), code(8, "{1}"))
    assert excerpt("Das ist.", Span(4, 7), 40, codes) == Excerpt("<b>Das {0}", "i<x/>st", "</b>.{1}")
    assert excerpt("Das ist.", None, 40, codes) == Excerpt("<b>", "", "Das {0}i<x/>st</b>.{1}")


def test_a_long_inline_code_is_shortened() -> None:
    assert excerpt("ab", Span(1, 2), 60, (code(1, "<a " + "x" * 50),)).before == "a<a " + "x" * 21 + "…"


@settings(max_examples=100)
@given(
    ANY_TEXT, st.lists(st.tuples(st.integers(0, 120), ANY_TEXT), max_size=8), st.integers(0, 120), st.integers(8, 60)
)
def test_codes_never_make_a_line_too_long(text: str, places: list[tuple[int, str]], start: int, width: int) -> None:
    codes = tuple(code(min(offset, len(text)), content) for offset, content in sorted(places))
    cut = excerpt(text, Span(min(start, len(text)), len(text)), width, codes)
    assert display_width(shown(cut)) <= max(width, 2)


def test_many_codes_cost_no_time() -> None:
    codes = tuple(code(offset, "<b>") for offset in range(100_000))
    began = time.process_time()
    excerpt("x" * 100_000, Span(50_000, 50_001), 80, codes)
    assert time.process_time() - began < 5
