"""Quotation marks of two styles in one text, or of another language's: for the verdict alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mtqc.analysis.punctuation import punctuation_of
from mtqc.analysis.quotations import SINGLE_MARKS, Quotation
from mtqc.interference.evidence import Evidence
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose, is_running
from mtqc.interference.typography.setting import QUOTATION_MARKS, setting
from mtqc.model import Category

_STRAIGHT = '""'
_OF = {"“”": {"en": 0.6, "es": 0.15, "pt": 0.15, "it": 0.1}, "«»": {"fr": 0.5, "es": 0.25, "it": 0.25}}
"""The languages that a style points to where it is none of the text's own."""


class _Quoted(NamedTuple):
    passage: Passage
    quotation: Quotation

    @property
    def style(self) -> str:
        return self.quotation.opening + self.quotation.closing


def quotation_marks(prose: Prose) -> Iterator[Evidence]:
    """The first quotation of a style that the text otherwise does not use; headings set their own."""
    quoted = [entry for passage in prose.passages if is_running(passage) for entry in _quoted(passage)]
    counts = Counter(entry.style for entry in quoted)
    if not counts:
        return
    usual = max(counts, key=lambda style: (counts[style], style != _STRAIGHT))
    own = {pair.opening + pair.closing for pair in prose.language.quotes}
    own |= punctuation_of(prose.language).quotes_elsewhere
    if usual not in own and usual in _OF:
        yield _evidence(next(entry for entry in quoted if entry.style == usual), "foreign quotation marks", _OF[usual])
    other = next((entry for entry in quoted if entry.style != usual), None)
    if other is not None:
        yield _evidence(other, "mixed quotation marks", {})


def _quoted(passage: Passage) -> Iterator[_Quoted]:
    for quotation in passage.analysis.quotations:
        content = quotation.content.of(passage.text)
        if not quotation.depth and quotation.opening not in SINGLE_MARKS and any(map(str.isalpha, content)):
            yield _Quoted(passage, quotation)


def _evidence(entry: _Quoted, name: str, languages: dict[str, float]) -> Evidence:
    return setting(
        entry.passage,
        entry.quotation.span,
        name,
        f"The marks of {entry.quotation.span.of(entry.passage.text)} are of another style.",
        languages,
        rule=QUOTATION_MARKS,
        category=Category.PUNCTUATION,
        confidence=0.8,
    )
