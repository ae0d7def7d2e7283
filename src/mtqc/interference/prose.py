"""The prose of a document: the passages that evidence is looked for in, and what had to be left out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mtqc.analysis.lazy import lazy
from mtqc.interference.passages import Passage
from mtqc.languages import Language
from mtqc.model import Segment


class Prose:
    """A document as evidence is looked for in it.

    ``language`` is the target's, ``source_language`` the source's where the file or the user names it.
    """

    def __init__(self, segments: Iterable[Segment], language: Language, source_language: Language | None) -> None:
        self.language = language
        self.source_language = source_language
        self.segments = tuple(segments)

    @lazy
    def passages(self) -> tuple[Passage, ...]:
        """The passages of running text and headings in the target language, in reading order."""
        return tuple(
            Passage(index, segment, self.language, self.source_language)
            for index, segment in enumerate(self.segments)
            if segment.target.strip()
        )

    @lazy
    def words(self) -> int:
        """How many words those passages have."""
        return sum(len(passage.words) for passage in self.passages)

    @lazy
    def vocabulary(self) -> Mapping[str, int]:
        """How often each word form occurs, as it is written."""
        return Counter(token.text for passage in self.passages for token in passage.words)

    @lazy
    def lower_vocabulary(self) -> frozenset[str]:
        """The word forms in small letters."""
        return frozenset(word.lower() for word in self.vocabulary)

    @property
    def is_bilingual(self) -> bool:
        """Whether the source is at hand."""
        return any(passage.segment.source for passage in self.passages)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a document is not judged: so many words of this kind."""

    what: str
    words: int
