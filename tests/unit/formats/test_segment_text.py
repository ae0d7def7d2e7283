from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.formats.lines import Lines
from mtqc.formats.segment_text import SegmentText, WhiteSpace
from mtqc.model import Anchor, InlineCode, Position, Segment

START = Position(3, 5)


def test_text_in_one_piece_needs_no_anchors() -> None:
    text = SegmentText(START)
    text.add("eins ", Position(7, 2))
    text.add("zwei", Position(7, 7))
    assert text.build().text == "eins zwei"
    assert text.build().position == Position(7, 2)
    assert text.build().anchors == ()


def test_pieces_apart_are_anchored() -> None:
    text = SegmentText(START)
    text.add("A &", Position(1, 1))
    text.add(" B", Position(1, 8))
    assert text.build().anchors == (Anchor(0, Position(1, 1)), Anchor(3, Position(1, 8)))


def test_an_empty_text_stands_where_it_would_begin() -> None:
    text = SegmentText(START)
    text.code("standalone", "1", "<x/>")
    built = text.build()
    assert (built.text, built.position, built.anchors) == ("", START, ())
    assert built.codes == (InlineCode(0, "standalone", "1", "<x/>"),)
    assert text.is_blank


def test_codes_stand_before_the_next_character() -> None:
    text = SegmentText(START, WhiteSpace.COLLAPSE)
    text.add("ab ", START)
    text.code("open", "b", "<b>")
    text.add(" c", Position(4, 1))
    text.code("close", "b", "</b>")
    text.add("  ", Position(5, 1))
    text.code("standalone", "i", "<i/>")
    built = text.build()
    assert built.text == "ab c"
    assert [code.offset for code in built.codes] == [3, 4, 4]


def test_layout_goes_but_spaces_stay() -> None:
    text = SegmentText(START, WhiteSpace.LINES)
    text.add("\n   Zwei  Wörter \n\t und mehr \n", Position(1, 1))
    built = text.build()
    assert built.text == "Zwei  Wörter und mehr"
    assert Segment("1", built.text, anchors=built.anchors).position(13) == Position(3, 3)


def test_a_line_break_takes_the_space_before_and_after_it() -> None:
    text = SegmentText(START, WhiteSpace.COLLAPSE)
    text.add("eins ", Position(1, 1))
    text.break_line(Position(1, 6))
    text.add(" zwei\u00a0", Position(1, 10))
    assert text.build().text == "eins\nzwei\u00a0"
    assert not text.is_blank


@given(st.lists(st.text("ab \n\t\u00a0", max_size=8), max_size=6), st.sampled_from(WhiteSpace))
@settings(max_examples=100)
def test_every_character_keeps_its_place(pieces: list[str], white_space: WhiteSpace) -> None:
    content = "<>".join(pieces)
    lines = Lines(content)
    text = SegmentText(Position(1, 1), white_space)
    done = 0
    for piece in pieces:
        text.add(piece, lines.position(done))
        done += len(piece) + 2
    built = text.build()
    segment = Segment("1", built.text, line=built.position.line, column=built.position.column, anchors=built.anchors)
    rows = content.split("\n")
    for offset, character in enumerate(built.text):
        position = segment.position(offset)
        assert position is not None
        found = (rows[position.line - 1] + "\n")[position.column - 1]
        assert found == character or (character == " " and found in "\n\t")
    if white_space is WhiteSpace.PRESERVE:
        assert built.text == "".join(pieces)
    if white_space is WhiteSpace.COLLAPSE:
        assert built.text == " ".join("".join(pieces).replace("\u00a0", "x").split()).replace("x", "\u00a0")
