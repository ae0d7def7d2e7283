"""Wraps a hypothesis for a terminal, with the words that differ from another one marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqc.model.breakdown import WordPiece
from mtqc.reports.characters import display_width, grapheme_width, graphemes, visible

EMPTY = "(empty)"


def marked_lines(pieces: Sequence[WordPiece], width: int, mark: tuple[str, str]) -> Iterator[str]:
    """The text in lines of at most so many columns, broken at spaces where it can be.

    Args:
        pieces: the text in parts.
        width: the columns of a line.
        mark: what stands before and after differing words on each line; signs take columns, colours do not.
    """
    begin, end = mark
    taken = 0 if begin.startswith("\x1b") else display_width(begin + end)
    units = list(_units(pieces, max(1, width - taken)))
    if not units:
        yield EMPTY
        return
    line: list[tuple[str, bool]] = []
    room = width
    for text, differs in units:
        opens = differs and not (line and line[-1][1])
        needed = display_width(text) + (taken if opens else 0)
        if line and needed > room + (1 if text.endswith(" ") else 0):
            yield _joined(line, begin, end)
            line, room = [], width
            needed = display_width(text) + (taken if differs else 0)
        line.append((text, differs))
        room -= needed
    yield _joined(line, begin, end)


def _units(pieces: Sequence[WordPiece], width: int) -> Iterator[tuple[str, bool]]:
    """Words with the blank after them, cut where one is longer than a line."""
    for piece in pieces:
        words = visible(piece.text).split(" ")
        for place, word in enumerate(words):
            unit = word + (" " if place < len(words) - 1 else "")
            for part in _cut(unit, width):
                yield part, piece.differs


def _cut(unit: str, width: int) -> Iterator[str]:
    part, columns = "", 0
    for grapheme in graphemes(unit):
        size = grapheme_width(grapheme)
        if part and grapheme != " " and columns + size > width:
            yield part
            part, columns = "", 0
        part += grapheme
        columns += size
    if part:
        yield part


def _joined(units: Sequence[tuple[str, bool]], begin: str, end: str) -> str:
    """The units as one line; blanks at its end go, and marks stand around runs of differing words."""
    line, inside = "", False
    for place, (text, differs) in enumerate(units):
        if place == len(units) - 1:
            text = text.rstrip(" ")
        if differs != inside:
            line += begin if differs else end
            inside = differs
        line += text
    return line + (end if inside else "")
