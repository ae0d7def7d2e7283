"""The passages of a document as evidence is looked for in them: words and marks, sentences, quotations."""

from __future__ import annotations

from typing import NamedTuple

import regex

from mtqc.analysis.lazy import lazy
from mtqc.analysis.text import MASK, TextAnalysis
from mtqc.languages import Language
from mtqc.languages.sentences import split_sentences
from mtqc.model import Segment, Span

# Possessive quantifiers keep it linear. A word is what mtqc.analysis.words takes for one; any other character but
# blanks stands for itself.
_TOKEN = regex.compile(
    rf"(?P<word>[\p{{L}}\p{{M}}\p{{N}}_]++(?:[’'\-‐‑·.](?=[\p{{L}}\p{{N}}])[\p{{L}}\p{{M}}\p{{N}}_]++)*+)|[^\s{MASK}]|{MASK}++"
)


class Token(NamedTuple):
    """A word, a number or a mark; ``lower`` is its text in small letters."""

    text: str
    start: int
    lower: str
    is_word: bool

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)


def find_tokens(prose: str) -> tuple[Token, ...]:
    """The words, numbers and marks of a text in order; a stretch of masks is one token."""
    return tuple(
        Token(text := match[0], match.start(), text.lower(), match.lastgroup is not None)
        for match in _TOKEN.finditer(prose)
    )


class Passage:
    """One segment of a document, target side, with what the finders of evidence ask of it; all of it is computed once.

    ``index`` is the segment's place in its document.
    """

    def __init__(
        self,
        index: int,
        segment: Segment,
        language: Language,
        source_language: Language | None = None,
    ) -> None:
        self.index = index
        self.segment = segment
        self.text = segment.target
        self.language = language
        self.source_language = source_language

    @lazy
    def analysis(self) -> TextAnalysis:
        """What checks know of the target: quotations, numbers, placeholders and the like."""
        return TextAnalysis(self.text, self.language, self.segment.flags, self.segment.target_codes)

    @lazy
    def tokens(self) -> tuple[Token, ...]:
        """The words, numbers and marks of the prose, in order; what is no prose is one token of masks."""
        return find_tokens(self.analysis.prose)

    @lazy
    def words(self) -> tuple[Token, ...]:
        """The tokens that are words or numbers."""
        return tuple(token for token in self.tokens if token.is_word)

    @lazy
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the target."""
        return split_sentences(self.text, self.language.tag)

    @lazy
    def sentence_starts(self) -> frozenset[int]:
        """The offsets at which a sentence has its first word, quotation marks and the like before it passed over."""
        starts: set[int] = set()
        words = iter(self.words)
        word = next(words, None)
        for sentence in self.sentences:
            while word is not None and word.start < sentence.start:
                word = next(words, None)
            if word is None:
                break
            if word.start < sentence.end:
                starts.add(word.start)
        return frozenset(starts)

    @lazy
    def quoted(self) -> tuple[Span, ...]:
        """What stands between quotation marks, the marks included, in order of their start."""
        return tuple(quotation.span for quotation in self.analysis.quotations)

    def is_quoted(self, offset: int) -> bool:
        """Whether the character at that offset stands between quotation marks."""
        return any(span.start <= offset < span.end for span in self.quoted)
