"""Tab-separated values: a row a line, tabs between cells, and nothing else special."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.errors import InputError
from mtqc.formats.base import DEFAULT_COLUMNS, Format, ReadOptions
from mtqc.formats.columns import Columns
from mtqc.formats.identifiers import Identifiers
from mtqc.formats.input import Input
from mtqc.formats.text import text_lines
from mtqc.model import Document, Segment


class Tsv(Format):
    """Rows of cells with tabs between; quotation marks mean themselves. Segments stream."""

    name = "tsv"
    summary = "tab-separated values with or without a header line"
    suffixes = (".tsv", ".tab")

    def recognises(self, head: bytes) -> bool:
        """Whether the first line is a header that names the target and something else of mtqc's."""
        names = head.partition(b"\n")[0].decode("utf-8", "ignore").casefold().rstrip("\r").split("\t")
        return "target" in names and len(set(names) & set(DEFAULT_COLUMNS)) > 1

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document; empty lines are no segments."""
        yield Document(file.name, _segments(file, options), format=self.name)


def _segments(file: Input, options: ReadOptions) -> Iterator[Segment]:
    columns: Columns | None = None
    identifiers = Identifiers(file.name)
    width = 0
    for number, line in enumerate(text_lines(file), start=1):
        if not line:
            continue
        row = line.split("\t")
        if columns is None:
            columns = Columns.of(row, options, file.name, number)
            width = len(row)
            if columns.has_header:
                continue
        if not columns.target < len(row) <= width:
            raise InputError(file.name, f"{len(row)} columns where the first line has {width}", number)
        if columns.id is not None:
            identifiers.add(row[columns.id], number)
        yield columns.segment(row, number, sum(map(len, row[: columns.target])) + columns.target + 1)
