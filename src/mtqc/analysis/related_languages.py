"""Which languages are so near to each other that a short text may be in either."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from mtqc.languages import Language


def are_related(one: Language, other: Language) -> bool:
    """Whether two languages share whole sentences, or are the same."""
    return one.code == other.code or other.code in related(one.code)


def share_learned_words(one: Language, other: Language) -> bool:
    """Whether many ordinary words are spelt alike in two languages, as learned words are in English and French."""
    latinate = _groups()[1]
    return are_related(one, other) or (one.code in latinate and other.code in latinate)


@cache
def related(code: str) -> frozenset[str]:
    """The languages that are near to one, itself included."""
    return frozenset({code}).union(*(group for group in _groups()[0] if code in group))


@cache
def _groups() -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """The groups of languages that are near to each other, and those with many learned words in common."""
    text = files("mtqc").joinpath("data", "accuracy", "related_languages.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    return tuple(map(frozenset, said["groups"])), frozenset(said["latinate"])
