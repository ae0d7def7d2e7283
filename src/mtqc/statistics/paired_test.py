"""What a paired test says of every pair of systems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mtqc.statistics.segment_statistics import Matrix, SegmentStatistics, Vector


@dataclass(frozen=True, slots=True, eq=False)
class PairedTest:
    """The outcome of a two-sided paired test over systems that translated the same segments.

    ``values`` are the systems' scores, NaN where undefined. ``p_values`` is symmetric, shape (systems, systems): how
    likely a difference at least so large is if both systems are equally good. A system is never better than itself,
    so the diagonal is 1; so is the p-value of systems whose statistics are the same for every segment, and of those
    without a score.
    """

    values: Vector
    p_values: Matrix

    def p_value(self, first: int, second: int) -> float:
        """The p-value of two systems, by their places."""
        return float(self.p_values[first, second])


def values_of(systems: list[SegmentStatistics]) -> Vector:
    """The score of each system on all segments, NaN where undefined.

    Raises:
        ValueError: the systems do not have the same number of segments.
    """
    require_paired(systems)
    return np.array([system.aggregate(system.rows.sum(axis=0, keepdims=True))[0] for system in systems])


def require_paired(systems: Sequence[SegmentStatistics]) -> None:
    """Makes sure that systems translated the same segments.

    Raises:
        ValueError: they do not have the same number of them.
    """
    if len({len(system.rows) for system in systems}) > 1:
        raise ValueError("a paired test needs systems with the same number of segments")


def testable_pairs(systems: list[SegmentStatistics], values: Vector) -> list[tuple[int, int]]:
    """The pairs that can differ: both have a score, and their statistics are not all the same."""
    return [
        (first, second)
        for first in range(len(systems))
        for second in range(first + 1, len(systems))
        if not np.isnan(values[first] - values[second])
        and not np.array_equal(systems[first].rows, systems[second].rows)
    ]
