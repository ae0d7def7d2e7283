"""Words: runs of letters and marks, with the apostrophes, hyphens and digits inside them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from mtqc.languages import Language
from mtqc.model import Span

# Possessive quantifiers keep this linear on any text.
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]++(?:[’'\-‐‑·.][\p{L}\p{M}\p{N}_]++)*+")
_LETTER = regex.compile(r"\p{L}")
_TWO_CHARACTER_SCRIPTS = frozenset({"Hans", "Hant", "Hani", "Jpan"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text."""

    text: str
    span: Span


def find_words(prose: str) -> tuple[Word, ...]:
    """The words of a text: "U-Boot", "l'eau" and "e.g" are one each; numbers without a letter are none."""
    return tuple(
        Word(match.group(), Span(match.start(), match.end()))
        for match in _WORD.finditer(prose)
        if _LETTER.search(match.group())
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
