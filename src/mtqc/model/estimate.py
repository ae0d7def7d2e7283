"""How good a translation is by estimation: of one document, with its worst segments."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from mtqc.model.document import Segment
from mtqc.model.finding import Span

ESTIMATED_ERROR = "accuracy/estimated-error"
"""The rule of all findings that a model makes, whether of checks or of scores."""


class PairStatus(enum.Enum):
    """What is known of an estimating model for a pair of languages: whether its numbers can be trusted."""

    MEASURED = "measured"
    """The model was compared with people on texts of this pair that it had not seen, and agreed with them."""
    TRANSFER = "transfer"
    """It learnt from texts in both languages, but was not shown to agree with people on this pair."""
    UNTESTED = "untested"
    """At least one language is known to its encoder alone, or the languages were not named."""


@dataclass(frozen=True, slots=True)
class EstimatedSegment:
    """The estimate of one segment: its score from 0 to 100, and by how many points that is off, typically.

    ``doubtful`` are the words of the translation that are most probably wrong, ``doubtful_source`` those of the source
    that are most probably translated wrongly or not at all, None where none stand out. They are hints where to look,
    not findings.
    """

    segment: Segment
    score: float
    standard_error: float
    doubtful: Span | None = None
    doubtful_source: Span | None = None


@dataclass(frozen=True, slots=True)
class DocumentEstimate:
    """How good the translation of a document is by estimation, on the scale of :mod:`mtqc.estimation.calibration`.

    ``value`` is the mean of the scores of the ``judged`` segments, from 0 to 100. ``standard_error`` is by how many
    points it is off, typically, if the errors of the segments have nothing in common: what a model gets wrong in all
    texts of a language pair is not in it. ``segment_error`` is the same of one segment: the root of the mean square.
    ``unjudged`` are the segments with a source that the model could not judge. ``worst`` are the segments with the
    lowest scores, the lowest first. ``scores`` are those of all segments in their order, None for the unjudged, where
    the texts were kept for display.
    """

    value: float
    standard_error: float
    segment_error: float
    status: PairStatus
    judged: int
    unjudged: int
    signature: str
    worst: Sequence[EstimatedSegment] = ()
    scores: Sequence[float | None] | None = None
