"""Evidence made up for tests of what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

from mtqc.interference.evidence import Evidence, Kind
from mtqc.model import Category, Severity, Span

ES: Mapping[str, float] = {"es": 1.0}


def evidence(
    kind: Kind,
    item: str = "item",
    *,
    languages: Mapping[str, float] = ES,
    strong: bool = True,
    confidence: float = 0.9,
    passage: int = 0,
    span: tuple[int, int] = (0, 4),
) -> Evidence:
    """Evidence of a kind; agreement has no language, and is about gender unless the item says otherwise."""
    if kind is Kind.AGREEMENT and ":" not in item:
        item = f"gender:{item}"
    return Evidence(
        "accuracy/made-up", kind, passage, Span(*span), item, "Made up.", Category.UNTRANSLATED, Severity.MINOR,
        {} if kind is Kind.AGREEMENT else languages, confidence=confidence, is_strong=strong,
    )  # fmt: skip
