"""Tables for scoring: TSV, CSV and JSON Lines with all of their columns, also those that checks have no use for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.columns import Columns, wanted_columns
from mtqc.formats.csv import delimiter_of
from mtqc.formats.csv import rows as csv_rows
from mtqc.formats.input import Input
from mtqc.formats.jsonl import REFERENCES, Record, json_object
from mtqc.formats.table import Row
from mtqc.formats.text import text_lines
from mtqc.formats.tsv import tsv_rows
from mtqc.scoring.contents import Contents
from mtqc.scoring.quoted_cells import quoted_notice

UNIT = "row"
_FURTHER_REFERENCE = re.compile(r"[ _-]?[0-9]{1,3}")
"""What follows the name of the reference column in the names of further ones: ``reference2``, ``reference_2``."""


def table_contents(file: Input, format_name: str, options: ReadOptions, needs_target: bool) -> Contents:
    """What a file of the format ``tsv``, ``csv`` or ``jsonl`` holds.

    The columns of :class:`ReadOptions` have their parts, ``reference2`` and the like are further references, and
    ``references`` of JSON Lines is a list of them. An empty reference is none. All other columns are kept by name.
    A table of sources or references alone may do without targets.

    Raises:
        InputError: the file cannot be read, or lacks a column; names those that it has.
    """
    if format_name == "jsonl":
        return _jsonl(file, options, needs_target)
    if format_name == "tsv":
        return _with_quotes_noticed(_of_rows(file, tsv_rows(file), options, needs_target))
    delimiter = delimiter_of(file, wanted_columns(options)["target"])
    return _of_rows(file, csv_rows(text_lines(file), delimiter, file.name), options, needs_target)


def _with_quotes_noticed(contents: Contents) -> Contents:
    """The contents of a TSV file, with a notice where it seems to have been written as CSV."""
    texts = chain(contents.translations, contents.sources or (), *contents.references)
    notice = quoted_notice(text for text in texts if text)
    if notice is None:
        return contents
    notice += ": if a program wrote it, read it with --input-format csv"
    return replace(contents, notices=(*contents.notices, notice))


@dataclass(frozen=True, slots=True)
class _Roles:
    """Which column of a table holds what, by its index; further references follow the first one."""

    target: int | None
    source: int | None
    id: int | None
    references: tuple[int, ...]
    others: Mapping[str, int]
    has_header: bool


def _of_rows(file: Input, rows: Iterable[Row], options: ReadOptions, needs_target: bool) -> Contents:
    remaining = iter(rows)
    first = next(remaining, None)
    if first is None:
        return Contents(file.name, UNIT, 0)
    roles, notice = _roles(first, options, file.name, needs_target)
    if not roles.has_header:
        remaining = chain([first], remaining)
    cells = [_checked(row, roles.target, len(first.cells), file.name) for row in remaining]

    def column(index: int) -> tuple[str, ...]:
        return tuple(row[index] if index < len(row) else "" for row in cells)

    return Contents(
        file.name,
        UNIT,
        len(cells),
        () if roles.target is None else column(roles.target),
        None if roles.source is None else column(roles.source),
        tuple(tuple(text or None for text in column(index)) for index in roles.references),
        () if roles.id is None else column(roles.id),
        {name: column(index) for name, index in roles.others.items()},
        notices=(notice,) if notice else (),
    )


def _checked(row: Row, target: int | None, width: int, path: str) -> Sequence[str]:
    """The cells of a row, which may lack the last columns but not the target."""
    if not (target or 0) < len(row.cells) <= width:
        columns_here = "1 column" if len(row.cells) == 1 else f"{len(row.cells)} columns"
        raise InputError(path, f"{columns_here} where the first line has {width}", row.line)
    return row.cells


def _roles(first: Row, options: ReadOptions, path: str, needs_target: bool) -> tuple[_Roles, str | None]:
    """What the columns hold, and what was guessed about them."""
    wanted = wanted_columns(options)
    names = [name.strip() for name in first.cells]
    folded = [name.casefold() for name in names]
    if not needs_target and wanted["target"].casefold() not in folded and _names_texts(folded, wanted):
        found = {role: folded.index(name.casefold()) for role, name in wanted.items() if name.casefold() in folded}
        known = Columns(-1, found.get("source"), found.get("id"), found.get("reference"), has_header=True)
    else:
        known = Columns.of(first.cells, options, path, first.line)
    target = None if known.target < 0 else known.target
    if not known.has_header:
        return _Roles(target, known.source, known.id, _present(known.reference), {}, False), known.notice
    further = [place for place, name in enumerate(folded) if _is_further_reference(name, wanted["reference"])]
    taken = {target, known.source, known.id, known.reference, known.flags, *further}
    others = {name: place for place, name in enumerate(names) if place not in taken and name}
    return _Roles(target, known.source, known.id, (*_present(known.reference), *further), others, True), None


def _names_texts(folded: Sequence[str], wanted: Mapping[str, str]) -> bool:
    """Whether the first row names a column of sources or of references."""
    return any(wanted[role].casefold() in folded for role in ("source", "reference"))


def _present(index: int | None) -> tuple[int, ...]:
    return () if index is None else (index,)


def _is_further_reference(name: str, reference: str) -> bool:
    start, rest = name[: len(reference)], name[len(reference) :]
    return start == reference.casefold() and _FURTHER_REFERENCE.fullmatch(rest) is not None


def _jsonl(file: Input, options: ReadOptions, needs_target: bool) -> Contents:
    wanted = wanted_columns(options)
    records = list(_records(file))
    keys = dict.fromkeys(key for record in records for key in record.values)
    reference = wanted["reference"] if wanted["reference"] in keys else REFERENCES
    further = [key for key in keys if _is_further_reference(key.casefold(), wanted["reference"])]
    references = [_references(record, reference, further) for record in records]
    depth = max(map(len, references), default=0)
    taken = {*wanted.values(), REFERENCES, *further}
    others = {key: _plain_column(records, key) for key in keys if key not in taken}
    has_ids = bool(records) and all(wanted["id"] in record.values for record in records)
    return Contents(
        file.name,
        UNIT,
        len(records),
        _targets(records, wanted["target"], needs_target) if needs_target or wanted["target"] in keys else (),
        tuple(record.text(wanted["source"]) for record in records) if wanted["source"] in keys else None,
        tuple(tuple(texts[place] if place < len(texts) else None for texts in references) for place in range(depth)),
        tuple(record.identifier(wanted["id"]) or "" for record in records) if has_ids else (),
        {key: column for key, column in others.items() if column is not None},
    )


def _records(file: Input) -> Iterator[Record]:
    for number, line in enumerate(file.lines(), start=1):
        if line.strip():
            yield Record(json_object(line, file.name, number), file.name, number)


def _targets(records: Sequence[Record], key: str, needed: bool) -> tuple[str, ...]:
    """The translations; a null is an empty one."""
    return tuple((record.required_text(key) if needed else record.text(key)) or "" for record in records)


def _references(record: Record, reference: str, further: Sequence[str]) -> tuple[str | None, ...]:
    """The references of a record, one a key or item of a list; None where one is empty or null."""
    first: tuple[str | None, ...] = record.texts(reference)
    if further and not first:
        first = (None,)
    return tuple(text or None for text in (*first, *(record.text(key) for key in further)))


def _plain_column(records: Sequence[Record], key: str) -> tuple[str, ...] | None:
    """The values under a key as text; None where they are lists or tables."""
    values = [record.values.get(key) for record in records]
    if any(isinstance(value, list | dict) for value in values):
        return None
    return tuple("" if value is None else value if isinstance(value, str) else _written(value) for value in values)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
