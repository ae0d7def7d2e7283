"""Which column of a table holds what: by the names in its first line, or by numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from mtqc.errors import InputError
from mtqc.formats.base import DEFAULT_COLUMNS, ReadOptions


@dataclass(frozen=True, slots=True)
class Columns:
    """The indexes of a table's columns from 0, None for what it does not have."""

    target: int
    source: int | None = None
    id: int | None = None
    reference: int | None = None
    flags: int | None = None
    has_header: bool = False
    is_stated: bool = False

    @classmethod
    def of(cls, first_row: Sequence[str], options: ReadOptions, path: str, line: int) -> Columns:
        """The columns of a table with this first row.

        The row is a header if it contains the name of a column. Without a header and without numbers in the settings,
        one column holds targets, two hold sources and targets.

        Raises:
            InputError: the target, or a column that the user named, is not there; names those that are.
        """
        wanted = wanted_columns(options)
        if wanted["target"].isdecimal():
            return cls(**_numbered(wanted, first_row, path, line), is_stated=True)
        names = [name.strip().casefold() for name in first_row]
        found = {
            role: names.index(name.casefold()) for role, name in wanted.items() if name.strip().casefold() in names
        }
        if not found and wanted == DEFAULT_COLUMNS and len(first_row) <= 2:
            return cls(target=len(first_row) - 1, source=0 if len(first_row) == 2 else None)
        for role, name in wanted.items():
            if role in found and names.count(name.strip().casefold()) > 1:
                raise InputError(path, f"two columns are called '{name}': which is the {role} cannot be told", line)
            if role not in found and (role == "target" or name != DEFAULT_COLUMNS[role]):
                there = ", ".join(f"'{shown[:40]}'" for shown in first_row[:12])
                raise InputError(
                    path, f"no column '{name}' among {there}: name the {role} column (setting columns)", line
                )
        return cls(**_indexes(found), has_header=True)

    @property
    def notice(self) -> str | None:
        """What was guessed about the columns; None where a header or the user says it."""
        if self.has_header or self.is_stated:
            return None
        return (
            "no header line: took column 1 as target"
            if self.target == 0
            else ("no header line: took column 1 as source, column 2 as target")
        )


def wanted_columns(options: ReadOptions) -> Mapping[str, str]:
    """The names of all columns, those that the user did not name by their default."""
    return {**DEFAULT_COLUMNS, **options.columns}


class _Indexes(TypedDict):
    target: int
    source: int | None
    id: int | None
    reference: int | None
    flags: int | None


def _indexes(found: Mapping[str, int]) -> _Indexes:
    return _Indexes(
        target=found["target"],
        source=found.get("source"),
        id=found.get("id"),
        reference=found.get("reference"),
        flags=found.get("flags"),
    )


def _numbered(wanted: Mapping[str, str], first_row: Sequence[str], path: str, line: int) -> _Indexes:
    numbers = {role: int(number) for role, number in wanted.items() if number.isdecimal()}
    for role, number in numbers.items():
        if not 1 <= number <= len(first_row):
            raise InputError(path, f"no column {number} for the {role}: the first line has {len(first_row)}", line)
    return _indexes({role: number - 1 for role, number in numbers.items()})


def names_target(head: bytes, delimiter: str) -> bool:
    """Whether the first line of a file is a header that names the target and another of mtqc's columns."""
    line = head.partition(b"\n")[0].decode("utf-8", "ignore").casefold()
    names = {name.strip().strip('"') for name in line.split(delimiter)}
    return "target" in names and len(names & set(DEFAULT_COLUMNS)) > 1
