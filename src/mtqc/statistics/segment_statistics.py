"""What a metric knows of each segment, in a form that can be summed: resampling needs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SegmentStatistics:
    """Statistics of each segment whose sums determine the score of the whole.

    ``rows`` has a row a segment: for BLEU the matches, counts and lengths, for a metric that averages segments the
    score and how often it counts (1, or 0 for a segment without a score, whose score is then written as 0).
    ``aggregate`` turns sums of rows, shape (sums, columns), into scores, shape (sums,), at once and without a Python
    call per sum. A score that is undefined is NaN there, and nowhere else.
    """

    rows: Matrix
    aggregate: Callable[[Matrix], Vector]


def mean_of(scores: list[float | None] | tuple[float | None, ...]) -> SegmentStatistics:
    """The statistics of a metric that is the mean of its segments' scores; None counts for nothing."""
    rows = np.array([(0.0, 0.0) if score is None else (score, 1.0) for score in scores], dtype=np.float64)
    return SegmentStatistics(rows.reshape(-1, 2), _mean)


def _mean(sums: Matrix) -> Vector:
    means: Vector = np.full(len(sums), np.nan)
    np.divide(sums[:, 0], sums[:, 1], out=means, where=sums[:, 1] > 0)
    return means
