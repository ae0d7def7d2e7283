"""A finding says what it marks, and where that stands."""

from __future__ import annotations

import pytest

from mtqc.model import Category, Finding, Position, Segment, Severity, Span

SEGMENT = Segment("1", "vier\nDateien", "four files", line=3, column=2)


def finding(target: Span | None = None, source: Span | None = None, segment: Segment = SEGMENT) -> Finding:
    return Finding("a/b", Category.OTHER, Severity.MINOR, "Wrong.", segment, target, source)


def test_marked_texts() -> None:
    assert finding(Span(0, 4)).target_text == "vier"
    assert finding(None).target_text is None
    assert finding(source=Span(5, 10)).source_text == "files"
    assert finding().source_text is None
    assert finding(source=Span(0, 1), segment=Segment("1", "x")).source_text is None


def test_place_in_the_file() -> None:
    marked = finding(Span(5, 12))
    assert (marked.line, marked.column) == (4, 1)
    assert marked.end_position == Position(4, 8)
    assert finding().position == Position(3, 2)
    assert finding().end_position == Position(4, 8)


def test_the_end_after_a_line_feed_is_the_next_line() -> None:
    assert finding(Span(0, 5)).end_position == Position(4, 1)


def test_an_empty_span_ends_where_it_starts() -> None:
    assert finding(Span(2, 2)).end_position == finding(Span(2, 2)).position == Position(3, 4)


def test_without_column_the_line_remains() -> None:
    marked = finding(Span(0, 1), segment=Segment("1", "x", line=7))
    assert (marked.line, marked.column, marked.position, marked.end_position) == (7, None, None, None)


@pytest.mark.parametrize(
    ("other", "overlap"), [(Span(2, 4), True), (Span(3, 9), True), (Span(4, 6), False), (Span(0, 1), False)]
)
def test_spans_overlap_when_they_share_a_character(other: Span, overlap: bool) -> None:
    assert Span(1, 4).overlaps(other) is overlap
    assert other.overlaps(Span(1, 4)) is overlap
