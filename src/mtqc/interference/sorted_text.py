"""A table that is one text of sorted lines: it loads at the speed of decompression and takes no more than its bytes."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from importlib.resources import files

_BLOCK = 1024
"""Bytes between two places of a table that its index knows."""


class SortedText:
    """The lines of a text, each a key, a blank and a value, in the order of the keys' bytes."""

    def __init__(self, text: bytes = b"") -> None:
        self._text = text
        self._starts = list(_line_starts(text))
        self._heads = [text[start + 1 : text.index(b" ", start)] for start in self._starts]

    @classmethod
    def shipped(cls, *path: str) -> SortedText:
        """The table of a file below the data of interference; an empty one where there is no such file."""
        file = files("mtqc").joinpath("data", "interference", *path)
        return cls(zlib.decompress(file.read_bytes())) if file.is_file() else cls()

    def __len__(self) -> int:
        return max(0, self._text.count(b"\n") - 1)

    def value(self, key: bytes) -> bytes | None:
        """What stands with a key; None if it is not in the table."""
        block = bisect_right(self._heads, key) - 1
        if block < 0:
            return None
        end = self._starts[block + 1] if block + 1 < len(self._starts) else len(self._text)
        place = self._text.find(b"\n%b " % key, self._starts[block], end)
        if place < 0:
            return None
        place += len(key) + 2
        return self._text[place : self._text.index(b"\n", place)]


def packed(lines: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Keys and values as the content of a file."""
    return zlib.compress(b"".join(b"\n%b %b" % line for line in sorted(lines)) + b"\n", 9)


def _line_starts(text: bytes) -> Iterator[int]:
    """Where a line starts, with the line break before it, about every so many bytes."""
    start = 0
    while 0 <= start < len(text) - 1:
        yield start
        start = text.find(b"\n", start + _BLOCK)
