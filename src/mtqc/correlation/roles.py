"""Which column of a table of people's scores holds what."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mtqc.correlation.score_table import ScoreTable
from mtqc.errors import InputError, UnknownNameError


@dataclass(frozen=True, slots=True)
class Roles:
    """Columns by what they hold; None where a table has no such column.

    ``human`` are the columns of people's scores, which are averaged; none for a table of MQM ratings, which has a
    ``severity`` and a ``category`` instead.
    """

    system: str
    segment: str | None
    document: str | None
    human: tuple[str, ...]
    source: str | None
    target: str | None
    references: tuple[str, ...]
    rater: str | None
    severity: str | None
    category: str | None

    @property
    def is_ratings(self) -> bool:
        """Whether each row is an error that a rater marked."""
        return not self.human


def roles_of(table: ScoreTable, named: Mapping[str, Sequence[str]]) -> Roles:
    """The roles of a table's columns: as ``named``, by role, else by the names that such columns usually have.

    Raises:
        UnknownNameError: there is no such role or column; names the nearest.
        InputError: there is no column of systems, segments or people's scores; says how to name it.
    """
    for role in named:
        if role not in _usual():
            raise UnknownNameError("column role", role, _usual())
    found = {role: _found(table, role, named.get(role, ())) for role in _usual()}
    if not found["system"]:
        raise _missing(table, "system", "systems")
    if not found["segment"] and not found["source"]:
        raise _missing(table, "segment", "segments")
    is_ratings = bool(found["severity"] and found["category"]) and not named.get("human")
    if not is_ratings and not found["human"]:
        raise _missing(table, "human", "people's scores")
    return Roles(
        system=found["system"][0],
        segment=_first(found["segment"]),
        document=_first(found["document"]),
        human=() if is_ratings else found["human"] if named.get("human") else found["human"][:1],
        source=_first(found["source"]),
        target=_first(found["target"]),
        references=found["reference"] if named.get("reference") else found["reference"][:1],
        rater=_first(found["rater"]),
        severity=_first(found["severity"]),
        category=_first(found["category"]),
    )


def usual_column(table: ScoreTable, role: str) -> str | None:
    """The first column that has one of the names that columns of that role usually have; None if there is none."""
    return _first(_found(table, role, ()))


def _found(table: ScoreTable, role: str, named: Sequence[str]) -> tuple[str, ...]:
    for name in named:
        table.column(name)
    if named:
        return tuple(named)
    by_name = {name.casefold(): name for name in table.columns}
    return tuple(by_name[usual] for usual in _usual()[role] if usual in by_name)


def _first(names: Sequence[str]) -> str | None:
    return names[0] if names else None


def _missing(table: ScoreTable, role: str, what: str) -> InputError:
    there = ", ".join(f"'{name}'" for name in list(table.columns)[:12])
    return InputError(table.path, f"no column of {what} among {there}: name it with --column {role}=NAME")


@cache
def _usual() -> Mapping[str, tuple[str, ...]]:
    content = (files("mtqc") / "data" / "correlation" / "columns.toml").read_text(encoding="utf-8")
    return {role: tuple(names) for role, names in tomllib.loads(content).items()}
