"""Headings in the capitals of English titles."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.interference.evidence import Evidence
from mtqc.interference.lexicon import Lexicon
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose, is_running
from mtqc.interference.typography.setting import setting
from mtqc.model import Category, Span

_TARGETS = frozenset(("de", "es", "fr", "it", "pt"))
_FEWEST_WORDS, _MOST_WORDS = 4, 20
_FEWEST_ORDINARY, _FEWEST_SMALL = 3, 2
_ORDINARY = 4.0
"""From this Zipf value on a word of a Romance language is no rare name."""
_SHORTEST = 4
_POLITE = frozenset(("du", "ihm", "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres", "sie"))
"""Small words that have a capital where they address somebody."""
_PARTS = (":", "–", "—", "-", "|", ".", "!", "?", "…")
"""After one of these a heading may begin anew with a capital."""


def title_capitals(prose: Prose) -> Iterator[Evidence]:
    """The first heading all of whose words have capitals, though the language gives them to the first one only.

    In German, which has capitals in nouns, small words with a capital say it.
    """
    code = prose.language.code
    if code not in _TARGETS:
        return
    for passage in prose.passages:
        if not _FEWEST_WORDS <= len(passage.words) <= _MOST_WORDS or is_running(passage):
            continue
        if _has_title_capitals(passage, code):
            yield setting(
                passage,
                Span(passage.words[0].start, passage.words[-1].end),
                "title capitals",
                f"The heading has the capitals of an English title; {prose.language.name} has none there.",
                {"en": 1.0},
                category=Category.SPELLING,
                confidence=0.75,
            )
            return


def _has_title_capitals(passage: Passage, code: str) -> bool:
    lexicon = Lexicon.of(code)
    ordinary = small = 0
    is_start = True
    for token in passage.tokens:
        if not token.is_word:
            is_start = is_start or token.text in _PARTS
        elif is_start:
            is_start = False
        elif token.lower in passage.language.function_words:
            if code == "de" and not token.text[0].isupper():
                return False
            small += token.text.istitle() and token.lower not in _POLITE
        elif token.text.isalpha() and len(token.text) >= _SHORTEST:
            if not token.text[0].isupper():
                return False
            ordinary += token.text.istitle() and lexicon.zipf(token.text) >= _ORDINARY
    return small >= _FEWEST_SMALL if code == "de" else ordinary >= _FEWEST_ORDINARY
