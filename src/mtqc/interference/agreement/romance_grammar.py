"""Determiners and exceptions of a Romance language, as data/interference/agreement/romance.toml has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mtqc.interference.agreement.romance_words import CELLS

_NONE = "-"


@dataclass(frozen=True, slots=True)
class RomanceDeterminer:
    """A form of a determiner: its cells, the whole row by cell, and whether it is a pronoun before verbs as well."""

    cells: int
    row: Mapping[int, str]
    is_pronoun: bool


@dataclass(frozen=True, slots=True, eq=False)
class RomanceGrammar:
    """What is read before a noun phrase of a language is judged; the table says what the lists hold."""

    code: str
    determiners: Mapping[str, RomanceDeterminer]
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    invariable: frozenset[str]
    either: frozenset[str]
    measures: frozenset[str]
    infinitives: tuple[str, ...]
    and_one: frozenset[str]
    stressed: frozenset[str]
    verbs: frozenset[str]
    contracted: frozenset[str]
    superlatives: frozenset[str]


@cache
def romance_grammar(code: str) -> RomanceGrammar:
    """The grammar of French, Italian, Portuguese or Spanish, by its code."""
    text = files("mtqc").joinpath("data", "interference", "agreement", "romance.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)[code]
    lists = {name: frozenset(words.split()) for name, words in table.items()}
    return RomanceGrammar(
        code=code,
        determiners=_determiners(table),
        prepositions=lists["prepositions"],
        adverbs=lists["adverbs"],
        invariable=lists["invariable"],
        either=lists["either"],
        measures=lists["measures"],
        infinitives=tuple(lists["infinitives"]),
        and_one=lists["and_one"],
        stressed=lists["stressed"],
        verbs=lists["verbs"],
        contracted=lists["contracted"],
        superlatives=lists["superlatives"],
    )


def _determiners(table: Mapping[str, str]) -> Mapping[str, RomanceDeterminer]:
    found: dict[str, RomanceDeterminer] = {}
    pronouns = table["pronouns"].split()
    ignored = table["ignored"].split()
    entries = table["determiners"].split()
    for start in range(0, len(entries), len(CELLS)):
        forms = dict(zip(CELLS, entries[start : start + len(CELLS)], strict=True))
        row = {cell: entry.partition("|")[0].replace("_", " ") for cell, entry in forms.items() if entry != _NONE}
        for cell, entry in forms.items():
            for form in entry.split("|"):
                if form != _NONE and "_" not in form and form not in ignored:
                    known = found.get(form)
                    cells = cell | (known.cells if known else 0)
                    found[form] = RomanceDeterminer(cells, known.row if known else row, form in pronouns)
    return found
