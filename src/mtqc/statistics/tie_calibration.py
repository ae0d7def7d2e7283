"""acc*eq: pairwise accuracy with ties, where differences of the metric up to a threshold count as ties.

Deutsch, Foster and Freitag (2023), "Ties Matter: Meta-Evaluating Modern Metrics with Pairwise Accuracy and Tie
Calibration" (arXiv 2305.14324). People often find two translations equal, and metrics with many digits never do; so
each metric gets the threshold ε that suits it best *on the very scores it is judged by*, as in WMT since 2023. That
favours every metric a little, a fine-grained one more than a coarse one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mtqc.statistics.grouping import both_present
from mtqc.statistics.segment_statistics import Matrix, Vector

_HELD = 1_000_000
"""Pairs that are sorted at once; of more, only those whose threshold may be the best, which is faster besides."""
_BUCKETS = 100_000
_PAIRS_A_BLOCK = 2_000_000
_EQUAL = 1e-12
"""Accuracies this close are the same: sums of weights come with rounding, and one pair of a billion has 1e-9."""

PairBlock = tuple[Vector, Vector, Vector]
"""Of some pairs: the difference of people's scores, that of the metric's, and the weight."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The best accuracy, from 0 to 1, and the threshold that gives it, on the metric's scale.

    ``accuracy`` is the mean over rows that have a pair, whose number is ``groups``; None without any.
    """

    accuracy: float | None
    threshold: float
    groups: int


def calibrated_accuracy(human: Matrix, metric: Matrix) -> Calibration:
    """Finds the smallest threshold with the highest mean accuracy of the rows, exactly.

    Of a pair whose scores differ by at most the threshold the metric says that they are equal. The accuracy of a row is
    the share of its pairs with people's answer: better, worse or equal. All differences that occur are tried, and 0.
    """
    human, metric = both_present(human, metric)
    sizes = (~np.isnan(human)).sum(axis=1)
    pairs = sizes * (sizes - 1) // 2
    rows = np.flatnonzero(pairs)
    if not len(rows):
        return Calibration(None, 0.0, 0)
    search = _Search(human[rows], metric[rows], 1 / pairs[rows] / len(rows))
    accuracy, threshold = search.best_of_all() if pairs.sum() <= _HELD else search.best_of_buckets()
    return Calibration(accuracy, threshold, len(rows))


class _Search:
    """Looks for the threshold: each pair gains or loses something once the threshold reaches its difference."""

    def __init__(self, human: Matrix, metric: Matrix, weights: Vector) -> None:
        self._pairs = (human, metric, weights)

    def best_of_all(self) -> tuple[float, float]:
        blocks = [_outcome(*block) for block in pair_blocks(*self._pairs)]
        start = sum(right for _, _, right in blocks)
        distances = np.concatenate([distances for distances, _, _ in blocks])
        gains = np.concatenate([gains for _, gains, _ in blocks])
        order = np.argsort(distances)
        return _best(distances[order], start + np.cumsum(gains[order]), start)

    def best_of_buckets(self) -> tuple[float, float]:
        """Sums gains by buckets of thresholds first, then looks only into buckets that may hold the best."""
        metric = self._pairs[1]
        longest = float((np.nanmax(metric, axis=1) - np.nanmin(metric, axis=1)).max())
        scale = _BUCKETS / longest if longest else 0.0
        start = 0.0
        sums, hopes = np.zeros(_BUCKETS + 1), np.zeros(_BUCKETS + 1)
        for block in pair_blocks(*self._pairs):
            distances, gains, right = _outcome(*block)
            start += right
            buckets = (distances * scale).astype(np.int64)
            sums += np.bincount(buckets, gains, len(sums))
            hopes += np.bincount(buckets, np.maximum(gains, 0.0), len(sums))
        ends = start + np.cumsum(sums)
        begins = ends - sums
        may_hold = begins + hopes >= max(start, float(ends.max())) - _EQUAL
        held = [self._held(block, may_hold, scale) for block in pair_blocks(*self._pairs)]
        distances = np.concatenate([distances for distances, _ in held])
        gains = np.concatenate([gains for _, gains in held])
        order = np.argsort(distances)
        distances, gains = distances[order], gains[order]
        buckets = (distances * scale).astype(np.int64)
        running = np.cumsum(gains)
        before = (running - gains)[np.searchsorted(buckets, buckets)]
        return _best(distances, begins[buckets] + running - before, start)

    @staticmethod
    def _held(block: PairBlock, may_hold: npt.NDArray[np.bool_], scale: float) -> tuple[Vector, Vector]:
        distances, gains, _ = _outcome(*block)
        chosen = may_hold[(distances * scale).astype(np.int64)]
        return distances[chosen], gains[chosen]


def pair_blocks(human: Matrix, metric: Matrix, weights: Vector) -> Iterator[PairBlock]:
    """The differences of all pairs within rows, those of people, of the metric, and the weight of each pair's row.

    Pairs with missing scores are left out; both matrices have to be NaN in the same places.
    """
    rows, members = human.shape
    if rows > members:
        # Many short rows: one pair of members at a time, in all rows.
        for first in range(members):
            for second in range(first + 1, members):
                yield _present(human[:, first] - human[:, second], metric[:, first] - metric[:, second], weights)
        return
    size = max(_PAIRS_A_BLOCK // members, 1)
    for row in range(rows):
        for begin in range(0, members - 1, size):
            end = min(begin + size, members - 1)
            upper, lower = np.triu_indices(end - begin, 1, members - begin)
            of_human, of_metric = human[row, begin:], metric[row, begin:]
            yield _present(
                of_human[upper] - of_human[lower],
                of_metric[upper] - of_metric[lower],
                np.full(len(upper), weights[row]),
            )


def is_right(orders: Vector, answers: Vector, threshold: float) -> npt.NDArray[np.bool_]:
    """Whether the metric's differences say what people's do, if those up to the threshold mean equal."""
    tied = np.abs(answers) <= threshold
    right: npt.NDArray[np.bool_] = np.where(tied, orders == 0, orders * answers > 0)
    return right


def _present(orders: Vector, answers: Vector, weights: Vector) -> PairBlock:
    present = ~np.isnan(orders)
    return orders[present], answers[present], weights[present]


def _outcome(orders: Vector, answers: Vector, weights: Vector) -> tuple[Vector, Vector, float]:
    """The distance of each pair, what the accuracy gains once that is a tie, and the accuracy without a threshold."""
    right = is_right(orders, answers, 0.0)
    gains = weights * ((orders == 0).astype(np.float64) - right)
    return np.abs(answers), gains, float((weights * right).sum())


def _best(distances: Vector, values: Vector, start: float) -> tuple[float, float]:
    """The highest value and the smallest distance that has it; ``start`` and 0 if none is higher.

    ``values`` are what thresholds at the sorted ``distances`` give; of equal distances the last holds.
    """
    last_of_equals = np.append(distances[1:] != distances[:-1], True)
    thresholds, values = distances[last_of_equals], values[last_of_equals]
    first = int(np.flatnonzero(values >= values.max() - _EQUAL)[0])
    if values[first] <= start + _EQUAL:
        return start, 0.0
    return float(values[first]), float(thresholds[first])
