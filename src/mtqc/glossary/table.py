"""Glossaries as tables: TSV and CSV.

With a header the columns are called ``source``, ``target``, ``forbidden``, ``note`` and ``case-sensitive``, or bear
language tags (``en``, ``de-AT``), one a language. Without one they are source, target and note. Several translations of
a term stand in one cell with ``|`` between them. A line that begins with ``#`` is a comment.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from mtqc.errors import InputError, UnknownNameError
from mtqc.formats.input import Input
from mtqc.glossary.glossary import Concept, Glossary, Term
from mtqc.languages import language

_COLUMNS = ("source", "target", "forbidden", "note", "case-sensitive")
# Two letters only: "log", "tag" and "bit" are language codes as well, and likelier to be terms.
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z0-9]{2,8}){0,3}")
_ALTERNATIVES = "|"
_YES = frozenset({"yes", "true", "1", "x", "y"})
_FIELD_LIMIT = 1_000_000


def read_table(file: Input) -> Glossary:
    """The glossary in a TSV or CSV file.

    Raises:
        InputError: a line has neither a source with a target nor a forbidden word; or the header lacks what is needed.
    """
    rows = list(_rows(file))
    if not rows:
        return Glossary()
    line, first = rows[0]
    header = [cell.strip().lower().replace(" ", "-").replace("_", "-") for cell in first]
    if "source" in header or "forbidden" in header:
        _require_columns(file, line, header)
        return Glossary(
            terms=tuple(_term(file, number, dict(zip(header, row, strict=False))) for number, row in rows[1:])
        )
    tags = [cell.strip().replace("_", "-") for cell in first]
    if _are_languages(tags):
        return Glossary(concepts=tuple(_concept(tags, row) for _, row in rows[1:]))
    names = ("source", "target", "note")
    return Glossary(terms=tuple(_term(file, number, dict(zip(names, row, strict=False))) for number, row in rows))


def _rows(file: Input) -> Iterator[tuple[int, list[str]]]:
    """The rows with a cell that is not blank, each with its line."""
    if ".csv" in file.suffixes:
        csv.field_size_limit(_FIELD_LIMIT)
        reader = csv.reader(file.lines())
        try:
            for row in reader:
                if any(cell.strip() for cell in row) and not row[0].startswith("#"):
                    yield reader.line_num, row
        except csv.Error as error:
            raise InputError(file.name, str(error), reader.line_num) from error
        return
    for number, line in enumerate(file.lines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip("\r\n").split("\t")


def _are_languages(tags: Sequence[str]) -> bool:
    if len(tags) < 2 or len({tag.lower() for tag in tags}) < len(tags):
        return False
    for tag in tags:
        if not _LANGUAGE_TAG.fullmatch(tag):
            return False
        try:
            language(tag)
        except UnknownNameError:
            return False
    return True


def _require_columns(file: Input, line: int, header: Sequence[str]) -> None:
    unknown = [cell for cell in header if cell and cell not in _COLUMNS]
    if unknown:
        known = ", ".join(_COLUMNS)
        raise InputError(file.name, f"unknown column '{unknown[0]}' in a glossary; known are {known}", line)


def _term(file: Input, line: int, cells: Mapping[str, str]) -> Term:
    source = cells.get("source", "").strip() or None
    targets = _alternatives(cells.get("target", ""))
    forbidden = _alternatives(cells.get("forbidden", ""))
    if not forbidden and not (source and targets):
        raise InputError(file.name, "a glossary line needs a source and a target, or a forbidden word", line)
    return Term(
        source=source,
        targets=targets,
        forbidden=forbidden,
        case_sensitive=cells.get("case-sensitive", "").strip().lower() in _YES,
        note=cells.get("note", "").strip() or None,
    )


def _concept(tags: Sequence[str], row: Sequence[str]) -> Concept:
    words = {tag: _alternatives(cell) for tag, cell in zip(tags, row, strict=False)}
    return Concept({tag: found for tag, found in words.items() if found})


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(_ALTERNATIVES) if part.strip())
