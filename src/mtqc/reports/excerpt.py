"""Cuts a text to the width of a line around the part that a finding marks."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mtqc.model import InlineCode, Span
from mtqc.reports.characters import display_width, graphemes, spelled, visible

_ELLIPSIS = "…"
_WORD = 12
"""A cut moves to the next space if that is at most so many characters away."""

_CODE = 24
"""So many characters of an inline code are shown: it only marks a place."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a text: what is marked in it, what stands before and after, all of it visible."""

    before: str
    marked: str
    after: str

    @property
    def indent(self) -> int:
        """The columns before the marked part."""
        return display_width(self.before)

    @property
    def width(self) -> int:
        """The columns of the marked part."""
        return display_width(self.marked)


@dataclass(frozen=True, slots=True)
class _Cell:
    shown: str
    width: int


def excerpt(text: str, span: Span | None, width: int, codes: Sequence[InlineCode] = ()) -> Excerpt:
    """The text, or as much of it around the span as fits into so many columns.

    The marked part is widened to whole graphemes. Inline codes, which come in order, show what they hold. A span of
    blanks and unseen characters shows their names. Takes time for a few lines at most, however long the text is.
    """
    start, end = (0, 0) if span is None else (span.start, span.end)
    first = max(0, start - width)
    last = min(len(text), min(end, start + width) + width)
    blank = _is_blank(text[start : min(end, last)])
    before: list[_Cell] = []
    marked: list[_Cell] = []
    after: list[_Cell] = []
    offset = first
    near = codes[bisect_left(codes, first, key=_offset) : bisect_right(codes, last, key=_offset)]
    following_codes = deque(near[:width])

    def show_codes() -> None:
        while following_codes and following_codes[0].offset <= offset:
            code = following_codes.popleft()
            side = before if code.offset <= start else marked if code.offset < end else after
            side.append(_code_cell(code.content))

    for grapheme in graphemes(text[first:last]):
        show_codes()
        following = offset + len(grapheme)
        if following <= start:
            before.append(_cell(grapheme))
        elif offset < end:
            marked.append(_cell(grapheme, blank))
        else:
            after.append(_cell(grapheme))
        offset = following
    show_codes()
    whole = first == 0 and last == len(text)
    if whole and _columns(before) + _columns(marked) + _columns(after) <= width:
        return Excerpt(_joined(before), _joined(marked), _joined(after))
    room = width - 2 * len(_ELLIPSIS)
    fitting = _fitting(marked, room)
    if len(fitting) < len(marked):
        return Excerpt(_ELLIPSIS if before or first else "", _joined(fitting), _ELLIPSIS)
    room -= _columns(marked)
    left = _fitting(before[::-1], max(room // 2, room - _columns(after)))
    right = _fitting(after, room - _columns(left))
    return Excerpt(
        _joined(_cut(left)[::-1], _ELLIPSIS) if first or len(left) < len(before) else _joined(left[::-1]),
        _joined(marked),
        _joined(_cut(right)) + _ELLIPSIS if last < len(text) or len(right) < len(after) else _joined(right),
    )


@lru_cache(maxsize=4096)
def _cell(grapheme: str, blank: bool = False) -> _Cell:
    shown = spelled(grapheme) if blank else visible(grapheme)
    if unicodedata.category(shown[0]) in ("Mn", "Me"):
        shown = "◌" + shown
    return _Cell(shown, display_width(shown))


@lru_cache(maxsize=4096)
def _code_cell(content: str) -> _Cell:
    shown = visible(content[:_CODE])
    if len(content) > _CODE:
        shown += _ELLIPSIS
    return _Cell(shown, display_width(shown))


def _offset(code: InlineCode) -> int:
    return code.offset


def _is_blank(text: str) -> bool:
    return all(character.isspace() or visible(character) != character for character in text)


def _columns(cells: Iterable[_Cell]) -> int:
    return sum(cell.width for cell in cells)


def _fitting(cells: list[_Cell], room: int) -> list[_Cell]:
    """As many of the cells as fit."""
    for number, cell in enumerate(cells):
        room -= cell.width
        if room < 0:
            return cells[:number]
    return cells


def _cut(cells: list[_Cell]) -> list[_Cell]:
    """The cells without the part of a word at their end."""
    for number in range(len(cells) - 1, max(0, len(cells) - _WORD), -1):
        if cells[number].shown == " ":
            return cells[: number + 1]
    return cells


def _joined(cells: Iterable[_Cell], prefix: str = "") -> str:
    return prefix + "".join(cell.shown for cell in cells)
