"""Loops: the same words again and again, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import punctuation
from typing import NamedTuple

import regex

from mtqc.model import Span

_LONGEST_PHRASE = 60
"""Tokens of a phrase whose repetition is looked for; it bounds the time that a token may take."""
_WORD = regex.compile(r"\S++")
_CHARACTER = regex.compile(r"\S")
_PUNCTUATION = punctuation + "¡¿«»‹›„“”‚‘’…–—·、。，！？：；「」『』（）،؛؟।"
_SHINGLE = 4
"""Words of the phrases whose share of repeats is counted."""


class Token(NamedTuple):
    """A word or a single character in lower case, without the punctuation around it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Loop:
    """A phrase of so many tokens that stands so many times in a row: the ``first`` time, and all the ``extra`` ones."""

    tokens: int
    times: int
    first: Span
    extra: Span


def tokens_of(text: str, part: Span, in_words: bool) -> tuple[Token, ...]:
    """The words, or else the characters, of a part of a text; signs that stand alone are tokens, too."""
    return tuple(
        _token(match.group(), match.start())
        for match in (_WORD if in_words else _CHARACTER).finditer(text, part.start, part.end)
    )


def _token(characters: str, start: int) -> Token:
    core = characters.lstrip(_PUNCTUATION)
    if not core:
        return Token(characters, start, start + len(characters))
    start += len(characters) - len(core)
    core = core.rstrip(_PUNCTUATION)
    return Token(core.lower(), start, start + len(core))


def words_of(text: str) -> list[str]:
    """The texts of the tokens that are words: a quick first look, as it leaves out where they stand."""
    return [word.strip(_PUNCTUATION).lower() or word for word in _WORD.findall(text)]


def has_loop(words: Sequence[str], fewest: int) -> bool:
    """Whether :func:`find_loops` would find anything in tokens of these texts."""
    return next(_repeats(words, fewest), None) is not None


def find_loops(tokens: Sequence[Token], fewest: int) -> Iterator[Loop]:
    """The phrases of up to 60 tokens that stand at least ``fewest`` times in a row, from left to right.

    A token that occurs again says how long the phrase may be, so the time is linear in the number of tokens.
    """
    for start, end, length in _repeats([token.text for token in tokens], fewest):
        first_end = tokens[start + length - 1].end
        yield Loop(
            length,
            (end - start) // length,
            Span(tokens[start].start, first_end),
            Span(first_end, tokens[end - 1].end),
        )


def _repeats(words: Sequence[str], fewest: int) -> Iterator[tuple[int, int, int]]:
    """The first and the last place, exclusive, of each loop, and the length of its phrase."""
    last: dict[str, int] = {}
    place = 0
    while place < len(words):
        earlier = last.get(words[place])
        last[words[place]] = place
        length = 0 if earlier is None else place - earlier
        if not 0 < length <= _LONGEST_PHRASE:
            place += 1
            continue
        start, end = place - length, place
        while words[start:place] == words[end : end + length]:
            end += length
        if (end - start) // length < fewest:
            place += 1
            continue
        yield start, end, length
        last.clear()
        place = end


def repeated_share(tokens: Sequence[Token]) -> float:
    """The share of a text's phrases of four tokens that occurred before; 0 for a text without any.

    Natural text stays below a tenth; text that a model cannot end goes on with slight variations.
    """
    words = [token.text for token in tokens]
    phrases = list(zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False))
    return 1 - len(set(phrases)) / len(phrases) if phrases else 0.0
