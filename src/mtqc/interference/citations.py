"""Quotations that are none of the text's own words: names, titles, words of another language."""

from __future__ import annotations

from mtqc.interference.passages import Passage, Token
from mtqc.model import Span

_FEWEST_WORDS = 6
_MOST_MENTIONED = 10
_SENTENCE_ENDS = ".!?…"
_LEAST_FUNCTION_WORDS = 0.2
"""The share of function words that running text in a language has; titles and other languages have less."""


def is_cited(passage: Passage, offset: int) -> bool:
    """Whether a character stands in a quotation of a few words, or of words that are not the text's language.

    Reported speech in the text's own language is its writer's or translator's wording like the rest.
    """
    quotation = _innermost(passage, offset)
    if quotation is None:
        return False
    words = _words(passage, quotation)
    own = sum(token.lower in passage.language.function_words for token in words)
    return len(words) < _FEWEST_WORDS or own < _LEAST_FUNCTION_WORDS * len(words)


def is_mentioned(passage: Passage, offset: int) -> bool:
    """Whether a character stands in a quotation of a few words that make no sentence.

    Who writes about words puts them between such marks, and they are not the writer's own: *Auf der Karte stand „Suppe
    des Tages“.* They prove nothing of the text that has them.
    """
    quotation = _innermost(passage, offset)
    if quotation is None:
        return False
    words = _words(passage, quotation)
    if not words or len(words) > _MOST_MENTIONED:
        return False
    ends = passage.text[quotation.end - 2] in _SENTENCE_ENDS
    return not (ends and words[0].text[0].isupper())


def _innermost(passage: Passage, offset: int) -> Span | None:
    """The shortest quotation in which a character stands, its marks included."""
    spans = [span for span in passage.quoted if span.start <= offset < span.end]
    return min(spans, key=lambda span: span.end - span.start, default=None)


def _words(passage: Passage, span: Span) -> list[Token]:
    return [token for token in passage.words if span.start <= token.start < span.end]
