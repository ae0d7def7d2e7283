"""How the pairs of scores in a group agree: what every kind of Kendall's correlation is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mtqc.statistics.grouping import both_present
from mtqc.statistics.segment_statistics import Matrix, Vector

Counts = npt.NDArray[np.int64]
_FEW = 32
"""Up to so many members, all rows are compared pair by pair at once; longer rows are sorted one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class PairCounts:
    """How many pairs of each row are ordered alike by people and the metric, otherwise, or not at all; shape (rows,).

    ``tied_human`` and ``tied_metric`` count pairs that are tied in that alone, ``tied_both`` those tied in both.
    """

    concordant: Counts
    discordant: Counts
    tied_human: Counts
    tied_metric: Counts
    tied_both: Counts

    @property
    def pairs(self) -> Counts:
        """All pairs of each row."""
        return self.concordant + self.discordant + self.tied_human + self.tied_metric + self.tied_both


def count_pairs(human: Matrix, metric: Matrix) -> PairCounts:
    """The counts of each row; scores that one side lacks are in no pair.

    Takes O(n log² n) for a row of n scores, so that tens of thousands need no matrix of pairs.
    """
    human, metric = both_present(human, metric)
    if human.shape[1] <= _FEW:
        return _by_pairs(human, metric)
    rows = [_by_sorting(*_present(human[row], metric[row])) for row in range(len(human))]
    return PairCounts(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)


def _by_pairs(human: Matrix, metric: Matrix) -> PairCounts:
    counts = np.zeros((5, len(human)), dtype=np.int64)
    for first in range(human.shape[1]):
        for second in range(first + 1, human.shape[1]):
            by_human = np.sign(human[:, first] - human[:, second])
            by_metric = np.sign(metric[:, first] - metric[:, second])
            # Comparisons with NaN are false, so that pairs with missing scores count nowhere.
            product = by_human * by_metric
            counts[0] += product > 0
            counts[1] += product < 0
            counts[2] += (by_human == 0) & (product == 0) & (by_metric != 0)
            counts[3] += (by_metric == 0) & (product == 0) & (by_human != 0)
            counts[4] += (by_human == 0) & (by_metric == 0)
    return PairCounts(*counts)


def _by_sorting(human: Vector, metric: Vector) -> tuple[int, int, int, int, int]:
    """Counts by Knight's method (1966), "A Computer Method for Calculating Kendall's Tau with Ungrouped Data"."""
    order = np.lexsort((metric, human))
    discordant = _inversions(np.unique(metric, return_inverse=True)[1].reshape(-1)[order])
    size = len(human)
    pairs = size * (size - 1) // 2
    tied_both = _tied(np.stack((human, metric), axis=1))
    tied_human, tied_metric = _tied(human) - tied_both, _tied(metric) - tied_both
    concordant = pairs - discordant - tied_human - tied_metric - tied_both
    return concordant, discordant, tied_human, tied_metric, tied_both


def _inversions(values: Counts) -> int:
    """How many pairs stand in the wrong order; merge sort from below, all merges of one width at once."""
    size = len(values)
    places = np.arange(size)
    found = 0
    width = 1
    while width < size:
        merge = places // (2 * width)
        is_left = (places // width) % 2 == 0
        # Sorts within each merge; stable, so that a left value stands before the right ones that equal it.
        order = np.argsort(merge * (size + 1) + values, kind="stable")
        of_left = is_left[order]
        # The place of a left value in its merge, less its place among the left ones, is how many right ones it passes.
        passed = (places - merge * 2 * width)[of_left] - (places - merge * 2 * width)[is_left]
        found += int(passed.sum())
        values = values[order]
        width *= 2
    return found


def _tied(values: Vector | Matrix) -> int:
    """How many pairs of values, or of rows, are the same."""
    sizes = np.unique(values, axis=0, return_counts=True)[1]
    return int((sizes * (sizes - 1) // 2).sum())


def _present(human: Vector, metric: Vector) -> tuple[Vector, Vector]:
    present = ~np.isnan(human)
    return human[present], metric[present]
