"""Tables with a row a judged translation: TSV, CSV or JSON Lines, with whatever columns they have."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from mtqc.errors import InputError, UnknownNameError
from mtqc.formats.csv import DELIMITERS
from mtqc.formats.csv import rows as csv_rows
from mtqc.formats.input import Input
from mtqc.formats.jsonl import json_object
from mtqc.formats.text import text_lines
from mtqc.formats.tsv import tsv_rows
from mtqc.scoring.quoted_cells import quoted_notice

_NO_SCORE = frozenset({"", "none", "null", "nan", "na", "n/a", "-", "–"})
_JSONL = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The cells of a table by column; the n-th cell of each column stands in line ``lines[n]`` of the file."""

    path: str
    columns: Mapping[str, tuple[str, ...]]
    lines: tuple[int, ...]
    notices: tuple[str, ...] = ()

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of a column; its name is compared without regard to case if nothing else fits.

        Raises:
            UnknownNameError: there is no such column; names the nearest.
        """
        if name in self.columns:
            return self.columns[name]
        for known, cells in self.columns.items():
            if known.casefold() == name.casefold():
                return cells
        raise UnknownNameError(f"column of {self.path}", name, self.columns)

    def numbers(self, name: str) -> tuple[float, ...]:
        """The numbers in a column; NaN where a cell is empty or says that there is none.

        Raises:
            UnknownNameError: there is no such column.
            InputError: a cell holds something else; names the line.
        """
        cells = self.column(name)
        return tuple(self._number(cell, name, line) for cell, line in zip(cells, self.lines, strict=True))

    def where(self, conditions: Mapping[str, str]) -> ScoreTable:
        """The rows whose columns have these values.

        Raises:
            UnknownNameError: there is no such column.
            InputError: no row has the values; says what the column holds.
        """
        table = self
        for name, wanted in conditions.items():
            cells = table.column(name)
            places = [place for place, cell in enumerate(cells) if cell == wanted]
            if not places:
                held = ", ".join(f"'{value}'" for value in list(dict.fromkeys(cells))[:8])
                raise InputError(self.path, f"no row with '{wanted}' in column '{name}', which holds {held}")
            table = table._only(places)
        return table

    def _only(self, places: Sequence[int]) -> ScoreTable:
        columns = {name: tuple(cells[place] for place in places) for name, cells in self.columns.items()}
        return replace(self, columns=columns, lines=tuple(self.lines[place] for place in places))

    def _number(self, cell: str, name: str, line: int) -> float:
        text = cell.strip()
        if text.casefold() in _NO_SCORE:
            return math.nan
        try:
            value = float(text)
        except ValueError:
            value = math.inf
        if math.isinf(value):
            raise InputError(self.path, f"'{cell[:40]}' in column '{name}' is no number", line)
        return value


def read_score_table(file: Input) -> ScoreTable:
    """Reads a table; the suffix tells the kind, else the first line does. The first line of TSV and CSV names columns.

    Cells with tabs between are those of TSV, where quotation marks mean themselves, unless the file is called ``.csv``.

    Raises:
        InputError: the file cannot be read, is empty, names a column twice, or has a row of another length.
    """
    if any(suffix in _JSONL for suffix in file.suffixes) or file.head.lstrip().startswith(b"{"):
        return _of_records(file)
    first = next(iter(text_lines(file)), "")
    delimiter = "\t" if "\t" in first else max(DELIMITERS, key=first.count)
    is_tsv = delimiter == "\t" and not any(suffix == ".csv" for suffix in file.suffixes)
    rows = tsv_rows(file) if is_tsv else csv_rows(text_lines(file), delimiter, file.name)
    numbered = [(row.cells, row.line) for row in rows]
    if len(numbered) < 2:
        raise InputError(file.name, "no rows: the first line names the columns, each further one is a translation")
    names = [name.strip() for name in numbered[0][0]]
    for name in names:
        if names.count(name) > 1:
            raise InputError(file.name, f"two columns are named '{name}'", numbered[0][1])
    for cells, line in numbered[1:]:
        if len(cells) != len(names):
            raise InputError(file.name, f"{_columns(len(cells))} where the first line names {len(names)}", line)
    columns = dict(zip(names, zip(*(cells for cells, _ in numbered[1:]), strict=True), strict=True))
    quoted = quoted_notice(chain.from_iterable(columns.values())) if is_tsv else None
    notices = () if quoted is None else (f"{file.name}: {quoted}: if a program wrote it, call the file .csv",)
    return ScoreTable(file.name, columns, tuple(line for _, line in numbered[1:]), notices)


def _of_records(file: Input) -> ScoreTable:
    records = [
        (json_object(line, file.name, number), number)
        for number, line in enumerate(file.lines(), start=1)
        if line.strip()
    ]
    if not records:
        raise InputError(file.name, "no rows: each line is a JSON object with a translation and its score")
    names = dict.fromkeys(name for record, _ in records for name in record)
    columns = {name: tuple(_text(record.get(name)) for record, _ in records) for name in names}
    return ScoreTable(file.name, columns, tuple(number for _, number in records))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _columns(number: int) -> str:
    return f"{number} column" if number == 1 else f"{number} columns"
