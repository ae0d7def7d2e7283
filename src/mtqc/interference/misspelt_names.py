"""Family names that a text spells in two ways: *Sebastián Piñera* beside *Sebastián Piñeira*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from mtqc.interference.lexicon import Lexicon
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose
from mtqc.interference.romanisation import without_accents
from mtqc.model import Span

_SHORTEST_FAMILY_NAME = 5
_LEAST_COMMON = 3.0
"""From this Zipf value on a word is no rare family name."""
_MOST_FAMILIES = 50
"""Of more names that begin alike, none is looked at: that is a list, and each pair would be compared."""
_INFLECTIONS = ("s", "n", "en", "es", "a", "e", "in", "er")
"""Endings that are no misspelling: of cases, of adjectives, and of the family names of women."""


class MisspeltName(NamedTuple):
    """A given and family name, and how the text has them elsewhere."""

    passage: int
    span: Span
    name: str
    usual: str


def find_misspelt_names(prose: Prose) -> Iterator[MisspeltName]:
    """Family names that differ in one letter behind one given name, at the first place of the rarer form.

    Native writers make such slips as well: they say nothing of where a text comes from.
    """
    by_given: defaultdict[tuple[str, str], dict[str, list[_FullName]]] = defaultdict(dict)
    for passage in prose.passages:
        for name in _full_names(passage):
            by_given[name.given, name.family[0]].setdefault(name.family, []).append(name)
    lexicon = Lexicon.of(prose.language.code)
    for spellings in by_given.values():
        if not 1 < len(spellings) <= _MOST_FAMILIES:
            continue
        rare = [family for family in spellings if lexicon.zipf(family) < _LEAST_COMMON]
        # Python sorts stably: of equally frequent forms the first one in the text is the usual one.
        rare.sort(key=lambda family: -len(spellings[family]))
        for index, family in enumerate(rare):
            usual = next((other for other in rare[:index] if _differ_by_a_slip(family, other)), None)
            if usual is not None:
                first = spellings[family][0]
                yield MisspeltName(first.passage, first.span, f"{first.given} {family}", f"{first.given} {usual}")


class _FullName(NamedTuple):
    """A given name, or what looks like one, with a family name behind it."""

    passage: int
    span: Span
    given: str
    family: str


def _full_names(passage: Passage) -> Iterator[_FullName]:
    """Two capitalised words beside each other, the second a rare one; not in a quotation."""
    words = passage.words
    for index in range(len(words) - 1):
        given, family = words[index], words[index + 1]
        if len(family.text) < _SHORTEST_FAMILY_NAME or not (given.text.istitle() and family.text[0].isupper()):
            continue
        if family.text.isupper() or passage.text[given.end : family.start] != " " or passage.is_quoted(given.start):
            continue
        if given.start in passage.sentence_starts and given.lower in passage.language.function_words:
            continue
        yield _FullName(passage.index, Span(given.start, family.end), given.text, family.text)


def _differ_by_a_slip(family: str, usual: str) -> bool:
    """Whether two names differ in one letter, one letter too many, or accents, and not by an ending."""
    shorter, longer = sorted((family, usual), key=len)
    if longer.startswith(shorter) and longer.removeprefix(shorter) in _INFLECTIONS:
        return False
    if without_accents(shorter) == without_accents(longer):
        return True
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    is_inner = 0 < start < len(longer) - 1
    return is_inner and (
        shorter[start:] == longer[start + 1 :]
        or (len(shorter) == len(longer) and shorter[start + 1 :] == longer[start + 1 :])
        or (len(shorter) == len(longer) and _are_swapped(shorter[start:], longer[start:]))
    )


def _are_swapped(one: str, other: str) -> bool:
    return one[:2] == other[1::-1] and one[2:] == other[2:]
