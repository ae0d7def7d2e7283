"""Whether a source text has an expression, in whatever inflected form."""

from __future__ import annotations

from collections.abc import Iterable

_SHORT = 3
_ENDING = 3
"""Letters at the end of a word that inflection may change: a rough stem that needs no dictionary."""
_MARKS = "\"'“”„‘’«»‹›()[]¿¡.,:;!?…"


def has_expression(source: str, expressions: Iterable[str]) -> bool:
    """Whether the source has all words of more than three letters of one of the expressions, or forms of them."""
    words = {word.strip(_MARKS) for word in source.lower().split()}
    return any(_has_all(words, expression) for expression in expressions)


def _has_all(words: set[str], expression: str) -> bool:
    wanted = expression.lower().split()
    telling = [word for word in wanted if len(word) > _SHORT] or wanted
    return all(any(word.startswith(_stem(wanted_word)) for word in words) for wanted_word in telling)


def _stem(word: str) -> str:
    return word[: max(_SHORT, len(word) - _ENDING)]
