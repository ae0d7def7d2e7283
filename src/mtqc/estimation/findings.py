"""Estimated errors and omissions as findings, for scores and checks alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqc.estimation.quality_estimate import EstimatedError, EstimatedOmission
from mtqc.model import Category, Finding, Segment, Severity
from mtqc.model.estimate import ESTIMATED_ERROR

_LONGEST = 60
"""Characters of a text that a message quotes."""


def error_findings(errors: Sequence[EstimatedError], segment: Segment) -> Iterator[Finding]:
    """The errors in the translation, in their order; ``segment`` holds both texts of the pair."""
    for error in errors:
        yield Finding(
            rule=ESTIMATED_ERROR,
            # The model does not say what is wrong; of accuracy's errors this is the one without a special form.
            category=Category.MISTRANSLATION,
            severity=error.severity,
            message=f"estimated as a {error.severity.value} error: '{_quoted(error.span.of(segment.target))}'",
            segment=segment,
            target=error.span,
            confidence=error.confidence,
            evidence={"probability": error.probability},
        )


def omission_findings(omissions: Sequence[EstimatedOmission], segment: Segment) -> Iterator[Finding]:
    """What is missing from the translation, in the order of the source.

    They mark the source and nothing of the translation; the evidence ``gap`` is the offset in the translation before
    which something is missing. The model does not grade them: all are major, since what is left out is not said.
    """
    for omission in omissions:
        missing = _quoted(omission.source.of(segment.source or ""))
        yield Finding(
            rule=ESTIMATED_ERROR,
            category=Category.OMISSION,
            severity=Severity.MAJOR,
            message=f"estimated as left out of the translation: '{missing}'",
            segment=segment,
            source=omission.source,
            confidence=omission.confidence,
            evidence={"gap": omission.gap, "probability": omission.probability},
        )


def _quoted(text: str) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
