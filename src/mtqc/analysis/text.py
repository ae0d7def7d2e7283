"""One text, analysed piece by piece as checks ask for it."""

from __future__ import annotations

from mtqc.analysis.addresses import Address, find_addresses
from mtqc.analysis.lazy import lazy
from mtqc.analysis.numbers import Number, find_numbers
from mtqc.analysis.placeholders import Placeholder, find_placeholders
from mtqc.analysis.quotations import Quotation, find_quotations
from mtqc.analysis.tags import Tag, find_tags
from mtqc.analysis.verbatim import find_verbatim
from mtqc.analysis.words import Word, find_words
from mtqc.languages import Language
from mtqc.model import InlineCode, Span

MASK = "\ufffc"
"""Stands for each character that is no prose in :attr:`TextAnalysis.prose`: the object replacement character."""


class TextAnalysis:
    """A source or target text with everything that checks want to know of it.

    All spans are code points into ``text``, in the order of their start.
    """

    def __init__(
        self, text: str, language: Language | None, flags: frozenset[str], codes: tuple[InlineCode, ...] = ()
    ) -> None:
        self.text = text
        self.language = language
        self.flags = flags
        self.codes = codes

    @lazy
    def characters(self) -> frozenset[str]:
        """The distinct characters of the text: what can be asked of it at no cost."""
        return frozenset(self.text)

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """The distinct parts of the text between blanks in lower case, punctuation and all: a cheap first look."""
        return frozenset(self.text.lower().split())

    @lazy
    def addresses(self) -> tuple[Address, ...]:
        """URLs, e-mail addresses, file paths and IP addresses."""
        return find_addresses(self.text)

    @lazy
    def tags(self) -> tuple[Tag, ...]:
        """Markup tags written in the text."""
        return find_tags(self.text)

    @lazy
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Places where a program will put something: ``%s``, ``{name}``, ``${var}`` and many more."""
        return find_placeholders(self.text, self.flags)

    @lazy
    def opaque(self) -> tuple[Span, ...]:
        """What is no prose: addresses, tags, placeholders and code, merged where they overlap."""
        spans = sorted(
            [
                *(part.span for parts in (self.addresses, self.tags, self.placeholders) for part in parts),
                *find_verbatim(self.text, self.flags, self.codes),
            ]
        )
        merged: list[Span] = []
        for span in spans:
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        return tuple(merged)

    @lazy
    def prose(self) -> str:
        """The text with each character that is no prose replaced by :data:`MASK`, so that offsets stay true."""
        if not self.opaque:
            return self.text
        pieces: list[str] = []
        done = 0
        for span in self.opaque:
            pieces += self.text[done : span.start], MASK * (span.end - span.start)
            done = span.end
        return "".join(pieces) + self.text[done:]

    @lazy
    def words(self) -> tuple[Word, ...]:
        """The words of the prose."""
        return find_words(self.prose)

    @lazy
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the prose that are written in digits, as values."""
        return find_numbers(self.prose, self.language)

    @lazy
    def quotations(self) -> tuple[Quotation, ...]:
        """Stretches of prose between quotation marks."""
        return find_quotations(self.prose)
