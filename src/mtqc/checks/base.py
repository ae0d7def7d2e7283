"""What a check is: metadata that documents and tests it, and a generator of findings."""

from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from mtqc.checks.context import Context, DocumentContext
from mtqc.estimation.quality_estimate import EstimatedError, EstimatedOmission
from mtqc.glossary import Term
from mtqc.model import Category, Document, Finding, Segment, Severity, Span


class Need(enum.Enum):
    """What a check cannot work without; a segment or document that lacks it is passed over in silence."""

    SOURCE = "the source text"
    SOURCE_LANGUAGE = "the source language"
    TARGET_LANGUAGE = "the target language"
    SEGMENTS = "several segments"
    GLOSSARY = "a glossary"
    DO_NOT_TRANSLATE = "a list of terms that stay as they are"
    PATTERNS = "patterns of your own"


@dataclass(frozen=True, slots=True)
class Example:
    """A translation that a check fires on, or one that it must not fire on.

    Examples are documentation and tests at once. ``marks`` is the target text that a bad example's finding must cover,
    None where it marks nothing there. ``others`` are further segments of the document as (source, target), which
    stand before this one. ``terms`` are the glossary, ``settings`` fields of
    :class:`mtqc.checks.options.CheckOptions`. ``estimates`` are what the quality model marks in it, stated
    because models change.
    """

    target: str
    source: str | None = None
    source_language: str | None = None
    target_language: str | None = None
    marks: str | None = None
    flags: frozenset[str] = frozenset()
    others: tuple[tuple[str | None, str], ...] = ()
    terms: tuple[Term, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    estimates: tuple[EstimatedError | EstimatedOmission, ...] = ()
    note: str | None = None


class Check(ABC):
    """The metadata that every check states about itself.

    ``rule`` is the path of the check's file below ``mtqc/checks``, with hyphens: it is what users select, ignore and
    look up. ``silences`` names rules (by path prefix, "" is all) that have nothing to add where this one found
    something. ``triggers`` is a set of characters: the check is only asked about segments in whose source or target
    one of them occurs, and about those with flags or inline codes, which makes most checks free on most segments.
    ``judges_neighbours`` says that findings are about characters that stand side by side: where an inline code stands
    among them or beside them, readers see something else there, and nothing is reported.
    """

    rule: ClassVar[str]
    category: ClassVar[Category]
    severity: ClassVar[Severity]
    summary: ClassVar[str]
    why: ClassVar[str]
    silent_on: ClassVar[tuple[str, ...]]
    bad: ClassVar[tuple[Example, ...]]
    good: ClassVar[tuple[Example, ...]]
    needs: ClassVar[frozenset[Need]] = frozenset()
    on_by_default: ClassVar[bool] = True
    silences: ClassVar[tuple[str, ...]] = ()
    triggers: ClassVar[str | None] = None
    judges_neighbours: ClassVar[bool] = False

    def finding(
        self,
        segment: Segment,
        message: str,
        *,
        target: Span | None = None,
        source: Span | None = None,
        suggestions: Iterable[str] = (),
        confidence: float = 1.0,
        severity: Severity | None = None,
        category: Category | None = None,
        evidence: Mapping[str, Any] | None = None,
    ) -> Finding:
        """A finding of this check, with its rule, category and severity unless others are given."""
        return Finding(
            rule=self.rule,
            category=category or self.category,
            severity=severity or self.severity,
            message=message,
            segment=segment,
            target=target,
            source=source,
            suggestions=tuple(suggestions),
            confidence=confidence,
            evidence=evidence or {},
        )


class SegmentCheck(Check):
    """A check that looks at one segment at a time."""

    @abstractmethod
    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """The findings in one segment. Never raises on any text."""


class DocumentCheck(Check):
    """A check that needs several segments at once: consistency, proportions, habits of the whole text."""

    @abstractmethod
    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """The findings in one document, whose segments are a tuple. Never raises on any text."""
