"""Comma-separated values as RFC 4180 describes them, also with semicolons or tabs between.

mtqc reads them itself because the standard library's ``csv`` does not say where a cell stands in the file, and limits
the length of a cell for the whole process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mtqc.errors import InputError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.columns import names_target, wanted_columns
from mtqc.formats.input import Input
from mtqc.formats.table import Place, Row, read_table
from mtqc.formats.text import text_lines
from mtqc.model import Anchor, Document, Position

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
LONGEST_CELL = 1_000_000
"""Characters; a quotation mark that is not closed within them is taken for a mistake."""
_QUOTED = re.compile(r'"[^"]*+"')


class Csv(Format):
    """Rows of cells that may be quoted, and then hold delimiters, line breaks and doubled quotation marks. Streams."""

    name = "csv"
    summary = "comma- or semicolon-separated values, with or without a header line"
    suffixes = (".csv",)

    def recognises(self, head: bytes) -> bool:
        """Whether the first line is a header that names the target and another of mtqc's columns."""
        return any(names_target(head, delimiter) for delimiter in (",", ";"))

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document; empty lines are no segments."""
        delimiter = delimiter_of(file, wanted_columns(options)["target"])
        notices = [] if delimiter == "," else [f"took {DELIMITERS[delimiter]} as what separates the columns"]
        yield read_table(file, rows(text_lines(file), delimiter, file.name), options, self.name, notices)


def rows(lines: Iterable[str], delimiter: str, path: str) -> Iterator[Row]:
    """The rows in lines without line ends; empty lines are left out.

    Raises:
        InputError: a quoted cell is not closed, or text follows it.
    """
    reader = _QuotedRow(delimiter, path)
    for number, line in enumerate(lines, start=1):
        if not reader.is_open and '"' not in line:
            if line:
                yield Row(line.split(delimiter), number)
        elif row := reader.take(line, number):
            yield row
    reader.end()


class _QuotedRow:
    """Builds rows that have quoted cells, line by line; open while such a cell goes on in the next line."""

    def __init__(self, delimiter: str, path: str) -> None:
        self._delimiter = delimiter
        self._path = path
        self.is_open = False
        self._start()

    def _start(self) -> None:
        self._cells: list[str] = []
        self._places: list[Place] = []
        self._line = 0

    def _start_cell(self, position: Position) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._position = position
        self._anchors: list[Anchor] = []

    def take(self, line: str, number: int) -> Row | None:
        """The row that ends with this line; None if it goes on."""
        column = 0
        if not self.is_open:
            self._line = number
        while True:
            if not self.is_open and not line.startswith('"', column):
                end = line.find(self._delimiter, column)
                end = len(line) if end < 0 else end
                self._cells.append(line[column:end])
                self._places.append(Place(Position(number, column + 1)))
            else:
                if not self.is_open:
                    column += 1
                    self._start_cell(Position(number, column + 1))
                    self.is_open = True
                closed = self._quoted(line, column, number)
                if closed is None:
                    return None
                end = closed
            if end == len(line):
                row = Row(self._cells, self._line, self._places)
                self._start()
                return row
            if line[end] != self._delimiter:
                what = f"text after the closing quotation mark in column {end}: {line[end : end + 20]}"
                raise InputError(self._path, what, number)
            column = end + 1

    def _quoted(self, line: str, column: int, number: int) -> int | None:
        """Reads on in a quoted cell; the index behind its closing mark, None if the line ends before."""
        while True:
            mark = line.find('"', column)
            if mark < 0:
                self._add(line[column:] + "\n")
                if self._length > LONGEST_CELL:
                    raise self._unclosed(f"within {LONGEST_CELL:,} characters")
                return None
            if not line.startswith('"', mark + 1):
                self._add(line[column:mark])
                break
            self._add(line[column : mark + 1])
            column = mark + 2
            self._anchors.append(Anchor(self._length, Position(number, column + 1)))
        self.is_open = False
        self._cells.append("".join(self._parts))
        anchors = (Anchor(0, self._position), *self._anchors) if self._anchors else ()
        self._places.append(Place(self._position, anchors))
        return mark + 1

    def _add(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def end(self) -> None:
        """Makes sure that the file does not end within a cell."""
        if self.is_open:
            raise self._unclosed("before the end of the file")

    def _unclosed(self, where: str) -> InputError:
        problem = f"the quotation mark in column {self._position.column - 1} is not closed {where}"
        return InputError(self._path, problem, self._position.line)


def delimiter_of(file: Input, target: str) -> str:
    """The delimiter that shows the target column in the first line, else the one that most lines have equally often."""
    lines = file.head.decode(file.encoding, "ignore").lstrip("\ufeff").split("\n")
    bare = [_QUOTED.sub("", line) for line in (lines[:-1] or lines)]
    for delimiter in DELIMITERS:
        names = {name.strip().strip('"').casefold() for name in lines[0].split(delimiter)}
        if len(names) > 1 and target.casefold() in names:
            return delimiter
    counts = {delimiter: [line.count(delimiter) for line in bare if line.strip()] for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: _agreeing(counts[delimiter]))


def _agreeing(counts: list[int]) -> int:
    """How many lines have as many delimiters as the first one."""
    return sum(count == counts[0] for count in counts) if counts and counts[0] else 0
