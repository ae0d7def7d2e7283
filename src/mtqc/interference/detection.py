"""Fuses the evidence in a text and its style into what can be said of its origin."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.interference.evidence import Evidence
from mtqc.interference.prose import Prose
from mtqc.model import Detection, Verdict


def detect(prose: Prose, evidence: Sequence[Evidence]) -> Detection:
    """What a text says of its origin, with all its evidence, strong and weak."""
    return Detection(Verdict.NOT_JUDGED, prose.running_words)
