"""Tab-separated values: a row a line, tabs between cells, and nothing else special."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.columns import names_target
from mtqc.formats.input import Input
from mtqc.formats.table import Row, read_table
from mtqc.formats.text import text_lines
from mtqc.model import Document


class Tsv(Format):
    """Rows of cells with tabs between; quotation marks mean themselves. Segments stream."""

    name = "tsv"
    summary = "tab-separated values, with or without a header line"
    suffixes = (".tsv", ".tab")

    def recognises(self, head: bytes) -> bool:
        """Whether the first line is a header that names the target and another of mtqc's columns."""
        return names_target(head, "\t")

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document; empty lines are no segments."""
        yield read_table(file, tsv_rows(file), options, self.name, ())


def tsv_rows(file: Input) -> Iterator[Row]:
    """The rows of a file; empty lines are left out."""
    for number, line in enumerate(text_lines(file), start=1):
        if line:
            yield Row(line.split("\t"), number)
