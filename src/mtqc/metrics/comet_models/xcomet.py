"""XCOMET: a unified model whose errors count in its score (Guerreiro et al. 2023, arXiv 2310.10482)."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.metrics.comet_models.error_spans import Subwords

_WEIGHTS = (0.12, 0.33, 0.33)
"""Of the passes with source, with reference and with both; a single pass has the sum of them."""
_WEIGHT_OF_ERRORS = 0.22


def xcomet_score(passes: Sequence[float], subwords: Subwords | None) -> float:
    """The weighted scores of the passes, none above 1, and that of the errors, which is 1 where there are none.

    The weights are unbabel-comet 2.2.7's.
    """
    weights = _WEIGHTS if len(passes) > 1 else (sum(_WEIGHTS),)
    score = sum(weight * min(value, 1.0) for weight, value in zip(weights, passes, strict=True))
    return score + _WEIGHT_OF_ERRORS * (1.0 if subwords is None else subwords.mqm())
