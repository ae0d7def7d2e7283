"""Unified models: CometKiwi (Rei et al. 2022, arXiv 2209.06243) and UniTE (Wan et al. 2022, arXiv 2204.13346)."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.metrics.comet_models.error_spans import Subwords


def unified_score(passes: Sequence[float], subwords: Subwords | None) -> float:
    """The mean of the scores of all passes; the errors that some models mark do not count."""
    return sum(passes) / len(passes)
