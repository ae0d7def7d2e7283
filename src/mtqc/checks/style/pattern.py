"""Rules of the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.options import Pattern
from mtqc.model import Category, Finding, Segment, Severity, Span

_NO_EXCLAMATION = Pattern("calm", "Our product does not shout.", target="!", severity=Severity.MINOR, suggestion=".")
_PART_NUMBER = Pattern("part-number", "Part numbers stay.", source=r"\bPN-\d+\b", target=r"\bPN-\d+\b")


class UserPattern(SegmentCheck):
    """Fires where a pattern of the settings says so: on matches in the target, or on sources whose target lacks one."""

    rule = "style/pattern"
    category = Category.OTHER
    severity = Severity.MINOR
    summary = "A pattern of your own settings applies."
    why = "House rules, product codes and legal phrases differ from user to user; a `[[patterns]]` table states them."
    needs = frozenset({Need.PATTERNS})
    silent_on = (
        "everything, as long as the settings hold no patterns",
        "targets that have the required match, wherever it stands: word order is free",
    )
    bad = (
        Example("Gespeichert!", settings={"patterns": (_NO_EXCLAMATION,)}, marks="!"),
        Example("Teil 77 bestellen", source="Order part PN-77", settings={"patterns": (_PART_NUMBER,)}),
    )
    good = (
        Example("Gespeichert.", settings={"patterns": (_NO_EXCLAMATION,)}),
        Example("PN-77 bestellen", source="Order part PN-77", settings={"patterns": (_PART_NUMBER,)}),
        Example("Gespeichert!", note="no patterns set"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """The findings of every pattern, in the order of the settings."""
        for pattern in context.options.patterns:
            if pattern.source is None:
                yield from self._unwanted(pattern, segment)
            elif segment.source is not None:
                yield from self._missing(pattern, segment, segment.source)

    def _unwanted(self, pattern: Pattern, segment: Segment) -> Iterator[Finding]:
        for match in _compiled(pattern.target).finditer(segment.target):
            if match.end() > match.start():
                yield self.finding(
                    segment,
                    pattern.message,
                    target=Span(match.start(), match.end()),
                    suggestions=() if pattern.suggestion is None else (pattern.suggestion,),
                    severity=pattern.severity,
                    evidence={"pattern": pattern.name},
                )

    def _missing(self, pattern: Pattern, segment: Segment, source: str) -> Iterator[Finding]:
        wanting = _compiled(pattern.source or "").search(source)
        if wanting and not _compiled(pattern.target).search(segment.target):
            yield self.finding(
                segment,
                pattern.message,
                source=Span(wanting.start(), wanting.end()),
                severity=pattern.severity,
                evidence={"pattern": pattern.name},
            )


@cache
def _compiled(expression: str) -> Any:
    """The expression on an engine that takes linear time on any text, since its author may not think of that."""
    import re2

    return re2.compile(expression)
