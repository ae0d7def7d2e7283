"""Quotations that are none of the text's own words: names, titles, words of another language."""

from __future__ import annotations

from mtqc.interference.passages import Passage

_FEWEST_WORDS = 6
_LEAST_FUNCTION_WORDS = 0.2
"""The share of function words that running text in a language has; titles and other languages have less."""


def is_cited(passage: Passage, offset: int) -> bool:
    """Whether a character stands in a quotation of a few words, or of words that are not the text's language.

    Reported speech in the text's own language is its writer's or translator's wording like the rest.
    """
    spans = [span for span in passage.quoted if span.start <= offset < span.end]
    if not spans:
        return False
    innermost = min(spans, key=lambda span: span.end - span.start)
    words = [token for token in passage.words if innermost.start <= token.start < innermost.end]
    own = sum(token.lower in passage.language.function_words for token in words)
    return len(words) < _FEWEST_WORDS or own < _LEAST_FUNCTION_WORDS * len(words)
