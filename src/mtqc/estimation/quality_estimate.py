"""What a calibrated model says of one translation: nouns that need none of what the model needs."""

from __future__ import annotations

from dataclasses import dataclass

from mtqc.estimation.estimate import Estimate
from mtqc.model import PairStatus, Severity, Span


@dataclass(frozen=True, slots=True)
class EstimatedError:
    """Words of the translation that are probably wrong.

    ``confidence`` is the share of such spans that people mark as well; ``probability`` is what the model says itself.
    """

    span: Span
    severity: Severity
    confidence: float
    probability: float


@dataclass(frozen=True, slots=True)
class EstimatedOmission:
    """Words of the source that are probably missing from the translation, before the offset ``gap`` of it.

    ``confidence`` is the share of such marks that people agree with; ``probability`` is what the model says itself.
    """

    source: Span
    gap: int
    confidence: float
    probability: float


@dataclass(frozen=True, slots=True)
class QualityEstimate:
    """How good one translation is, and where it is wrong.

    ``score`` is from 0 to 100, on the scale of :mod:`mtqc.estimation.calibration`; ``standard_error`` in its points.
    ``status`` says whether the numbers were ever compared with people for this pair of languages. ``doubtful`` are the
    words of the translation that are most probably wrong, ``doubtful_source`` those of the source that are most
    probably translated wrongly or not at all, be that too unsure for an error.
    """

    score: float
    standard_error: float
    status: PairStatus
    errors: tuple[EstimatedError, ...]
    omissions: tuple[EstimatedOmission, ...]
    raw: Estimate
    doubtful: Span | None = None
    doubtful_source: Span | None = None
