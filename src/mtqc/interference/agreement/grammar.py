"""The grammar of the German noun phrase, as data/interference/agreement/german.toml has it."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mtqc.interference.agreement.cells import CASES, EVERY, GENDERS, OF_CASE, OF_GENDER, Cell

_NONE = "-"


@dataclass(frozen=True, slots=True, eq=False)
class Paradigm:
    """A determiner in all its forms, by cell; ``declensions`` are the ways in which adjectives after it are declined.

    ``is_alone`` says that its forms are pronouns as well.
    """

    forms: Mapping[Cell, str]
    declensions: tuple[str, ...]
    is_alone: bool


@dataclass(frozen=True, slots=True, eq=False)
class Determiner:
    """One form of a determiner and the cells it may stand in.

    ``preposition`` is what a contraction (*im*) holds besides, else "".
    """

    form: str
    cells: int
    paradigm: Paradigm
    preposition: str = ""

    @property
    def is_alone(self) -> bool:
        """Whether this form is a pronoun as well."""
        return self.paradigm.is_alone and not self.preposition

    @property
    def is_definite(self) -> bool:
        """Whether it is the definite article, on its own or in a contraction."""
        return self.paradigm is determiners()["der"].paradigm


@cache
def determiners() -> Mapping[str, Determiner]:
    """The determiners by form, in small letters."""
    found: dict[str, Determiner] = {}
    for table in _grammar()["determiners"]:
        for stem in table["stems"]:
            paradigm, cells = _paradigm(stem, table)
            found |= {form: Determiner(form, where, paradigm) for form, where in cells.items()}
    article = found["der"].paradigm
    for form, (preposition, case, genders) in _grammar()["contractions"].items():
        where = sum(Cell(CASES.index(case), _letters().index(letter)).bit for letter in genders)
        found[form] = Determiner(form, where, article, preposition)
    return found


@cache
def no_determiner() -> Determiner:
    """Stands where there is none, as in *mit großer Mühe*: its form is empty, and adjectives after it are strong."""
    return Determiner("", EVERY, Paradigm({}, ("strong",), False))


def _paradigm(stem: str, table: Mapping[str, Any]) -> tuple[Paradigm, Mapping[str, int]]:
    forms: dict[Cell, str] = {}
    cells: dict[str, int] = defaultdict(int)
    for case, name in enumerate(CASES):
        for gender, entry in enumerate(table[name]):
            if entry == _NONE:
                continue
            cell = Cell(case, gender)
            alternatives = [stem + ending for ending in entry.split("|")]
            forms[cell] = alternatives[0]
            for form in alternatives:
                cells[form] |= cell.bit
    return Paradigm(forms, tuple(table["adjectives"]), table.get("alone", False)), cells


@cache
def contractions() -> Mapping[tuple[str, str], str]:
    """From preposition and article to what they are written as together: in, dem to im."""
    return {
        (determiner.preposition, determiner.paradigm.forms[cell]): form
        for form, determiner in determiners().items()
        if determiner.preposition
        for cell in determiner.paradigm.forms
        if cell.bit & determiner.cells
    }


@cache
def endings(declension: str) -> Mapping[str, int]:
    """From adjective ending to the cells it may stand in."""
    found: dict[str, int] = defaultdict(int)
    for case, name in enumerate(CASES):
        for gender, ending in enumerate(_grammar()["endings"][declension][name]):
            found[ending] |= Cell(case, gender).bit
    return found


def ending_in(declension: str, cell: Cell) -> str:
    """The adjective ending of a cell."""
    return str(_grammar()["endings"][declension][CASES[cell.case]][cell.gender])


@cache
def prepositions() -> Mapping[str, int]:
    """From preposition to the cells of the cases that it takes."""
    return {
        preposition: sum(OF_CASE[CASES.index(case)] for case in cases.split())
        for cases, listed in _grammar()["prepositions"].items()
        for preposition in listed
    }


@cache
def noun_suffixes() -> Mapping[str, int]:
    """From the suffix of a noun to the cells that its form may stand in."""
    return {
        suffix: sum(OF_GENDER[GENDERS.index(gender)] for gender in genders.split())
        for genders, suffixes in _grammar()["suffixes"].items()
        for suffix in suffixes.split()
    }


@cache
def german_words(name: str) -> frozenset[str]:
    """One of the lists of words."""
    return frozenset(_grammar()["words"][name].split())


def _letters() -> str:
    return "".join(gender[0] for gender in GENDERS)


@cache
def _grammar() -> Mapping[str, Any]:
    text = files("mtqc").joinpath("data", "interference", "agreement", "german.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
