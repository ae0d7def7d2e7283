"""Three full stops for the ellipsis that the source has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_STOPS = re.compile(r"(?<!\.)\.\.\.(?!\.)")


class Ellipsis(SegmentCheck):
    """Fires on three full stops where the source has the ellipsis character."""

    rule = "conventions/ellipsis"
    category = Category.TEXTUAL_CONVENTIONS
    severity = Severity.MINOR
    summary = "Three full stops stand for the ellipsis (…) of the source."
    why = (
        "The makers of the source took care to write … as one character, which looks better and does not break at "
        "the end of a line; menus that mix both look uneven."
    )
    silent_on = (
        "sources that write three full stops themselves: an ellipsis in their translation is an improvement",
        "targets that have … as well: one of the two is meant",
        "more than three full stops: a leader, or a gap to fill in",
        "Chinese and Japanese sources, whose ellipsis (……) is another character than that of the translation",
        "code, addresses and placeholders",
    )
    needs = frozenset({Need.SOURCE})
    triggers = "…"
    bad = (
        Example("Speichern unter ...", source="Save as…", target_language="de", marks="..."),
        Example("... y así sucesivamente", source="… and so on", target_language="es", marks="..."),
    )
    good = (
        Example("Speichern unter …", source="Save as...", target_language="de"),
        Example("Speichern unter …", source="Save as…", target_language="de"),
        Example("Name: ..........", source="Name: …", target_language="de"),
        Example("Well...", source="那么……", source_language="zh", target_language="en"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding each time."""
        source, target = segment.source or "", segment.target
        if "..." not in target or "…" in target or "…" not in source or "..." in source:
            return
        if context.source_language is not None and not context.source_language.has_word_spaces:
            return
        for match in _STOPS.finditer(context.target.prose):
            yield self.finding(
                segment,
                "Three full stops stand where the source has an ellipsis (…).",
                target=Span(match.start(), match.end()),
                suggestions=("…",),
                confidence=0.9,
            )
