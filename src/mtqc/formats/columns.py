"""Which column of a table holds what: by the names in its first line, or by numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mtqc.errors import InputError
from mtqc.formats.base import DEFAULT_COLUMNS, ReadOptions
from mtqc.formats.flags import split_flags
from mtqc.model import Anchor, Segment


@dataclass(frozen=True, slots=True)
class Columns:
    """The indexes of a table's columns from 0, None for what it does not have."""

    target: int
    source: int | None = None
    id: int | None = None
    reference: int | None = None
    flags: int | None = None
    has_header: bool = False

    @classmethod
    def of(cls, first_row: Sequence[str], options: ReadOptions, path: str, line: int) -> Columns:
        """The columns of a table with this first row.

        The row is a header if it contains the name of the target column. Without a header and without numbers in the
        settings, one column holds targets, two hold sources and targets.

        Raises:
            InputError: the target, or a column that the user named, is not there; names those that are.
        """
        wanted = wanted_columns(options)
        if wanted["target"].isdecimal():
            return cls._at(_numbered(wanted, first_row, path, line), has_header=False)
        names = [name.strip().casefold() for name in first_row]
        found = {
            role: names.index(name.casefold()) for role, name in wanted.items() if name.strip().casefold() in names
        }
        if "target" not in found and wanted == DEFAULT_COLUMNS and len(first_row) <= 2:
            return cls(target=len(first_row) - 1, source=0 if len(first_row) == 2 else None)
        for role, name in wanted.items():
            if role not in found and (role == "target" or name != DEFAULT_COLUMNS[role]):
                there = ", ".join(f"'{shown[:40]}'" for shown in first_row[:12])
                raise InputError(
                    path, f"no column '{name}' among {there}: name the {role} column (setting columns)", line
                )
        return cls._at(found, has_header=True)

    @classmethod
    def _at(cls, indexes: Mapping[str, int], has_header: bool) -> Columns:
        return cls(
            indexes["target"],
            indexes.get("source"),
            indexes.get("id"),
            indexes.get("reference"),
            indexes.get("flags"),
            has_header,
        )

    def segment(self, row: Sequence[str], line: int, column: int | None, anchors: tuple[Anchor, ...] = ()) -> Segment:
        """The segment in a row; its line number is its id if the table has none."""
        reference = _cell(row, self.reference)
        flags = _cell(row, self.flags)
        return Segment(
            _cell(row, self.id) or str(line),
            row[self.target],
            source=_cell(row, self.source),
            references=(reference,) if reference else (),
            flags=split_flags(flags) if flags else frozenset(),
            line=line,
            column=column,
            anchors=anchors,
        )


def _cell(row: Sequence[str], index: int | None) -> str | None:
    """A cell of a row; None where the table has no such column or the row ends before it."""
    return row[index] if index is not None and index < len(row) else None


def wanted_columns(options: ReadOptions) -> Mapping[str, str]:
    """The names of all columns, those that the user did not name by their default."""
    return {**DEFAULT_COLUMNS, **options.columns}


def _numbered(wanted: Mapping[str, str], first_row: Sequence[str], path: str, line: int) -> dict[str, int]:
    numbers = {role: int(number) for role, number in wanted.items() if number.isdecimal()}
    for role, number in numbers.items():
        if not 1 <= number <= len(first_row):
            raise InputError(path, f"no column {number} for the {role}: the first line has {len(first_row)}", line)
    return {role: number - 1 for role, number in numbers.items()}
