"""BLEU from its statistics (Papineni et al., 2002), for many sums of them at once, in sacreBLEU's own arithmetic."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mtqc.statistics.segment_statistics import Matrix, Vector

# What sacreBLEU takes for the logarithm of 0, so that one precision of 0 makes a score of 0.
_LOGARITHM_OF_ZERO = -9999999999.0


@dataclass(frozen=True, slots=True)
class BleuFormula:
    """BLEU with a way to smooth precisions of 0 (Chen and Cherry, 2014).

    ``smooth_method`` is ``exp``, ``floor``, ``add-k`` or ``none``; ``smooth_value`` is what ``floor`` and ``add-k``
    add. ``effective_order`` leaves out orders of n-grams for which the text is too short, as single segments need it.
    """

    max_ngram_order: int = 4
    smooth_method: str = "exp"
    smooth_value: float = 0.0
    effective_order: bool = False

    def scores(self, sums: Matrix) -> Vector:
        """The scores, from 0 to 100, for sums of statistics, shape (sums, columns).

        The columns are the length in words of the hypotheses and of the references, then for each order the n-grams
        matched, then for each order the n-grams of the hypotheses, then how many segments there are. A sum of no
        segment has no score: NaN.
        """
        order = self.max_ngram_order
        matched, total = sums[:, 2 : 2 + order].copy(), sums[:, 2 + order : 2 + 2 * order].copy()
        any_match = matched.any(axis=1)
        if self.smooth_method == "add-k":
            matched[:, 1:] += self.smooth_value
            total[:, 1:] += self.smooth_value
        precisions, orders = self._precisions(matched, total)
        logarithms = _each(math.log, precisions, _LOGARITHM_OF_ZERO)
        logarithms[np.arange(order) >= orders[:, None]] = 0.0
        # Python's own sum and exp: numpy's may round otherwise, and so may Python's next version.
        means = np.array(list(map(sum, logarithms.tolist())), dtype=np.float64) / orders
        scores: Vector = _brevity_penalty(sums[:, 0], sums[:, 1]) * _each(math.exp, means)
        scores[~any_match] = 0.0
        scores[sums[:, 2 + 2 * order] == 0] = np.nan
        return scores

    def _precisions(self, matched: Matrix, total: Matrix) -> tuple[Matrix, Vector]:
        """The smoothed precisions in percent, shape as given, and how many of them count, shape (sums,)."""
        precisions = np.zeros_like(matched)
        orders = np.full(len(matched), float(self.max_ngram_order))
        halving = np.ones(len(matched))
        reached = np.ones(len(matched), dtype=bool)
        for place in range(self.max_ngram_order):
            # No order counts behind the first that has no n-grams at all.
            reached &= total[:, place] != 0
            if self.effective_order:
                orders[reached] = place + 1
            none = reached & (matched[:, place] == 0)
            some = reached & ~none
            precisions[some, place] = 100.0 * matched[some, place] / total[some, place]
            if self.smooth_method == "exp":
                halving[none] *= 2
                precisions[none, place] = 100.0 / (halving[none] * total[none, place])
            elif self.smooth_method == "floor":
                precisions[none, place] = 100.0 * self.smooth_value / total[none, place]
        return precisions, orders


def _brevity_penalty(length: Vector, reference_length: Vector) -> Vector:
    ratio = np.divide(reference_length, length, out=np.full(len(length), np.inf), where=length > 0)
    penalty: Vector = np.where(length < reference_length, _each(math.exp, np.minimum(1 - ratio, 0.0)), 1.0)
    return penalty


def _each(function: Callable[[float], float], values: Vector | Matrix, of_zero: float | None = None) -> Matrix:
    """A function of Python's on each value, at C speed; ``of_zero`` is what it gives for 0."""
    flat = values.ravel()
    chosen = np.ones(len(flat), dtype=bool) if of_zero is None else flat != 0
    results = np.full(len(flat), 0.0 if of_zero is None else of_zero)
    results[chosen] = list(map(function, flat[chosen].tolist()))
    return results.reshape(values.shape)
