"""What the evidence of typography has in common."""

from __future__ import annotations

from collections.abc import Mapping

from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.passages import Passage
from mtqc.model import Category, Severity, Span

RULE = "locale/foreign-typography"
DASHES, QUOTATION_MARKS, NUMBERS = (
    "conventions/punctuation-spacing",
    "conventions/quotation-style",
    "locale/number-format",
)
"""Rules of checks that look at a translation for its own sake, and report what is found of theirs.

Evidence of these rules is for the verdict alone: no check of interference reports it a second time.
"""


def setting(
    passage: Passage,
    span: Span,
    name: str,
    message: str,
    languages: Mapping[str, float],
    *,
    rule: str = RULE,
    category: Category = Category.LOCALE_PUNCTUATION,
    suggestions: tuple[str, ...] = (),
    confidence: float,
    is_strong: bool = False,
) -> Evidence:
    """Evidence of typography; ``name`` is what counts once in a document."""
    return Evidence(
        rule=rule,
        kind=Kind.TYPOGRAPHY,
        passage=passage.index,
        span=span,
        item=f"typography {name}",
        message=message,
        category=category,
        severity=Severity.MINOR,
        languages=languages,
        expression=span.of(passage.text),
        suggestions=suggestions,
        confidence=confidence,
        is_strong=is_strong,
    )
