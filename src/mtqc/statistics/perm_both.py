"""PERM-BOTH: whether one metric follows people better than another, by swapping the metrics' scores at random.

Deutsch, Dror and Roth (2021), "A Statistical Analysis of Summarization Evaluation Metrics Using Resampling Methods"
(arXiv 2104.00054). As in mt-metrics-eval, scores are standardised first, so that swapped ones are comparable; other
than there, the p-value counts the observed order among the permutations, so that it is never 0.

All p-values are one-sided: how often chance puts the second metric at least as far ahead of the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from mtqc.statistics import soft_pairwise_accuracy as spa
from mtqc.statistics.bootstrap import ROUNDING
from mtqc.statistics.grouping import Grouping
from mtqc.statistics.segment_statistics import Matrix, Vector
from mtqc.statistics.tie_calibration import calibrated_accuracy, is_right, pair_blocks

Correlation = Callable[[Matrix, Matrix], Vector]
"""Correlates two matrices row by row, NaN where undefined: pearson, spearman, tau_b, ..."""

PERMUTATIONS = 1000
SEED = 12345
_CELLS_A_BLOCK = 1_000_000


def perm_both(
    human: Matrix,
    first: Matrix,
    second: Matrix,
    correlation: Correlation,
    grouping: Grouping = Grouping.NONE,
    permutations: int = PERMUTATIONS,
    seed: int | None = SEED,
) -> float:
    """The p-value that the second metric's average correlation is higher; shapes (systems, segments).

    Scores that people or one of the metrics lack are left out for both.
    """
    human, first, second = _common(human, first, second)
    rows = grouping.rows(human)
    first, second = grouping.rows(first), grouping.rows(second)

    def ahead(of_first: Matrix, of_second: Matrix) -> Vector:
        return _mean(correlation, rows, of_second) - _mean(correlation, rows, of_first)

    observed = ahead(first[None], second[None])[0]
    larger = 0
    for swapped in _swaps(rows.shape, permutations, seed):
        one, other = np.where(swapped, second, first), np.where(swapped, first, second)
        larger += int((ahead(one, other) >= observed - ROUNDING).sum())
    return (larger + 1) / (permutations + 1)


def perm_both_spa(
    human: Matrix, first: Matrix, second: Matrix, permutations: int = PERMUTATIONS, seed: int | None = SEED
) -> float:
    """The p-value that the second metric's soft pairwise accuracy is higher; shapes (systems, segments).

    Swaps the scores of single translations; segments that lack any score are left out.
    """
    complete = ~np.isnan(human + first + second).any(axis=0)
    human, first, second = (scores[:, complete] for scores in _common(human, first, second))
    systems, segments = human.shape
    signs = spa.random_signs(segments)
    by_human = spa.p_values(human, signs)
    # A swap turns the sign of half the difference about the mean of both, so one product does for both metrics.
    middle, half = ((first + second) / 2).astype(np.float32), ((second - first) / 2).astype(np.float32)
    middle_permuted, middle_sums = signs @ middle.T, middle.sum(axis=1)

    def ahead(turned: spa.Single) -> float:
        permuted, sums = signs @ turned.T, turned.sum(axis=1)
        of_second = spa.p_values_of_sums(middle_permuted + permuted, middle_sums + sums)
        of_first = spa.p_values_of_sums(middle_permuted - permuted, middle_sums - sums)
        return spa.agreement(by_human, of_second) - spa.agreement(by_human, of_first)

    observed = ahead(half)
    larger = sum(
        ahead(np.where(swapped, -half, half)) >= observed - ROUNDING
        for block in _swaps((systems, segments), permutations, seed)
        for swapped in block
    )
    return (larger + 1) / (permutations + 1)


def perm_both_calibrated(
    human: Matrix,
    first: Matrix,
    second: Matrix,
    grouping: Grouping = Grouping.ITEM,
    permutations: int = PERMUTATIONS,
    seed: int | None = SEED,
    thresholds: tuple[float, float] | None = None,
) -> float:
    """The p-value that the second metric's acc*eq is higher; shapes (systems, segments).

    ``thresholds`` are those of the two metrics where they are known, else they are looked for.

    Each metric keeps its own threshold, and what they say of single pairs is swapped, as mt-metrics-eval does for
    WMT (``PairwisePermutationSigDiff``). A pair of which both say the same stays as it is under every swap, so that
    in a row only the number of other pairs that are swapped is drawn, from a binomial distribution.
    """
    if thresholds is None:
        rows = grouping.rows(human)
        of_first, of_second = (calibrated_accuracy(rows, grouping.rows(metric)) for metric in (first, second))
        thresholds = of_first.threshold, of_second.threshold
    human, first, second = (grouping.rows(scores) for scores in _without_gaps(human, first, second))
    sizes = (~np.isnan(human)).sum(axis=1)
    pairs = sizes * (sizes - 1) // 2
    judged = np.flatnonzero(pairs)
    for_first, for_second = np.zeros(len(human), dtype=np.int64), np.zeros(len(human), dtype=np.int64)
    places = np.arange(len(human), dtype=np.float64)
    for one, two in zip(pair_blocks(human, first, places), pair_blocks(human, second, places), strict=True):
        orders, answers, row = one
        right = is_right(orders, answers, thresholds[0]), is_right(two[0], two[1], thresholds[1])
        place = row.astype(np.int64)
        for_first += np.bincount(place[right[0] & ~right[1]], minlength=len(human))
        for_second += np.bincount(place[right[1] & ~right[0]], minlength=len(human))
    if not len(judged):
        return 1.0
    weights = 1 / pairs[judged]
    differing = (for_first + for_second)[judged]
    observed = float((weights * (for_second - for_first)[judged]).sum())
    drawn = np.random.default_rng(seed).binomial(differing, 0.5, size=(permutations, len(judged)))
    ahead = ((2 * drawn - differing) * weights).sum(axis=1)
    return (int((ahead >= observed - ROUNDING).sum()) + 1) / (permutations + 1)


def _without_gaps(human: Matrix, first: Matrix, second: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """The scores, NaN wherever one of the three is."""
    missing = np.isnan(human) | np.isnan(first) | np.isnan(second)
    return np.where(missing, np.nan, human), np.where(missing, np.nan, first), np.where(missing, np.nan, second)


def _common(human: Matrix, first: Matrix, second: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """The scores without gaps, those of the metrics standardised to mean 0 and standard deviation 1."""
    human, first, second = _without_gaps(human, first, second)
    return human, _standardised(first), _standardised(second)


def _standardised(scores: Matrix) -> Matrix:
    present = scores[~np.isnan(scores)]
    deviation = float(present.std()) if len(present) else 0.0
    return (scores - present.mean()) / deviation if deviation else scores * 0.0


def _mean(correlation: Correlation, rows: Matrix, metrics: Matrix) -> Vector:
    """The average correlation under each of some permutations, shape (permutations, rows, members); 0 for none."""
    number = len(metrics)
    found = correlation(np.tile(rows, (number, 1)), metrics.reshape(-1, rows.shape[1])).reshape(number, -1)
    defined = ~np.isnan(found)
    means: Vector = np.where(defined, found, 0.0).sum(axis=1) / np.maximum(defined.sum(axis=1), 1)
    return means


def _swaps(shape: tuple[int, ...], permutations: int, seed: int | None) -> Iterator[np.ndarray]:
    """Blocks of masks, shape (block, *shape): where the metrics' scores change places."""
    generator = np.random.default_rng(seed)
    size = max(_CELLS_A_BLOCK // max(int(np.prod(shape)), 1), 1)
    for begin in range(0, permutations, size):
        yield generator.integers(2, size=(min(size, permutations - begin), *shape), dtype=bool)
