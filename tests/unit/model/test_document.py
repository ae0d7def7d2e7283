"""A segment knows where each of its characters stands in the file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtqc.model import Anchor, Position, Segment


def test_a_segment_without_column_knows_only_its_line() -> None:
    assert Segment("1", "text", line=3).position(0) is None
    assert Segment("1", "text").position(0) is None


def test_positions_go_on_over_line_feeds() -> None:
    segment = Segment("1", "one\ntwo\n\nthree", line=10, column=5)
    assert segment.position(0) == Position(10, 5)
    assert segment.position(3) == Position(10, 8)
    assert segment.position(4) == Position(11, 1)
    assert segment.position(9) == Position(13, 1)
    assert segment.position(14) == Position(13, 6)


def test_anchors_are_stronger_and_hold_up_to_the_next() -> None:
    anchors = (Anchor(0, Position(2, 4)), Anchor(5, Position(7, 1)))
    segment = Segment("1", "bold text", line=1, column=1, anchors=anchors)
    assert segment.position(4) == Position(2, 8)
    assert segment.position(5) == Position(7, 1)
    assert segment.position(9) == Position(7, 5)


def test_before_the_first_anchor_the_first_counts() -> None:
    segment = Segment("1", "some text", anchors=(Anchor(3, Position(2, 4)),))
    assert segment.position(1) == Position(2, 4)


@given(st.text(), st.integers(1, 100), st.integers(1, 100))
def test_a_position_is_found_again_in_the_file(target: str, line: int, column: int) -> None:
    file_lines = [""] * (line - 1) + [" " * (column - 1) + target.split("\n")[0], *target.split("\n")[1:]]
    segment = Segment("1", target, line=line, column=column)
    for offset, character in enumerate(target):
        position = segment.position(offset)
        assert position is not None
        in_line = file_lines[position.line - 1] + "\n"
        assert in_line[position.column - 1] == character
