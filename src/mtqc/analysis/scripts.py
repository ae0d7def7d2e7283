"""Scripts: which one a letter belongs to, and the stretches of a text that are in none of those a language uses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from mtqc.model import Span

# ISO 15924 has codes for writing systems of several scripts; Unicode gives each character one script.
_PARTS = {
    "Hans": ("Hani", "Bopo"),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}
_NAMES = {"Cjk": "Han"}
_JAPANESE = frozenset({"Han", "Hiragana", "Katakana"})
_MARKS = {"\u30fc": "Katakana", "\uff70": "Katakana", "\u0640": "Arabic"}
"""Letters that Unicode counts to several scripts: the sounds they draw out are those of one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of letters of one script, with the blanks and punctuation between them; ``letters`` counts them.

    Han, Hiragana and Katakana go together: they are ``Japanese`` unless all are Han.
    """

    span: Span
    script: str
    letters: int


def scripts_of(writing: str) -> frozenset[str]:
    """The Unicode scripts of an ISO 15924 code: Han, Hiragana and Katakana for ``Jpan``."""
    return frozenset(_PARTS.get(writing, (writing,)))


@cache
def script_name(letter: str) -> str:
    """The English name of a letter's script as its character name begins: Latin, Cyrillic, Han and so on."""
    if letter in _MARKS:
        return _MARKS[letter]
    word = unicodedata.name(letter, "unknown").partition(" ")[0].title()
    return _NAMES.get(word, word)


def count_letters(text: str, scripts: frozenset[str]) -> int:
    """How many letters of these Unicode scripts a text has."""
    return sum(len(run) for run in _letters_in(scripts).findall(text))


def foreign_runs(text: str, scripts: frozenset[str]) -> Iterator[Run]:
    """The stretches of a text whose letters are in none of these Unicode scripts, each of one script."""
    run: Run | None = None
    for match in _letters_outside(scripts).finditer(text):
        start, end = match.span()
        own = script_name(text[start])
        script = None if run is None or not _GAP.fullmatch(text, run.span.end, start) else _joined(run.script, own)
        if run is not None and script is not None:
            run = Run(Span(run.span.start, end), script, run.letters + end - start)
            continue
        if run is not None:
            yield run
        run = Run(Span(start, end), own, end - start)
    if run is not None:
        yield run


def _joined(script: str, other: str) -> str | None:
    """The script of two stretches in a row; None if they are none together."""
    if script == other:
        return script
    return "Japanese" if {script, other} <= _JAPANESE | {"Japanese"} else None


def is_possible_in(scripts: frozenset[str], characters: frozenset[str]) -> bool:
    """Whether none of these characters is a letter of a script other than these, judged at no cost.

    False means that one may be: ask :func:`foreign_runs`.
    """
    return characters <= _usual_characters(scripts)


# Blanks and punctuation may stand between words of one stretch: no letters, and no line break.
_GAP = regex.compile(r"[^\p{L}\n]{0,3}")


@cache
def _letters_in(scripts: frozenset[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?V1)[\p{{L}}&&[{_classes(scripts)}]]++")


@cache
def _letters_outside(scripts: frozenset[str]) -> regex.Pattern[str]:
    # One script a match: the marks of a letter count as its script's.
    return regex.compile(rf"(?V1)[[\p{{L}}--[{_classes(scripts)}\p{{Zyyy}}\p{{Zinh}}]]{_own_marks(scripts)}]\p{{M}}*+")


def _classes(scripts: frozenset[str]) -> str:
    return "".join(rf"\p{{{script}}}" for script in sorted(scripts))


def _own_marks(scripts: frozenset[str]) -> str:
    """The sound-drawing letters that are foreign to these scripts, though Unicode says that all may share them."""
    return "" if "Arab" in scripts else "\u0640"


@cache
def _usual_characters(scripts: frozenset[str]) -> frozenset[str]:
    outside = _letters_outside(scripts)
    return frozenset(character for character in map(chr, range(0x10000)) if not outside.match(character))
