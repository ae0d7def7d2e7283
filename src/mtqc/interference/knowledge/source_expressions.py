"""Whether a source text has an expression, in whatever inflected form."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_SHORT = 3
_ENDING = 3
"""Letters at the end of a word that inflection may change: a rough stem that needs no dictionary."""
_SHORTEST_STEM = 4
_MARKS = "\"'“”„‘’«»‹›()[]¿¡.,:;!?…"


class _Stem(NamedTuple):
    """How a form of a word begins, and how long it is at most."""

    letters: str
    longest: int


def find_expression(source: str, expressions: tuple[str, ...]) -> str | None:
    """The first of the expressions of which the source has all words of more than three letters, or forms of them.

    A form begins like its word, but for the last three letters, and has three letters more at most.
    """
    lower = source.lower()
    possible = [
        (expression, stems)
        for expression, stems in zip(expressions, _stems(expressions), strict=True)
        if all(stem.letters in lower for stem in stems)
    ]
    if not possible:
        return None
    words = [word.strip(_MARKS) for word in lower.split()]
    return next((expression for expression, stems in possible if _has_all(words, stems)), None)


@lru_cache(maxsize=8192)
def _stems(expressions: tuple[str, ...]) -> tuple[tuple[_Stem, ...], ...]:
    return tuple(tuple(map(_stem, _telling(expression.lower().split()))) for expression in expressions)


def _telling(words: list[str]) -> list[str]:
    """The words of an expression that tell it: all but the shortest, unless there are only such."""
    return [word for word in words if len(word) > _SHORT] or words


def _stem(word: str) -> _Stem:
    shortest = min(len(word), _SHORTEST_STEM)
    return _Stem(word[: max(shortest, len(word) - _ENDING)], len(word) + _ENDING)


def _has_all(words: list[str], stems: tuple[_Stem, ...]) -> bool:
    return all(any(_is_form(word, stem) for word in words) for stem in stems)


def _is_form(word: str, stem: _Stem) -> bool:
    return len(word) <= stem.longest and word.startswith(stem.letters)
