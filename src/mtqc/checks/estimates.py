"""What checks may ask of the quality model: what it says of the segments of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mtqc.estimation.estimate import Unestimated
from mtqc.estimation.quality_estimate import QualityEstimate
from mtqc.model import Segment

ESTIMATED_ERROR = "accuracy/estimated-error"
"""The rule whose findings are the model's."""

Judgement = QualityEstimate | Unestimated | None
"""What the model says of one segment: None where there is nothing to compare, Unestimated where it cannot tell."""


class SegmentJudge(Protocol):
    """Somebody who judges segments: the quality model, for the languages of one document."""

    def judge(self, segments: Sequence[Segment]) -> tuple[Judgement, ...]:
        """One judgement for each segment, in their order."""


def is_bilingual(segment: Segment) -> bool:
    """Whether a segment has both a source and a translation, so that one can be judged by the other."""
    return bool(segment.source and segment.source.strip() and segment.target.strip())
