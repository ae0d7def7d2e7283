"""Rows of cells to segments, however the cells are separated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.columns import Columns
from mtqc.formats.flags import split_flags
from mtqc.formats.identifiers import Identifiers
from mtqc.formats.input import Input
from mtqc.model import Anchor, Document, Position, Segment


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text of a cell begins in the file, and where it does not follow the file."""

    position: Position
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells and the line it begins in.

    ``places`` say where the cells stand; None where they follow each other in that line as they are.
    """

    cells: Sequence[str]
    line: int
    places: Sequence[Place] | None = None

    def place(self, index: int) -> Place:
        """Where a cell stands."""
        if self.places is not None:
            return self.places[index]
        return Place(Position(self.line, sum(map(len, self.cells[:index])) + index + 1))


def read_table(file: Input, rows: Iterable[Row], options: ReadOptions, name: str, notices: Sequence[str]) -> Document:
    """The document of a table. Its segments stream; the first row is read at once to know the columns.

    Raises:
        InputError: the table lacks a column that is needed; later, that a row or an id breaks the order.
    """
    remaining = iter(rows)
    first = next(remaining, None)
    if first is None:
        return Document(file.name, (), format=name)
    columns = Columns.of(first.cells, options, file.name, first.line)
    if not columns.has_header:
        remaining = chain([first], remaining)
    said = (*notices, columns.notice) if columns.notice else tuple(notices)
    return Document(file.name, _segments(file.name, remaining, columns, len(first.cells)), format=name, notices=said)


def _segments(path: str, rows: Iterable[Row], columns: Columns, width: int) -> Iterator[Segment]:
    identifiers = Identifiers(path)
    for row in rows:
        cells = row.cells
        if not columns.target < len(cells) <= width:
            columns_here = "1 column" if len(cells) == 1 else f"{len(cells)} columns"
            raise InputError(path, f"{columns_here} where the first line has {width}", row.line)
        identifier = _cell(cells, columns.id)
        if identifier:
            identifiers.add(identifier, row.line)
        reference = _cell(cells, columns.reference)
        flags = _cell(cells, columns.flags)
        place = row.place(columns.target)
        yield Segment(
            identifier or str(row.line),
            cells[columns.target],
            source=_cell(cells, columns.source),
            references=(reference,) if reference else (),
            flags=split_flags(flags) if flags else frozenset(),
            line=place.position.line,
            column=place.position.column,
            anchors=place.anchors,
        )


def _cell(cells: Sequence[str], index: int | None) -> str | None:
    """A cell of a row; None where the table has no such column or the row ends before it."""
    return cells[index] if index is not None and index < len(cells) else None
