"""What a check may know besides the segment: languages, glossary, options, and analyses shared by all checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from mtqc.analysis.text import TextAnalysis
from mtqc.checks.estimates import Judgement, SegmentJudge
from mtqc.checks.options import CheckOptions
from mtqc.glossary import Glossary, Term, TermIndex
from mtqc.interference.knowledge import Entry
from mtqc.interference.prose import Prose
from mtqc.interference.reading import Reading, read
from mtqc.languages import Language
from mtqc.model import Detection, Document, Segment


@dataclass(frozen=True)
class DocumentContext:
    """What holds for all segments of a document."""

    source_language: Language | None = None
    target_language: Language | None = None
    glossary: Glossary | None = None
    options: CheckOptions = field(default_factory=CheckOptions)
    format: str = "text"
    knowledge: tuple[Entry, ...] = ()
    judge: SegmentJudge | None = None
    _readings: dict[int, tuple[Document, Reading | None]] = field(default_factory=dict, repr=False, compare=False)
    _estimates: dict[int, tuple[Document, tuple[Judgement, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The glossary's terms for the languages of the document."""
        if self.glossary is None:
            return ()
        source = self.source_language.tag if self.source_language else None
        target = self.target_language.tag if self.target_language else None
        return self.glossary.between(source, target)

    @cached_property
    def term_index(self) -> TermIndex:
        """The source sides of those terms, to be found in a text."""
        return TermIndex(self.terms, self.source_language)

    @cached_property
    def forbidding_terms(self) -> tuple[Term, ...]:
        """Those of the terms that forbid words."""
        return tuple(term for term in self.terms if term.forbidden)

    def reading(self, document: Document) -> Reading | None:
        """The evidence of another language in the targets of a document; None if their language is not known.

        It is computed when the first check asks for it; that of the last document is kept.
        """
        kept = self._readings.get(id(document))
        if kept is None:
            # Before the next is read: one alone fills much memory.
            self._readings.clear()
            reading = None
            if self.target_language is not None:
                reading = read(Prose(document.segments, self.target_language, self.source_language), self.knowledge)
            kept = self._readings[id(document)] = (document, reading)
        return kept[1]

    def detection(self, document: Document) -> Detection | None:
        """What the targets of a document say of their origin; None if their language is not known."""
        from mtqc.interference.detection import detect

        reading = self.reading(document)
        return None if reading is None else detect(reading.prose, reading.evidence)

    def estimates(self, document: Document) -> tuple[Judgement, ...]:
        """What the quality model says of each segment of a document; nothing at all where it was not asked for.

        It is computed when it is first asked for; that of the last document is kept.

        Raises:
            CheckpointError: a file of the model is broken.
        """
        if self.judge is None:
            return ()
        kept = self._estimates.get(id(document))
        if kept is None:
            self._estimates.clear()
            kept = self._estimates[id(document)] = (document, self.judge.judge(tuple(document.segments)))
        return kept[1]

    def of(self, segment: Segment) -> Context:
        """The context of one of the document's segments."""
        return Context(self, segment)


class Context:
    """The context of one segment: its document's, and the analyses of its two texts.

    Each analysis is computed when the first check asks for it and then shared by all.
    """

    __slots__ = ("document", "source", "target")

    source: TextAnalysis | None
    target: TextAnalysis

    def __init__(self, document: DocumentContext, segment: Segment) -> None:
        self.document = document
        flags = segment.flags
        self.target = TextAnalysis(segment.target, document.target_language, flags, segment.target_codes)
        self.source = (
            None
            if segment.source is None
            else TextAnalysis(segment.source, document.source_language, flags, segment.source_codes)
        )

    @property
    def source_language(self) -> Language | None:
        """The language of the source, if known."""
        return self.document.source_language

    @property
    def target_language(self) -> Language | None:
        """The language of the target, if known."""
        return self.document.target_language

    @property
    def glossary(self) -> Glossary | None:
        """The user's terms, if there are any."""
        return self.document.glossary

    @property
    def options(self) -> CheckOptions:
        """The settings that checks read."""
        return self.document.options
