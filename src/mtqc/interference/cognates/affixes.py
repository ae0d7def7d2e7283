"""Affixes that the languages of Europe share, and what is left of a word without them.

Two words of two languages are cognates if they have affixes of one class and stems of one skeleton: Spanish
*nonagenario* and German *nonagenarisch* both give ``nonagen|ary``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_SHORTEST_STEM = 3
_SPELLINGS = (
    ("ph", "f"),
    ("th", "t"),
    ("qu", "k"),
    ("ß", "ss"),
    ("x", "ks"),
    ("y", "i"),
    ("c", "k"),
    ("z", "k"),
    ("w", "v"),
)
"""Letters that one language writes for another's, in Greek and Latin words."""
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class AffixClass:
    """One affix in its forms by language.

    ``is_strong`` says whether a new word with it is strong evidence; ``part`` is its part of speech, ``least`` the Zipf
    value that a source word needs.
    """

    name: str
    is_strong: bool
    part: str
    least: float


@dataclass(frozen=True, slots=True)
class Split:
    """A word without one of its affixes."""

    key: str
    affix: AffixClass
    ending: str


def skeleton(stem: str) -> str:
    """A stem as all languages could write it: without accents, doubled letters, and choices of letters."""
    decomposed = unicodedata.normalize("NFD", stem)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    for spelling, usual in _SPELLINGS:
        plain = plain.replace(spelling, usual)
    return _DOUBLED.sub(r"\1", plain)


def splits(word: str, language: str) -> Iterator[Split]:
    """The ways to take an affix of a language off a word in small letters, the longest affix first."""
    known = endings(language)
    longest = max(map(len, known), default=0)
    for length in range(min(longest, len(word) - _SHORTEST_STEM), 1, -1):
        ending = word[-length:]
        if ending in known:
            stem = skeleton(word[:-length])
            for affix in known[ending]:
                yield Split(f"{stem}|{affix.name}", affix, ending)


@cache
def endings(language: str) -> Mapping[str, tuple[AffixClass, ...]]:
    """The endings that words of a language have by an affix, inflected ones too, with the classes of the affix."""
    content = _content()
    inflections: Mapping[str, list[str]] = content["inflections"].get(language, {})
    found: dict[str, list[AffixClass]] = {}
    for name, entry in content["class"].items():
        affix = AffixClass(name, entry["weight"] == "strong", entry["part"], entry.get("least", 2.0))
        for form in entry.get(language, ()):
            stem, sign = form[:-1], form[-1]
            for inflected in [stem + ending for ending in inflections[sign]] if sign in inflections else [form]:
                found.setdefault(inflected, []).append(affix)
    return {ending: tuple(dict.fromkeys(classes)) for ending, classes in found.items()}


def learned_prefixes() -> tuple[str, ...]:
    """The skeletons of prefixes of learned words, longest first: with one of them a known word makes another."""
    return tuple(
        sorted({skeleton(prefix) for prefix in _content()["learned_prefixes"]}, key=lambda part: (-len(part), part))
    )


@cache
def _content() -> Mapping[str, Any]:
    path = files("mtqc").joinpath("data", "interference", "cognates", "affixes.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
