"""Letters of Latin, Cyrillic and Greek script that look alike, and words written in two of these at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from mtqc.analysis.scripts import script_name
from mtqc.model import Span

# Pairs that common typefaces draw alike, chosen by eye; letters that are only similar (к and k) are left out.
_CYRILLIC = "АВЕНІЈКМОРЅСТУХЁЇаеіјорсухѕёїԁһԛԝӏ"
_AS_LATIN = "ABEHIJKMOPSCTYXËÏaeijopcyxsëïdhqwl"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυάίό"
_GREEK_AS_LATIN = "ABEZHIKMNOPTYXaikvopuáíó"

_TO_LATIN = dict(zip(_CYRILLIC + _GREEK, _AS_LATIN + _GREEK_AS_LATIN, strict=True))
_FROM_LATIN = {
    "Cyrillic": dict(zip(_AS_LATIN, _CYRILLIC, strict=True)),
    "Greek": dict(zip(_GREEK_AS_LATIN, _GREEK, strict=True)),
}

GREEK_AND_CYRILLIC = "".join(map(chr, (*range(0x386, 0x400), *range(0x400, 0x530))))
"""The letters that share words with Latin ones only by mistake; the micro sign and the ohm sign are no part of them."""

_BORDER = regex.compile(
    r"(?V1)\p{Latn}\p{M}*+[\p{Cyrl}\p{Grek}]|\p{Cyrl}\p{M}*+[\p{Latn}\p{Grek}]|\p{Grek}\p{M}*+[\p{Latn}\p{Cyrl}]"
)
_WORD = regex.compile(r"[\p{L}\p{M}]++")
_LETTER = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class MixedWord:
    """A word in letters of several scripts; ``letters`` says of which scripts its letters are, in their order."""

    text: str
    span: Span
    letters: tuple[tuple[str, str], ...]

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts of the word by the number of their letters, the most frequent first."""
        return tuple(script for script, _ in Counter(script for _, script in self.letters).most_common())


def mixed_words(text: str) -> Iterator[MixedWord]:
    """The words of a text in which a Latin, Cyrillic or Greek letter stands beside one of another of these scripts."""
    if not _BORDER.search(text):
        return
    for match in _WORD.finditer(text):
        word = match.group()
        if _BORDER.search(word):
            letters = tuple((letter, script_name(letter)) for letter in _LETTER.findall(word))
            yield MixedWord(word, Span(match.start(), match.end()), letters)


def in_one_script(word: str, script: str, alphabet: frozenset[str]) -> str | None:
    """The word with the letters of other scripts replaced by those of ``script`` that look the same.

    ``alphabet`` are the lower-case letters that may be put in, all if it is empty. None if a letter has no such twin.
    """
    letters: list[str] = []
    for letter in word:
        if not letter.isalpha() or script_name(letter) == script:
            letters.append(letter)
            continue
        latin = _TO_LATIN.get(letter, letter)
        twin: str | None = latin if script == "Latin" else _FROM_LATIN.get(script, {}).get(latin)
        if twin is None or script_name(twin) != script or (alphabet and twin.lower() not in alphabet):
            return None
        letters.append(twin)
    return "".join(letters)
