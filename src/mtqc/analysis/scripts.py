"""Scripts: which one a letter belongs to, and the stretches of a text that are in none of those a language uses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from mtqc.languages import Language
from mtqc.model import Span

# ISO 15924 has codes for writing systems of several scripts; Unicode gives each character one script.
_PARTS = {
    "Hans": ("Hani", "Bopo"),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}
_NAMES = {"Cjk": "Han"}
_KANA = frozenset("\u30fc\uff70")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of letters of one script, with the blanks and punctuation between them; ``letters`` counts them."""

    span: Span
    script: str
    letters: int


def scripts_of(writing: str) -> frozenset[str]:
    """The Unicode scripts of an ISO 15924 code: Han, Hiragana and Katakana for ``Jpan``."""
    return frozenset(_PARTS.get(writing, (writing,)))


@cache
def script_name(letter: str) -> str:
    """The English name of a letter's script as its character name begins: Latin, Cyrillic, Han and so on."""
    if letter in _KANA:
        return "Katakana"
    word = unicodedata.name(letter, "unknown").partition(" ")[0].title()
    return _NAMES.get(word, word)


def count_letters(text: str, scripts: frozenset[str]) -> int:
    """How many letters of these Unicode scripts a text has."""
    return sum(len(run) for run in _letters_in(scripts).findall(text))


def foreign_runs(text: str, scripts: frozenset[str]) -> Iterator[Run]:
    """The stretches of a text whose letters are in none of these Unicode scripts, each of one script."""
    start = end = letters = 0
    script = ""
    for match in _letters_outside(scripts).finditer(text):
        own = script_name(text[match.start()])
        if script and (own != script or not _GAP.fullmatch(text, end, match.start())):
            yield Run(Span(start, end), script, letters)
            script = ""
        if not script:
            start, letters, script = match.start(), 0, own
        end = match.end()
        letters += end - match.start()
    if script:
        yield Run(Span(start, end), script, letters)


def is_possible_in(language: Language, characters: frozenset[str]) -> bool:
    """Whether none of these characters is a letter foreign to the language's script or to Latin, judged at no cost.

    False means that one may be: ask :func:`foreign_runs`.
    """
    return characters <= _usual_characters(language.script)


# Blanks and punctuation may stand between words of one stretch: no letters, and no line break.
_GAP = regex.compile(r"[^\p{L}\n]{0,3}")


@cache
def _letters_in(scripts: frozenset[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?V1)[\p{{L}}&&[{_classes(scripts)}]]++")


@cache
def _letters_outside(scripts: frozenset[str]) -> regex.Pattern[str]:
    # One script a match: the marks of a letter count as its script's.
    return regex.compile(rf"(?V1)[\p{{L}}--[{_classes(scripts)}\p{{Zyyy}}\p{{Zinh}}]][\p{{M}}]*+")


def _classes(scripts: frozenset[str]) -> str:
    return "".join(rf"\p{{{script}}}" for script in sorted(scripts))


@cache
def _usual_characters(writing: str) -> frozenset[str]:
    outside = _letters_outside(scripts_of(writing) | {"Latn"})
    return frozenset(character for character in map(chr, range(0x20, 0xFFFF)) if not outside.match(character))
