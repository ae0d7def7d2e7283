"""Plain text for scoring: one segment a line, read as sacreBLEU reads it, so that the numbers are the same."""

from __future__ import annotations

from mtqc.formats.input import Input

BYTE_ORDER_MARK = "\ufeff"


def segment_lines(file: Input) -> tuple[str, ...]:
    r"""The lines of a file without the white space at their ends, which takes the ``\r`` of Windows with it.

    Lines end at ``\n`` alone. An empty line is an empty segment; a line feed at the end of the file begins no new one.
    A byte order mark of UTF-8 stays, as the first character of the first segment: sacreBLEU 2.6 leaves it there.

    Raises:
        InputError: the file cannot be read.
    """
    lines = [line.rstrip() for line in file.lines()]
    if lines and has_counted_mark(file):
        lines[0] = BYTE_ORDER_MARK + lines[0]
    return tuple(lines)


def has_counted_mark(file: Input) -> bool:
    """Whether the file begins with a byte order mark that is read as text."""
    return file.encoding == "utf-8-sig"
