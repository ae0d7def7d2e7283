"""Whether a word belongs to a foreign name: *Georgia Bureau of Investigation* holds no wrong *Investigation*."""

from __future__ import annotations

from mtqc.interference.knowledge.matching import Match
from mtqc.interference.lexicon import Lexicon
from mtqc.interference.passages import Passage

_LINKING = frozenset(("of", "de", "del", "des", "du", "di", "da", "do"))
_LEAST_DIFFERENCE = 1.0
"""Zipf values by which a word tells one language from another."""


def is_in_foreign_name(passage: Passage, match: Match, source: str) -> bool:
    """Whether a match is one word with a capital behind another that is English, or of the source language.

    What stands behind it does not count: behind a title, it is somebody's name.
    """
    if match.first != match.last or not match.first:
        return False
    word, before = passage.tokens[match.first], passage.tokens[match.first - 1]
    if not word.text[0].isupper() or word.text.isupper() or passage.text[before.end : word.start] != " ":
        return False
    if not before.is_word or not (before.text[0].isupper() or before.lower in _LINKING):
        return False
    target = passage.language.code
    least = Lexicon.of(target).zipf(before.lower) + _LEAST_DIFFERENCE
    return any(Lexicon.of(code).common_zipf(before.lower) > least for code in {"en", source} - {target})
