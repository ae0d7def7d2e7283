"""Which scores are correlated with each other: all, those of one segment, or those of one system.

The definitions are those of WMT's metrics tasks and of mt-metrics-eval (``average_by`` there). Scores stand in a matrix
of shape (systems, segments), NaN where there is none. Correlation functions take two matrices of one shape, correlate
them row by row, and give a value a row, NaN where it is undefined; entries that either matrix lacks count for
neither.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np

from mtqc.statistics.segment_statistics import Matrix, Vector


class Grouping(enum.Enum):
    """What a row of grouped scores holds.

    ``item`` are the translations of one segment by all systems, so that neither the difficulty nor the length of the
    source can help a metric. ``system`` are all segments of one system, ``none`` are all scores there are.
    """

    NONE = "none"
    ITEM = "item"
    SYSTEM = "system"

    def rows(self, scores: Matrix) -> Matrix:
        """Scores of shape (systems, segments) with a row a group."""
        if self is Grouping.ITEM:
            return scores.T
        return scores.reshape(1, -1) if self is Grouping.NONE else scores


@dataclass(frozen=True, slots=True)
class GroupAverage:
    """The mean of the correlations of groups, None where no group has one; ``groups`` counts those that have."""

    value: float | None
    groups: int


def average(correlations: Vector) -> GroupAverage:
    """The plain mean over groups whose correlation is defined; the others are left out, as in mt-metrics-eval.

    A correlation is undefined with fewer than two scores, and where all scores of one side are the same.
    """
    defined = correlations[~np.isnan(correlations)]
    return GroupAverage(float(defined.mean()) if len(defined) else None, len(defined))


def both_present(human: Matrix, metric: Matrix) -> tuple[Matrix, Matrix]:
    """Copies of both matrices that are NaN wherever one of them is.

    Raises:
        ValueError: the shapes differ.
    """
    if human.shape != metric.shape:
        raise ValueError(f"scores of shape {metric.shape} cannot be compared with human ones of shape {human.shape}")
    missing = np.isnan(human) | np.isnan(metric)
    return np.where(missing, np.nan, human), np.where(missing, np.nan, metric)
