"""People in public life and Russian and Ukrainian given names, as each language spells them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mtqc.interference.romanisation import without_accents

_UNKNOWN = "-"
FOLLOWERS_OF_ENGLISH = frozenset(("it", "nl", "pt"))
"""Languages whose press takes Russian names over in the English spelling as often as not."""


class NameForms(NamedTuple):
    """One name: its spellings by language, the usual one first."""

    by_language: Mapping[str, tuple[str, ...]]

    def own(self, code: str) -> tuple[str, ...]:
        """The spellings of a language."""
        return self.by_language.get(code, ())

    def languages(self, spelling: str) -> tuple[str, ...]:
        """The languages, by their codes, that spell it so, or so but for accents."""
        bare = without_accents(spelling)
        return tuple(
            code for code, forms in self.by_language.items() if spelling in forms or bare in map(without_accents, forms)
        )


class FamilyNames(NamedTuple):
    """Family names of known people for one target language.

    ``foreign`` has the spellings that are other languages', ``own`` the target language's own ones.
    """

    foreign: Mapping[str, NameForms]
    own: Mapping[str, NameForms]


@cache
def figures(target: str) -> FamilyNames:
    """The family names of people in public life, for a target language by its code."""
    rows = list(_rows("figures.tsv"))
    follows = target in FOLLOWERS_OF_ENGLISH
    own = {form: row for row in rows for form in (*row.own(target), *(row.own("en") if follows else ()))}
    bare = {without_accents(form).casefold() for form in own}
    foreign = {
        form: row
        for row in rows
        if row.own(target)
        for forms in row.by_language.values()
        for spelling in forms
        for form in (spelling, without_accents(spelling))
        if without_accents(form).casefold() not in bare
    }
    return FamilyNames(foreign, own)


@cache
def given_names() -> Mapping[str, NameForms]:
    """The given names by each spelling of each language, with and without accents."""
    found: dict[str, NameForms] = {}
    for row in _rows("given.tsv"):
        for forms in row.by_language.values():
            for spelling in forms:
                found.setdefault(spelling, row)
                found.setdefault(without_accents(spelling), row)
    return found


class Registers(NamedTuple):
    """What keeps the spelling of passports: family names, and words of registers in which all names do."""

    kept: frozenset[str]
    words: frozenset[str]


@cache
def registers(target: str) -> Registers:
    """The names and words of passports.toml for a target language by its code."""
    table = tomllib.loads(files("mtqc").joinpath(*_FOLDER, "passports.toml").read_text(encoding="utf-8"))
    return Registers(frozenset(table["kept"]), frozenset(table["registers"].get(target, ())))


_FOLDER = ("data", "interference", "names")
_ORIGINAL = "original"


def _rows(name: str) -> Iterator[NameForms]:
    text = files("mtqc").joinpath(*_FOLDER, name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    codes = lines[0].split("\t")
    for line in lines[1:]:
        cells = zip(codes, line.split("\t"), strict=True)
        yield NameForms(
            {code: tuple(cell.split(";")) for code, cell in cells if cell != _UNKNOWN and code != _ORIGINAL}
        )
