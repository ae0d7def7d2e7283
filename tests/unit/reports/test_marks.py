from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.model import Span
from mtqc.reports.marks import Mark, Piece, pieces

MARKS = st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6)


def test_a_text_without_marks_is_one_piece() -> None:
    assert pieces("Text", []) == [Piece("Text")]
    assert pieces("", []) == []


def test_overlapping_marks_share_the_middle() -> None:
    assert pieces("abcdef", [Mark(1, Span(1, 4)), Mark(2, Span(3, 6))]) == [
        Piece("a"),
        Piece("bc", (1,), (1,)),
        Piece("d", (1, 2), (2,)),
        Piece("ef", (2,)),
    ]


def test_a_place_between_characters_is_a_piece_without_text() -> None:
    assert pieces("ab", [Mark(1, Span(2, 2))]) == [Piece("ab"), Piece("", (1,), (1,))]
    assert pieces("", [Mark(1, Span(0, 0))]) == [Piece("", (1,), (1,))]
    assert pieces("ab", [Mark(1, Span(0, 2)), Mark(2, Span(1, 1))]) == [
        Piece("a", (1,), (1,)),
        Piece("", (2,), (2,)),
        Piece("b", (1,)),
    ]


def test_marks_grow_to_whole_graphemes() -> None:
    assert pieces("xe\u0301y", [Mark(1, Span(2, 3))]) == [Piece("x"), Piece("e\u0301", (1,), (1,)), Piece("y")]


def test_marks_beyond_the_text_are_cut() -> None:
    assert pieces("ab", [Mark(1, Span(1, 99))]) == [Piece("a"), Piece("b", (1,), (1,))]
    assert pieces("ab", [Mark(1, Span(50, 99))]) == [Piece("ab"), Piece("", (1,), (1,))]


@given(st.text("abé\u0301👩‍ \r\n", max_size=40), MARKS)
@settings(max_examples=100)
def test_pieces_are_the_text_and_every_mark_has_one(text: str, borders: list[tuple[int, int]]) -> None:
    marks = [Mark(number, Span(min(pair), max(pair))) for number, pair in enumerate(borders)]
    result = pieces(text, marks)
    assert "".join(piece.text for piece in result) == text
    assert sorted(number for piece in result for number in piece.first) == [mark.number for mark in marks]
    for mark in marks:
        covered = "".join(piece.text for piece in result if mark.number in piece.numbers)
        assert mark.span.of(text) in covered
