"""Kendall's correlations: how often a metric orders two scores as people do, with several answers to ties."""

from __future__ import annotations

import numpy as np

from mtqc.statistics.grouping import GroupAverage, both_present
from mtqc.statistics.pair_counts import Counts, count_pairs
from mtqc.statistics.segment_statistics import Matrix, Vector

LEAST_GAP = 25.0
"""Points of direct assessment that two translations have to differ by for WMT to ask for their order."""


def tau_b(human: Matrix, metric: Matrix) -> Vector:
    """Kendall's τ-b of each row (Kendall 1945), from −1 to 1; NaN where one side is constant.

    τ-b = (C − D) / √((P − T_h)(P − T_m)), with C concordant, D discordant and P all pairs, and T those tied on a side.
    """
    counts = count_pairs(human, metric)
    untied_human = counts.pairs - counts.tied_human - counts.tied_both
    untied_metric = counts.pairs - counts.tied_metric - counts.tied_both
    return _divided(counts.concordant - counts.discordant, np.sqrt(untied_human) * np.sqrt(untied_metric))


def tau_c(human: Matrix, metric: Matrix) -> Vector:
    """Stuart's τ-c of each row (Stuart 1953), for scales of different numbers of steps; NaN where one is constant.

    τ-c = 2 (C − D) / (n² (m − 1)/m), with n scores, and m the smaller number of different scores on a side.
    """
    human, metric = both_present(human, metric)
    counts = count_pairs(human, metric)
    sizes = (~np.isnan(human)).sum(axis=1)
    steps = np.minimum(_different(human), _different(metric))
    return _divided(2 * (counts.concordant - counts.discordant) * steps, np.square(sizes) * (steps - 1.0))


def tau_23(human: Matrix, metric: Matrix) -> Vector:
    """τ with ties as an answer like any other (Deutsch, Foster and Freitag 2023, arXiv 2305.14324), from −1 to 1.

    τ23 = (C + T_both − D − T_h − T_m) / P, where T_h and T_m are tied on that side alone. NaN without a pair.
    """
    counts = count_pairs(human, metric)
    right = counts.concordant + counts.tied_both
    return _divided(2 * right - counts.pairs, counts.pairs)


def accuracy_with_ties(human: Matrix, metric: Matrix) -> Vector:
    """The share of pairs with the right answer, ties among them, and no calibration: (C + T_both) / P, from 0 to 1.

    mt-metrics-eval calls it ``acc23``; see :mod:`mtqc.statistics.tie_calibration` for acc*eq. NaN without a pair.
    """
    counts = count_pairs(human, metric)
    return _divided(counts.concordant + counts.tied_both, counts.pairs)


def order_accuracy(human: Matrix, metric: Matrix) -> GroupAverage:
    """The share of pairs that people order which the metric orders alike; all pairs of all rows count the same.

    Pairs that people find equal are left out. A tie of the metric counts as a half: it is what guessing would give.
    By item it is the pairwise accuracy within one source, where neither difficulty nor length of the source helps.
    ``groups`` is the number of pairs.
    """
    counts = count_pairs(human, metric)
    ordered = int((counts.concordant + counts.discordant + counts.tied_metric).sum())
    if not ordered:
        return GroupAverage(None, 0)
    return GroupAverage(float(counts.concordant.sum() + counts.tied_metric.sum() / 2) / ordered, ordered)


def kendall_like(human: Matrix, metric: Matrix, least_gap: float = LEAST_GAP) -> GroupAverage:
    """WMT's Kendall-like correlation up to 2022 (Findings of the metrics tasks; DARR), from −1 to 1, over all rows.

    (C − D) / (C + D) over pairs that people score at least ``least_gap`` apart; a tie of the metric is discordant.
    All pairs of all rows count the same; ``groups`` is their number.
    """
    human, metric = both_present(human, metric)
    concordant = pairs = 0
    for first in range(human.shape[1]):
        gaps = human[:, first, None] - human[:, first + 1 :]
        asked = np.abs(gaps) >= least_gap
        answers = metric[:, first, None] - metric[:, first + 1 :]
        concordant += int((asked & (gaps * answers > 0)).sum())
        pairs += int(asked.sum())
    return GroupAverage((2 * concordant - pairs) / pairs if pairs else None, pairs)


def _divided(numerators: Counts, denominators: Counts | Vector) -> Vector:
    quotients: Vector = np.full(len(numerators), np.nan)
    np.divide(numerators, denominators, out=quotients, where=denominators > 0)
    # Rounding may leave a perfect correlation a little above 1.
    clipped: Vector = np.clip(quotients, -1.0, 1.0)
    return clipped


def _different(scores: Matrix) -> Counts:
    """How many different scores each row has."""
    ordered = np.sort(scores, axis=1)
    steps: Counts = (ordered[:, 1:] > ordered[:, :-1]).sum(axis=1) + (~np.isnan(scores)).any(axis=1)
    return steps
