"""What one file holds for scoring, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

SYSTEM_COLUMN = "system"

Text = TypeVar("Text", str, str | None)


@dataclass(frozen=True, slots=True)
class Contents:
    """The segments of one file in columns.

    ``unit`` is what the file counts, ``size`` times: ``line``, ``row`` or ``segment``. Tables of sources or references
    may have no ``translations``. ``columns`` is what else is known of the segments, by name. ``ids`` is empty where
    the segments have no names but their numbers.
    """

    path: str
    unit: str
    size: int
    translations: tuple[str, ...] = ()
    sources: tuple[str | None, ...] | None = None
    references: tuple[tuple[str | None, ...], ...] = ()
    ids: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    source_language: str | None = None
    target_language: str | None = None
    notices: tuple[str, ...] = ()

    @property
    def as_sources(self) -> tuple[str | None, ...]:
        """The texts of a file that was given as the source: its sources, else its only texts."""
        return self.translations if self.sources is None else self.sources

    @property
    def as_references(self) -> tuple[tuple[str | None, ...], ...]:
        """The texts of a file that was given as a reference: its references, else its only texts."""
        return self.references or (self.translations,)

    def by_system(self) -> Mapping[str, Contents]:
        """The contents of each system in a table that names them; nothing for other files.

        The segments of a system come in the order of the file.
        """
        if SYSTEM_COLUMN not in self.columns:
            return {}
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.columns[SYSTEM_COLUMN]):
            places.setdefault(name, []).append(place)
        rest = {name: column for name, column in self.columns.items() if name != SYSTEM_COLUMN}
        return {name: replace(self, columns=rest).only(of_system) for name, of_system in places.items()}

    def reordered(self, ids: Sequence[str]) -> Contents:
        """The same segments in the order of their ids; the caller knows that they are the same."""
        place_of = {identifier: place for place, identifier in enumerate(self.ids)}
        return self.only([place_of[identifier] for identifier in ids])

    def only(self, places: Sequence[int]) -> Contents:
        """The segments at some places, in that order."""
        return replace(
            self,
            size=len(places),
            translations=_at(self.translations, places) if self.translations else (),
            sources=None if self.sources is None else _at(self.sources, places),
            references=tuple(_at(column, places) for column in self.references),
            ids=_at(self.ids, places) if self.ids else (),
            columns={name: _at(column, places) for name, column in self.columns.items()},
        )


def _at(column: Sequence[Text], places: Sequence[int]) -> tuple[Text, ...]:
    return tuple(column[place] for place in places)
