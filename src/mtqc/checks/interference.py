"""The checks that report evidence of the source language: each reports that of its rule."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.checks.base import DocumentCheck, Need
from mtqc.checks.context import DocumentContext
from mtqc.model import Document, Finding


class InterferenceCheck(DocumentCheck):
    """Reports the evidence of one rule, which :mod:`mtqc.interference` finds; only the metadata differs by rule."""

    needs = frozenset({Need.TARGET_LANGUAGE})

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """The findings of this rule in a document whose segments are a tuple."""
        reading = context.reading(document)
        if reading is None:
            return
        for found in reading.reported:
            if found.rule == self.rule:
                yield self.finding(
                    reading.prose.segments[found.passage],
                    found.message,
                    target=found.span,
                    suggestions=found.suggestions,
                    confidence=found.confidence,
                    severity=found.severity,
                    category=found.category,
                    evidence={
                        "kind": found.kind.value,
                        "item": found.item,
                        "source_languages": dict(found.languages),
                        "expression": found.expression,
                    },
                )
