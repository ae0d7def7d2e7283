"""How reports write an estimated quality, and what they say that it means."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mtqc.estimation.calibration import POINTS_SCALE
from mtqc.estimation.status_notice import status_notice
from mtqc.model import DocumentEstimate, DocumentReport, EstimatedSegment
from mtqc.reports.characters import visible
from mtqc.reports.wording import counted

MOST_LISTED = 5
"""Of the worst segments that a report knows, a list for people names so many, and not more than half of all."""
_FULL = 100.0
_LEAST = 0.05


def value(estimate: DocumentEstimate) -> str:
    """The estimate of a document with its standard error: ``81.3 ± 2.6``."""
    return f"{estimate.value:.1f} ± {estimate.standard_error:.1f}"


def segment_value(segment: EstimatedSegment) -> str:
    """The estimate of a segment with its standard error, in whole points that stand below each other: `` 54 ±  9``."""
    return f"{segment.score:3.0f} ± {segment.standard_error:2.0f}"


def meaning(estimate: DocumentEstimate) -> str:
    """What the number means, in the errors that it stands for, and how far one of its segments can be trusted."""
    points = POINTS_SCALE * math.log(_FULL / estimate.value) if estimate.value else math.inf
    if points < _LEAST:
        errors = "as without errors"
    elif math.isinf(points):
        errors = "as with errors throughout"
    else:
        errors = f"as with {points:.1f} minor errors a segment (a major one counts as 5)"
    judged = counted(estimate.judged, "segment")
    if estimate.judged > 1:
        judged = f"{judged} judged, each ± {estimate.segment_error:.0f}"
    return f"{errors}; {judged}"


def status(document: DocumentReport, estimate: DocumentEstimate) -> str:
    """Whether the number can be trusted for the languages of the document: one sentence without its full stop."""
    notice = status_notice(estimate.status, document.source_language, document.target_language)
    return notice[:1].upper() + notice[1:] if notice.startswith("the ") else notice


def listed(estimate: DocumentEstimate) -> Sequence[EstimatedSegment]:
    """The segments that a list of the worst names: none where there is only one."""
    return estimate.worst[: min(MOST_LISTED, estimate.judged // 2)]


def name(estimated: EstimatedSegment) -> str:
    """What a segment is called in a list: its line, or its name where the format knows no lines."""
    line = estimated.segment.line
    return visible(estimated.segment.id) if line is None else f"line {line}"
