"""German adjectives: whether a word is one, and with which ending."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from mtqc.interference.agreement.grammar import german_words

ENDINGS = ("em", "en", "er", "es", "e")
_DEGREES = ("er", "est", "st")
_SHORTEST_PART = 4
"""Letters of the shortest known end of a compound adjective, and of what stands before it."""
_REMEMBERED = 65_536


class Adjective(NamedTuple):
    """An inflected adjective: its stem and ending."""

    stem: str
    ending: str


@lru_cache(maxsize=_REMEMBERED)
def adjective(form: str) -> Adjective | None:
    """The adjective that a form in small letters is, None if it is none or has no ending."""
    if form in german_words("no_adjectives") or is_adverb(form):
        return None
    parts = [(form.removesuffix(ending), ending) for ending in ENDINGS if form.endswith(ending) and form != ending]
    for is_stem in (_stems().__contains__, _is_degree, has_adjective_suffix, _is_compound):
        for stem, ending in parts:
            if is_stem(stem) or ("ss" in stem and is_stem(stem.replace("ss", "ß"))):
                return Adjective(stem, ending)
    return None


def is_adverb(form: str) -> bool:
    """Whether a form in small letters modifies an adjective that follows: *sehr*, *möglicherweise*."""
    if form in german_words("adverbs") or form.endswith(("erweise", "sweise")):
        return True
    return form.endswith(_adverb_endings()) and form in _stems()


def is_adjective_stem(stem: str) -> bool:
    """Whether the table has an adjective in its form without an ending."""
    return stem in _stems()


def has_adjective_suffix(stem: str) -> bool:
    """Whether a stem is an adjective's by its suffix alone: *nonagenarisch*."""
    return len(stem) > _SHORTEST_PART and stem.endswith(_suffixes())


def _is_degree(stem: str) -> bool:
    return any(stem.endswith(degree) and stem.removesuffix(degree) in _stems() for degree in _DEGREES)


def _is_compound(stem: str) -> bool:
    return any(stem[start:].lstrip("-") in _stems() for start in range(_SHORTEST_PART, len(stem) - _SHORTEST_PART + 1))


@cache
def _adverb_endings() -> tuple[str, ...]:
    return tuple(german_words("adverb_endings"))


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(german_words("adjective_suffixes"))


@cache
def _stems() -> frozenset[str]:
    path = files("mtqc").joinpath("data", "interference", "agreement", "adjectives.de")
    return frozenset(zlib.decompress(path.read_bytes()).decode("utf-8").split("\n")) | german_words("adjectives")
