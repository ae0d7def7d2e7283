"""Bootstrap resampling: how far a score, or the difference of two, would move on other segments of the same kind.

Koehn (2004), "Statistical Significance Tests for Machine Translation Evaluation". Draws and definitions are those of
sacreBLEU 2.6, so that the same seed gives the same resamples and p-values. A resample is a row of counts, how often
it drew each segment; the statistics of all resamples of a block are then one matrix product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from mtqc.statistics.paired_test import PairedTest, require_paired, testable_pairs, values_of
from mtqc.statistics.resample_sums import resample_sums
from mtqc.statistics.segment_statistics import Matrix, SegmentStatistics, Vector

RESAMPLES = 1000
SEED = 12345
"""sacreBLEU's default, which the environment variable SACREBLEU_SEED changes there; mtqc does not read it."""
_CELLS_A_BLOCK = 2_000_000
"""Draws held at once: 16 MB as indices and 16 MB as counts, whatever the number of segments up to this one."""
ROUNDING = 1e-10
"""Scores this close are equal: the order of summing may change their last digits."""


def bootstrap(statistics: SegmentStatistics, resamples: int = RESAMPLES, seed: int | None = SEED) -> Vector:
    """The score on each resample, shape (resamples,), in the order of the draws; NaN where it is undefined there.

    ``seed`` None draws anew each time.

    Raises:
        ValueError: there are no segments, or fewer than one resample is asked for.
    """
    values: Vector = resampled_values([statistics], resamples, seed)[0]
    return values


def resampled_values(
    systems: Sequence[SegmentStatistics], resamples: int = RESAMPLES, seed: int | None = SEED
) -> Matrix:
    """The scores of some systems on the same resamples, shape (systems, resamples).

    Raises:
        ValueError: there are no segments, or not equally many, or fewer than one resample is asked for.
    """
    require_paired(systems)
    segments = len(systems[0].rows)
    if segments < 1 or resamples < 1:
        raise ValueError(f"cannot draw {resamples} resamples of {segments} segments")
    stacked = np.hstack([system.rows for system in systems])
    ends = np.cumsum([system.rows.shape[1] for system in systems])[:-1]
    values = np.empty((len(systems), resamples))
    begin = 0
    for counts in _counts(segments, resamples, seed):
        end = begin + len(counts)
        for system, sums in enumerate(np.split(resample_sums(counts, stacked), ends, axis=1)):
            values[system, begin:end] = systems[system].aggregate(sums)
        begin = end
    return values


def confidence_interval(values: Vector) -> tuple[float, float, float] | None:
    """The mean of the resampled scores and the ends of their 95 % interval, as sacreBLEU takes them.

    Of n sorted scores the ends are number ⌊n/40⌋ from below and from above. Resamples without a score are left out;
    None if there is no other.
    """
    ordered = np.sort(values[~np.isnan(values)])
    if not len(ordered):
        return None
    outside = len(ordered) // 40
    return float(ordered.mean()), float(ordered[outside]), float(ordered[-1 - outside])


def paired_bootstrap(
    systems: Sequence[SegmentStatistics], resamples: int = RESAMPLES, seed: int | None = SEED
) -> PairedTest:
    """Tests every pair of systems on the same resamples.

    p = (#{|A* − B*| − mean |A* − B*| > |A − B|} + 1) / (resamples + 1), the definition of sacreBLEU and of Moses'
    bootstrap-hypothesis-difference-significance.pl. A pair has the p-value that sacreBLEU gives its second system
    with the first as the baseline. There is one exception: systems that are the same segment by segment get 1 where
    sacreBLEU gives 1/(resamples + 1).

    Raises:
        ValueError: as :func:`resampled_values`.
    """
    return tested_on(systems, resampled_values(systems, resamples, seed))


def tested_on(systems: Sequence[SegmentStatistics], resampled: Matrix) -> PairedTest:
    """The test of :func:`paired_bootstrap` on resamples that are there already, shape (systems, resamples)."""
    systems = list(systems)
    values = values_of(systems)
    p_values = np.ones((len(systems), len(systems)))
    for first, second in testable_pairs(systems, values):
        distances = np.abs(resampled[first] - resampled[second])
        distances = distances[~np.isnan(distances)]
        larger = distances - distances.mean() > abs(values[first] - values[second]) + ROUNDING
        p_values[first, second] = p_values[second, first] = (larger.sum() + 1) / (len(distances) + 1)
    return PairedTest(values, p_values)


def _counts(segments: int, resamples: int, seed: int | None) -> Iterator[Matrix]:
    """Blocks of rows that say how often each segment is drawn; together the draws of one call for all resamples."""
    generator = np.random.default_rng(seed)
    size = max(_CELLS_A_BLOCK // segments, 1)
    for begin in range(0, resamples, size):
        rows = min(size, resamples - begin)
        drawn = generator.choice(segments, size=(rows, segments), replace=True)
        drawn += np.arange(rows)[:, None] * segments
        counts = np.bincount(drawn.ravel(), minlength=rows * segments)
        yield counts.reshape(rows, segments).astype(np.float64)
