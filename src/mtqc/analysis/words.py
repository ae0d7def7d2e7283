"""Words: runs of letters and marks, with the apostrophes, hyphens and digits inside them."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from mtqc.languages import Language
from mtqc.model import Span

# Possessive quantifiers keep these linear on any text. In ASCII there are no marks, and re is twice as fast there.
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]++(?:[’'\-‐‑·.][\p{L}\p{M}\p{N}_]++)*+")
_ASCII_WORD = re.compile(r"\w++(?>(?:['\-.]\w++)*)")
_LETTER = re.compile(r"[^\W\d_]")
_TWO_CHARACTER_SCRIPTS = frozenset({"Hans", "Hant", "Hani", "Jpan"})


class Word(NamedTuple):
    """A word as it stands in the text; a named tuple because there are so many of them."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))


def find_words(prose: str) -> tuple[Word, ...]:
    """The words of a text: "U-Boot", "l'eau" and "e.g" are one each; numbers without a letter are none."""
    pattern = _ASCII_WORD if prose.isascii() else _WORD
    return tuple(
        Word(text, match.start())
        for match in pattern.finditer(prose)
        if (text := match[0])[0].isalpha() or _LETTER.search(text)
    )


def count_words(text: str, language: Language | None) -> int:
    """How many words a text has: its runs of other than blanks.

    Where a language does not part words with blanks, a word is taken as two characters of Han and Kana script
    and five of Thai, Lao, Khmer and Burmese, about their average length.
    """
    if language is None or language.has_word_spaces:
        return len(text.split())
    characters = sum(len(part) for part in text.split())
    return -(-characters // (2 if language.script in _TWO_CHARACTER_SCRIPTS else 5))
