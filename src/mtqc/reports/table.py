"""Lays out tables for terminals: columns as wide as their cells, and names cut where the line would be too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtqc.reports.characters import display_width, graphemes

_ELLIPSIS = "…"
_NARROWEST = 4
GAP = "  "


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, without unseen characters, and the style that it is shown in."""

    text: str
    style: str = ""


Row = Sequence[Cell]


def cut(text: str, width: int) -> str:
    """The text, or its beginning and end with an ellipsis between, in at most so many columns."""
    if display_width(text) <= width:
        return text
    parts = list(graphemes(text))
    begin, end = 0, len(parts)
    # Names of systems differ at the end as often as at the beginning.
    head, tail, room = "", "", width - 1
    while begin < end:
        from_head = display_width(head) <= display_width(tail)
        part = parts[begin] if from_head else parts[end - 1]
        room -= display_width(part)
        if room < 0:
            break
        if from_head:
            head += part
            begin += 1
        else:
            tail = part + tail
            end -= 1
    return head + _ELLIPSIS + tail


def widths(rows: Sequence[Row], width: int, flexible: Sequence[int]) -> list[int]:
    """The columns' widths; of the flexible ones the widest give way where a line would be too long."""
    found = [max(display_width(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    excess = sum(found) + len(GAP) * (sum(map(bool, found)) - 1) - width
    while excess > 0:
        widest = max(flexible, key=found.__getitem__)
        if found[widest] <= _NARROWEST:
            break
        found[widest] -= 1
        excess -= 1
    return found


def padded(cell: Cell, width: int, left: bool) -> str:
    """The cell's text, cut and filled up to the width."""
    text = cut(cell.text, width)
    blanks = " " * (width - display_width(text))
    return text + blanks if left else blanks + text


def chunks(columns: int, room: int, each: int) -> list[range]:
    """So many columns in groups that fit beside each other into the room, at least one in a group."""
    fitting = max(1, (room + len(GAP)) // (each + len(GAP)))
    return [range(begin, min(begin + fitting, columns)) for begin in range(0, columns, fitting)]
