"""Capitals: with which letter a text starts."""

from __future__ import annotations

import re

from mtqc.model import Span

# Dutch and Afrikaans sentences may start with a shortened article, and have their capital on the next word.
_SHORT_ARTICLE = re.compile(r"['’](?:n|s|t|k)\s", re.IGNORECASE)
_WORD_CHARACTER = re.compile(r"\w")


def first_letter(text: str) -> Span | None:
    """The letter that a text starts with, behind marks, blanks and the shortened articles of Dutch ('s, 't, 'n).

    None if a digit, a placeholder's mask or nothing at all comes first.
    """
    start = 0
    while match := _WORD_CHARACTER.search(text, start):
        at = match.start()
        article = _SHORT_ARTICLE.match(text, at - 1) if at else None
        if article is None:
            return Span(at, at + 1) if text[at].isalpha() and "\ufffc" not in text[:at] else None
        start = article.end()
    return None
