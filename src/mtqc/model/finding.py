"""What a check reports: a span of a segment, what is wrong with it, how bad that is, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mtqc.model.document import Position, Segment
from mtqc.model.mqm import Category, Severity


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of a text in code points, ``end`` exclusive: ``text[start:end]`` is what is meant."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """One error in one segment, in the terms of MQM.

    ``target`` and ``source`` say where, each None where the finding is about the whole text or about the other side.
    ``suggestions`` are texts to put in the target span's place, best first. ``confidence`` from 0 to 1 is the share
    of such findings that are expected to be right. ``evidence`` holds JSON values for other programs.
    ``known`` findings stand in the baseline: they are shown, and fail nothing. ``fingerprint`` names the finding
    across edits elsewhere in its file; the pipeline fills it in.
    """

    rule: str
    category: Category
    severity: Severity
    message: str
    segment: Segment
    target: Span | None = None
    source: Span | None = None
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    evidence: Mapping[str, Any] = field(default_factory=dict)
    known: bool = False
    fingerprint: str | None = None

    @property
    def target_text(self) -> str | None:
        """The marked characters of the target."""
        return None if self.target is None else self.target.of(self.segment.target)

    @property
    def source_text(self) -> str | None:
        """The marked characters of the source."""
        if self.source is None or self.segment.source is None:
            return None
        return self.source.of(self.segment.source)

    @property
    def position(self) -> Position | None:
        """Where the marked target text starts in the file; None if the format knows lines only, or nothing."""
        return self.segment.position(0 if self.target is None else self.target.start)

    @property
    def end_position(self) -> Position | None:
        """Where the marked target text ends in the file: the place after its last character.

        Markup of the file that follows the last character is not part of it.
        """
        span = Span(0, len(self.segment.target)) if self.target is None else self.target
        if span.start >= span.end:
            return self.position
        last = self.segment.position(span.end - 1)
        if last is None:
            return None
        ends_line = self.segment.target[span.end - 1] == "\n"
        return Position(last.line + 1, 1) if ends_line else Position(last.line, last.column + 1)

    @property
    def line(self) -> int | None:
        """The line of the file to jump to, from 1."""
        position = self.position
        return self.segment.line if position is None else position.line

    @property
    def column(self) -> int | None:
        """The column of the file to jump to, from 1; None where only the line is known."""
        position = self.position
        return None if position is None else position.column
