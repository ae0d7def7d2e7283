"""Cuts a text into pieces at the borders of the findings that mark it, however they overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from mtqc.model import Span
from mtqc.reports.characters import graphemes


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding's number and what it marks."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that the same findings mark; ``numbers`` is empty for what nothing marks.

    ``first`` are the numbers of the findings that begin here. A piece without text is a place between characters.
    """

    text: str
    numbers: tuple[int, ...] = ()
    first: tuple[int, ...] = ()


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The text in pieces, in order; together they are the text.

    Marks are widened to whole graphemes, and cut to the text where a check marked more than there is.
    """
    fitted = _fitted(text, sorted(marks, key=lambda mark: (mark.span, mark.number)))
    borders = sorted({0, len(text), *(border for mark in fitted for border in (mark.span.start, mark.span.end))})
    result: list[Piece] = []
    active: list[Mark] = []
    place = 0
    for start, end in zip(borders, [*borders[1:], len(text)], strict=True):
        active = [mark for mark in active if mark.span.end > start]
        beginning: list[int] = []
        while place < len(fitted) and fitted[place].span.start == start:
            mark = fitted[place]
            place += 1
            if mark.span.end > start:
                active.append(mark)
                beginning.append(mark.number)
            else:
                result.append(Piece("", (mark.number,), (mark.number,)))
        if end > start:
            result.append(Piece(text[start:end], tuple(mark.number for mark in active), tuple(beginning)))
    return result


def _fitted(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks, moved to the nearest grapheme borders around them."""
    if not marks:
        return []
    borders: Sequence[int] = range(len(text) + 1)
    if not text.isascii() or "\r" in text:
        borders = list(accumulate(map(len, graphemes(text)), initial=0))
    fitted: list[Mark] = []
    for mark in marks:
        start = borders[max(0, bisect_right(borders, mark.span.start) - 1)]
        end = borders[min(len(borders) - 1, bisect_left(borders, mark.span.end))]
        fitted.append(
            Mark(mark.number, Span(start, max(start, end)) if mark.span.end > mark.span.start else Span(start, start))
        )
    return sorted(fitted, key=lambda mark: (mark.span, mark.number))
