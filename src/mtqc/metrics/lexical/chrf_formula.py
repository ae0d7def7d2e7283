"""chrF and chrF++ from their statistics (Popović, 2015 and 2017), for many sums at once, in sacreBLEU's arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mtqc.statistics.segment_statistics import Matrix, Vector

# What sacreBLEU takes for a precision, recall or score that has nothing to divide by.
_EPSILON = 1e-16


@dataclass(frozen=True, slots=True)
class ChrfFormula:
    """The F-score of matched n-grams with recall ``beta`` times as important as precision.

    ``orders`` is how many orders of n-grams there are, characters' and words' together. ``eps_smoothing`` averages the
    F-scores of all orders, as chrF++.py does; else precision and recall are averaged over the orders for which the
    texts are long enough.
    """

    orders: int = 6
    beta: int = 2
    eps_smoothing: bool = False

    def scores(self, sums: Matrix) -> Vector:
        """The scores, from 0 to 100, for sums of statistics, shape (sums, columns).

        The columns are, for each order, the n-grams of the hypotheses, of the references, and matched; a last column
        says how many segments there are. A sum of no segment has no score: NaN.
        """
        factor, both = float(self.beta**2), float(1 + self.beta**2)
        score, precisions, recalls, effective = (np.zeros(len(sums)) for _ in range(4))
        for place in range(self.orders):
            hypothesis, reference, matched = sums[:, 3 * place : 3 * place + 3].T
            precision, recall = _share(matched, hypothesis), _share(matched, reference)
            divisor = factor * precision + recall
            score += np.divide(both * precision * recall, divisor, out=np.full(len(sums), _EPSILON), where=divisor > 0)
            counts = (hypothesis > 0) & (reference > 0)
            precisions[counts] += precision[counts]
            recalls[counts] += recall[counts]
            effective += counts
        if self.eps_smoothing:
            scores: Vector = 100 * score / self.orders
        else:
            precisions /= np.maximum(effective, 1)
            recalls /= np.maximum(effective, 1)
            divisor = factor * precisions + recalls
            scores = 100 * np.divide(both * precisions * recalls, divisor, out=np.zeros(len(sums)), where=divisor > 0)
        scores[sums[:, 3 * self.orders] == 0] = np.nan
        return scores


def _share(part: Vector, whole: Vector) -> Vector:
    share: Vector = np.divide(part, whole, out=np.full(len(part), _EPSILON), where=whole > 0)
    return share
