"""Approximate randomisation: how often two systems differ as much when their outputs are shuffled at random.

Noreen (1989); Riezler and Maxwell (2005), "On Some Pitfalls in Automatic Evaluation and Significance Testing for MT".
Draws and definitions are those of sacreBLEU 2.6, so that the same seed gives the same p-values.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mtqc.statistics.bootstrap import ROUNDING, SEED
from mtqc.statistics.paired_test import PairedTest, testable_pairs, values_of
from mtqc.statistics.resample_sums import resample_sums
from mtqc.statistics.segment_statistics import Matrix, SegmentStatistics

TRIALS = 10_000
_CELLS_A_BLOCK = 2_000_000
_BITS = 32
"""NumPy draws so many booleans from one number: blocks of a multiple of it are the draws of one call for all."""


def paired_randomisation(
    first: SegmentStatistics, second: SegmentStatistics, trials: int = TRIALS, seed: int | None = SEED
) -> float:
    """The two-sided p-value of two systems; see :func:`randomise_pairs`."""
    return randomise_pairs([first, second], trials, seed).p_value(0, 1)


def randomise_pairs(systems: Sequence[SegmentStatistics], trials: int = TRIALS, seed: int | None = SEED) -> PairedTest:
    """Tests every pair of systems; each trial swaps the outputs of the same segments in all pairs.

    p = (#{|A' − B'| > |A − B|} + 1) / (trials + 1), where A' and B' are the scores after the swaps. A pair has the
    p-value that sacreBLEU gives its second system with the first as the baseline. There is one exception: systems
    that are the same segment by segment get 1 where sacreBLEU gives 1/(trials + 1).

    Raises:
        ValueError: there are no segments, or not equally many, or fewer than one trial is asked for.
    """
    systems = list(systems)
    values = values_of(systems)
    kept = _kept_sums(systems, trials, seed)
    totals = [system.rows.sum(axis=0) for system in systems]
    p_values = np.ones((len(systems), len(systems)))
    for first, second in testable_pairs(systems, values):
        # What one keeps of its own, and what it gets of the other's.
        swapped_first = kept[first] + (totals[second] - kept[second])
        swapped_second = kept[second] + (totals[first] - kept[first])
        distances = np.abs(systems[first].aggregate(swapped_first) - systems[second].aggregate(swapped_second))
        larger = distances > abs(values[first] - values[second]) + ROUNDING
        p_values[first, second] = p_values[second, first] = (larger.sum() + 1) / (trials + 1)
    return PairedTest(values, p_values)


def _kept_sums(systems: list[SegmentStatistics], trials: int, seed: int | None) -> list[Matrix]:
    """The sums of the segments that each trial leaves with their system, shape (trials, columns) for each system."""
    segments = len(systems[0].rows)
    if segments < 1 or trials < 1:
        raise ValueError(f"cannot make {trials} trials with {segments} segments")
    stacked = np.hstack([system.rows for system in systems])
    sums = np.empty((trials, stacked.shape[1]))
    generator = np.random.default_rng(seed)
    size = max(_CELLS_A_BLOCK // segments // _BITS, 1) * _BITS
    for begin in range(0, trials, size):
        rows = min(size, trials - begin)
        kept = generator.integers(2, size=(rows, segments), dtype=bool).astype(float)
        sums[begin : begin + rows] = resample_sums(kept, stacked)
    ends = np.cumsum([system.rows.shape[1] for system in systems])[:-1]
    return np.split(sums, ends, axis=1)
