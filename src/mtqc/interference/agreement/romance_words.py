"""French, Italian, Portuguese and Spanish words: in which cells a form is a noun or an adjective.

There are four cells, two genders in two numbers, as the bits of a number; two words agree where their cells meet.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

MASCULINE, FEMININE, MASCULINE_PLURAL, FEMININE_PLURAL = CELLS = (1, 2, 4, 8)
SINGULAR = MASCULINE | FEMININE
PLURAL = MASCULINE_PLURAL | FEMININE_PLURAL
ANY_MASCULINE = MASCULINE | MASCULINE_PLURAL
ANY_FEMININE = FEMININE | FEMININE_PLURAL
EVERY = SINGULAR | PLURAL

_BEGINNING = 3
"""The tables have a line for each beginning of so many letters."""
_REMEMBERED = 65_536
_BRAZILIAN = str.maketrans("êô", "éó")
"""The Portuguese table has the accents of Portugal."""


class RomanceWord(NamedTuple):
    """The cells in which a form is a noun and an adjective, whether it is a verb as well, or only a participle."""

    noun: int
    adjective: int
    is_verb: bool
    is_participle: bool

    @property
    def cells(self) -> int:
        """Those in which it is either."""
        return self.noun | self.adjective


_UNKNOWN = RomanceWord(0, 0, False, False)


@lru_cache(maxsize=_REMEMBERED)
def romance_word(form: str, code: str) -> RomanceWord:
    """What is known of a form in small letters in the language of that code; no cells if nothing is."""
    found = _listed(form, code)
    return _listed(form.translate(_BRAZILIAN), code) if code == "pt" and not found.cells else found


def _listed(form: str, code: str) -> RomanceWord:
    line = _table(code).get(form[:_BEGINNING])
    if line is None or ":" in form or " " in form:
        return _UNKNOWN
    place = line.find(f" {form[_BEGINNING:]}:")
    if place < 0:
        return _UNKNOWN
    start = line.index(":", place) + 1
    marks = line[start + 2 : start + 4]
    return RomanceWord(int(line[start], 16), int(line[start + 1], 16), marks[0] == "v", "p" in marks)


@cache
def _table(code: str) -> Mapping[str, str]:
    path = files("mtqc").joinpath("data", "interference", "agreement", f"words.{code}")
    lines = zlib.decompress(path.read_bytes()).decode("utf-8").split("\n")
    return dict(line.split("\t", 1) for line in lines)
