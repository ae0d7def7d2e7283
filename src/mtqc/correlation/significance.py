"""Which metric follows people better than which, and whether that is sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mtqc.correlation.figures import BY_ROW, system_scores
from mtqc.correlation.judgements import Judgements
from mtqc.correlation.metric_scores import MetricScores
from mtqc.model.correlation import Level, Measure, MetricCorrelations, MetricDifference, MetricRanking, Statistic
from mtqc.statistics.clusters import ranks
from mtqc.statistics.grouping import Grouping
from mtqc.statistics.holm import holm
from mtqc.statistics.perm_both import perm_both, perm_both_calibrated, perm_both_spa

TESTED = (Statistic.SPA, Statistic.PEARSON, Statistic.SPEARMAN, Statistic.KENDALL, Statistic.TAU_B, Statistic.TAU_C)


@dataclass(frozen=True, slots=True)
class Permutations:
    """How many permutations a test makes, the seed of their draws (None: another each time), and its level."""

    number: int = 1000
    seed: int | None = 12345
    alpha: float = 0.05


def can_be_tested(measure: Measure) -> bool:
    """Whether there is a test for a measure: for all but accuracies that count ties as a half or whole systems."""
    return measure.statistic in TESTED or measure.statistic is Statistic.ACC_EQ


def ranking(
    judgements: Judgements,
    metrics: Sequence[MetricScores],
    figures: Sequence[MetricCorrelations],
    measure: Measure,
    permutations: Permutations,
    advance: Callable[[int, int], None] | None = None,
) -> MetricRanking:
    """The metrics that have a figure, the best first, with a PERM-BOTH test of each pair.

    ``advance`` is told how many of how many pairs are done.
    """
    values = {
        place: found.value
        for place, each in enumerate(figures)
        if (found := each.correlation(measure)) is not None and found.value is not None
    }
    order = sorted(values, key=lambda place: (-values[place], metrics[place].name))
    p_values = np.ones((len(order), len(order)))
    pairs = list(zip(*map(np.ndarray.tolist, np.triu_indices(len(order), 1)), strict=True))
    for done, (better, worse) in enumerate(pairs, start=1):
        p_values[better, worse] = _p_value(
            judgements, metrics[order[worse]], metrics[order[better]], measure, permutations
        )
        if advance:
            advance(done, len(pairs))
    one_by_one = [float(p_values[pair]) for pair in pairs]
    names = [metrics[place].name for place in order]
    return MetricRanking(
        measure,
        tuple(names),
        ranks(p_values, permutations.alpha),
        tuple(
            MetricDifference(
                (names[better], names[worse]), values[order[better]] - values[order[worse]], p_value, p_adjusted
            )
            for (better, worse), p_value, p_adjusted in zip(pairs, one_by_one, holm(one_by_one), strict=True)
        ),
    )


def _p_value(
    judgements: Judgements, worse: MetricScores, better: MetricScores, measure: Measure, permutations: Permutations
) -> float:
    human, number, seed = judgements.human, permutations.number, permutations.seed
    if measure.statistic is Statistic.SPA:
        return perm_both_spa(human, worse.segments, better.segments, number, seed)
    if measure.level is Level.SYSTEM:
        of_people, of_worse = system_scores(judgements, worse)
        of_better = system_scores(judgements, better)[1]
        columns = of_people[:, None], of_worse[:, None], of_better[:, None]
        return perm_both(*columns, BY_ROW[measure.statistic], Grouping.NONE, number, seed)
    grouping = Grouping(measure.group)
    if measure.statistic is Statistic.ACC_EQ:
        return perm_both_calibrated(human, worse.segments, better.segments, grouping, number, seed)
    return perm_both(human, worse.segments, better.segments, BY_ROW[measure.statistic], grouping, number, seed)
