"""Offsets of a text as lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right

from mtqc.model import Position

_LINE_END = re.compile("\n")


class Lines:
    """Where the lines of a text start."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """Line and column of the character at an offset."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)
