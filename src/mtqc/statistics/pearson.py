"""Pearson's correlation: how close two kinds of scores are to a straight line."""

from __future__ import annotations

import numpy as np

from mtqc.statistics.grouping import both_present
from mtqc.statistics.segment_statistics import Matrix, Vector

_NOTHING = 1e-13
"""A deviation that is smaller than this share of the numbers is rounding, so all of them are the same."""


def pearson(human: Matrix, metric: Matrix) -> Vector:
    """The correlation of each row, from −1 to 1; NaN with fewer than two scores or where one side is constant.

    r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²)
    """
    human, metric = both_present(human, metric)
    human_deviations, human_norms = _deviations(human)
    metric_deviations, metric_norms = _deviations(metric)
    found = np.full(len(human), np.nan)
    np.divide(
        (human_deviations * metric_deviations).sum(axis=1),
        human_norms * metric_norms,
        out=found,
        where=(human_norms > 0) & (metric_norms > 0),
    )
    clipped: Vector = np.clip(found, -1.0, 1.0)
    return clipped


def _deviations(scores: Matrix) -> tuple[Matrix, Vector]:
    """What each score deviates from the mean of its row, 0 where it is missing, and the norms of these rows."""
    present = ~np.isnan(scores)
    counts = np.maximum(present.sum(axis=1), 1)
    filled = np.where(present, scores, 0.0)
    deviations = np.where(present, filled - (filled.sum(axis=1) / counts)[:, None], 0.0)
    norms = np.sqrt((deviations**2).sum(axis=1))
    largest = np.abs(filled).max(axis=1, initial=0.0)
    return deviations, np.where(norms <= _NOTHING * largest * np.sqrt(counts), 0.0, norms)
