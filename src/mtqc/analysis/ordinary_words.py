"""Ordinary words: those a translator translates, unlike names, abbreviations, code and commands."""

from __future__ import annotations

from functools import cache

import regex

from mtqc.languages import Language

# A word in small letters that no sign of program code touches: option, path, key=value, <metavariable>, call().
_ORDINARY = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}_\-/\\.@#$%&=+*<\[{|~:;])"
    r"[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{M}'’]++"
    r"(?![\p{L}\p{N}_\-/\\@=(\[{>\]}|~*+]|[.:;][\p{L}\p{N}_])"
)
_FIRST = regex.compile(
    r"^[^\p{L}\p{N}_]*+(\p{Lu}[\p{Ll}\p{M}'’]*+)(?![\p{L}\p{N}_\-/\\@=(\[{>\]}|~*+]|[.:][\p{L}\p{N}_])"
)


def ordinary_words(prose: str) -> list[str]:
    """The ordinary words of a text: in small letters, at least two, and not part of code.

    Capitals mark names in most languages and all nouns in German; a text of nouns has no ordinary word there.
    """
    words: list[str] = _ORDINARY.findall(prose)
    return words


def find_ordinary_words(prose: str) -> frozenset[int]:
    """Where the ordinary words of a text start."""
    return frozenset(match.start() for match in _ORDINARY.finditer(prose))


def first_word(prose: str) -> str | None:
    """The word in initial capitals that a text begins with, in small letters: it may be as ordinary as any."""
    match = _FIRST.match(prose)
    return None if match is None else match.group(1).lower()


@cache
def telling_words(language: Language, other: Language) -> frozenset[str]:
    """The function words of a language that the other does not have: they tell the two apart.

    Words of a single letter are left out, for they are signs of anything.
    """
    return frozenset(word for word in own_words(language, other) if len(word) > 1)


@cache
def own_words(language: Language, other: Language) -> frozenset[str]:
    """The function words of a language that the other does not have, single letters as well."""
    return language.function_words - other.function_words
