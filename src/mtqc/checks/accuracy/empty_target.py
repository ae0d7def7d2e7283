"""A source without a translation."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span


class EmptyTarget(SegmentCheck):
    """Fires on segments whose target is empty or blank although their source is not."""

    rule = "accuracy/empty-target"
    category = Category.OMISSION
    severity = Severity.MAJOR
    summary = "The translation is empty."
    why = "Readers get nothing, or the source text that the program falls back to."
    silent_on = ("segments whose source is empty or blank too: nothing was left out",)
    needs = frozenset({Need.SOURCE})
    silences = ("",)
    bad = (
        Example("", source="Save the file?"),
        Example(" \n", source="The battery is low."),
    )
    good = (
        Example("Datei speichern?", source="Save the file?"),
        Example(" ", source=" ", note="both are blank"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most, on the whole source."""
        source = segment.source or ""
        if not segment.target.strip() and source.strip():
            yield self.finding(segment, "The translation is empty.", source=Span(0, len(source)))
