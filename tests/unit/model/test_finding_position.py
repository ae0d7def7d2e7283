from __future__ import annotations

from mtqc.model import Anchor, Category, Finding, Position, Segment, Severity, Span

TEXT = Segment("1", "ein\nfetter Satz", line=3, column=5)
MARKUP = Segment(
    "1",
    "ein fetter Satz",
    line=1,
    column=1,
    anchors=(Anchor(0, Position(1, 1)), Anchor(4, Position(1, 7)), Anchor(10, Position(1, 15))),
)


def ends(segment: Segment, span: Span | None) -> Position | None:
    return Finding("a/b", Category.OTHER, Severity.MINOR, "m", segment, span).end_position


def test_a_mark_ends_after_its_last_character() -> None:
    assert ends(TEXT, Span(0, 3)) == Position(3, 8)
    assert ends(TEXT, Span(0, 4)) == Position(4, 1)
    assert ends(TEXT, Span(4, 10)) == Position(4, 7)
    assert ends(TEXT, None) == Position(4, 12)


def test_markup_after_the_mark_is_not_part_of_it() -> None:
    # In the file: ein **fetter** Satz
    assert ends(MARKUP, Span(4, 10)) == Position(1, 13)


def test_a_place_ends_where_it_starts() -> None:
    assert ends(TEXT, Span(2, 2)) == Position(3, 7)
    assert ends(Segment("1", "", line=2, column=1), None) == Position(2, 1)


def test_unknown_columns_stay_unknown() -> None:
    assert ends(Segment("1", "abc", line=2), Span(0, 1)) is None
