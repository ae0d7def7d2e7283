"""German nouns: in which cells of the declension a form can stand, compounds judged by their heads."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from mtqc.interference.agreement.adjectives import is_adjective_stem
from mtqc.interference.agreement.grammar import german_words, noun_suffixes

_BEGINNING = 3
"""The table has a line for each beginning of so many letters."""
_SHORTEST_HEAD = 3
_SHORTEST_MODIFIER = 3
_SHORTEST_STEM = 4
_SHORT = 5
"""Letters of a first part that is only taken for one if it is a frequent word."""
_LONGEST = 60
"""Letters of the longest word that is taken apart: it bounds the time, and no compound in use is longer."""
_LINKING = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
"""The elements that stand between the parts of a compound."""
_DROPPED = ("e", "en")
"""Endings that a noun or an infinitive loses as the first part of one: *Schul-*, *Fahr-*."""
_DIGITS = 4
"""Hexadecimal digits of a set of cells."""
_REMEMBERED = 65_536


class Noun(NamedTuple):
    """A noun form: its cells, whether it may be a name as well, and what was found: itself if listed, else its head.

    ``is_rare`` says that what was found is too rare for its length to be sure that it is this word, ``is_place`` that
    it is the name of a place as well.
    """

    cells: int
    is_name: bool
    head: str
    is_rare: bool = False
    is_place: bool = False


_UNKNOWN = Noun(0, False, "")


class _Listed(NamedTuple):
    cells: int
    as_head: int
    is_name: bool
    is_place: bool

    @property
    def is_rare(self) -> bool:
        return not self.as_head


@lru_cache(maxsize=_REMEMBERED)
def noun(form: str) -> Noun:
    """What is known of a word that begins with a capital; no cells if nothing is.

    Swiss spelling counts as the other, and a compound has the cells of its head: the longest listed part after its
    first hyphen, or every listed end that leaves a known word before it.
    """
    found = _known(form)
    if found:
        return Noun(found.cells, found.is_name, form, found.is_rare, found.is_place)
    if len(form) > _LONGEST:
        return _UNKNOWN
    if "-" in form:
        return _hyphenated(form)
    found_in_parts = _compound(form)
    return found_in_parts if found_in_parts.cells else _with_suffix(form)


def _with_suffix(form: str) -> Noun:
    """A noun that no part is known of, by its suffix: *Fragmentierung*."""
    for suffix, cells in noun_suffixes().items():
        if form.endswith(suffix) and len(form) >= len(suffix) + _SHORTEST_STEM:
            return Noun(cells, False, form)
    return _UNKNOWN


def _known(form: str) -> _Listed | None:
    """What is listed of a form, or of it in the other spelling: *Strasse* for *Straße*."""
    found = _listed(form)
    return _either(found, _listed(form.replace("ss", "ß"))) if "ss" in form else found


def _either(one: _Listed | None, other: _Listed | None) -> _Listed | None:
    if one is None or other is None or one.is_rare:
        return other or one
    return _Listed(
        one.cells | other.cells,
        one.as_head | other.as_head,
        one.is_name or other.is_name,
        one.is_place or other.is_place,
    )


def _hyphenated(form: str) -> Noun:
    rest = form
    while "-" in rest:
        rest = rest.partition("-")[2]
        found = _known(rest)
        if found and found.cells and rest[:1].isupper() and len(rest) >= _SHORTEST_HEAD:
            return Noun(found.cells, False, rest, found.is_rare)
    return _compound(rest)._replace(is_name=False) if rest[:1].isupper() else _UNKNOWN


def _compound(form: str) -> Noun:
    cells = 0
    head = ""
    is_name = False
    for start in range(_SHORTEST_MODIFIER, len(form) - _SHORTEST_HEAD + 1):
        end = form[start:].capitalize()
        if form[start:] != end[:1].lower() + end[1:] or end in german_words("no_heads"):
            continue
        found = _known(end)
        if found and found.as_head and _is_modifier(form[:start]):
            cells |= found.as_head
            head = head or end
            is_name |= found.is_name
    return Noun(cells, is_name, head)


@lru_cache(maxsize=_REMEMBERED)
def _is_modifier(part: str) -> bool:
    """Whether a compound may begin so: with a noun, an adjective or a verb, or a compound of them."""
    if part.lower() in german_words("first_parts"):
        return True
    if is_adjective_stem(part.lower()) or _is_first_noun(part):
        return True
    return any(
        _is_first_noun(part[:start]) and _is_first_noun(part[start:].capitalize())
        for start in range(_SHORTEST_MODIFIER, len(part) - _SHORTEST_HEAD + 1)
    )


def _is_first_noun(part: str) -> bool:
    stems = (part.removesuffix(element) for element in _LINKING if part.endswith(element))
    return any(_is_sure(stem) for stem in stems if len(stem) >= _SHORTEST_MODIFIER) or any(
        len(part) > _SHORTEST_MODIFIER and _is_sure(part + ending) for ending in _DROPPED
    )


def _is_sure(form: str) -> bool:
    """Whether it is a listed word, and not one so short and rare that anything may begin like it."""
    found = _known(form)
    return found is not None and (len(form) > _SHORT or not found.is_rare)


def variants(form: str) -> Iterator[str]:
    """Other forms that may be of the same noun: with another ending."""
    for ending in ("n", "s", "es", "en", "e"):
        yield form + ending
        if len(form) > len(ending) + _SHORTEST_HEAD and form.endswith(ending):
            yield form.removesuffix(ending)


@lru_cache(maxsize=_REMEMBERED)
def _listed(form: str) -> _Listed | None:
    line = _table().get(form[:_BEGINNING])
    if line is None or ":" in form or " " in form:
        return None
    place = line.find(f" {form[_BEGINNING:]}:")
    if place < 0:
        return None
    start = line.index(":", place) + 1
    cells = int(line[start : start + _DIGITS], 16)
    marks = line[start + _DIGITS : line.index(" ", start)]
    as_head = cells if "-" not in marks else 0
    if "/" in marks:
        as_head = int(marks[1 : 1 + _DIGITS], 16)
    return _Listed(cells, as_head, "!" in marks, "@" in marks)


@cache
def _table() -> Mapping[str, str]:
    path = files("mtqc").joinpath("data", "interference", "agreement", "nouns.de")
    lines = zlib.decompress(path.read_bytes()).decode("utf-8").split("\n")
    return dict(line.split("\t", 1) for line in lines)
