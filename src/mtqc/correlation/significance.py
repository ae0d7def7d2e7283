"""Which metric follows people better than which, and whether that is sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from mtqc.correlation.figures import BY_ROW, system_scores
from mtqc.correlation.judgements import Judgements
from mtqc.correlation.metric_scores import MetricScores
from mtqc.model.correlation import (
    Correlation,
    Level,
    Measure,
    MetricCorrelations,
    MetricDifference,
    MetricRanking,
    Statistic,
)
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
    contenders = [
        _Contender(metric, found, found.value)
        for metric, each in zip(metrics, figures, strict=True)
        if (found := each.correlation(measure)) is not None and found.value is not None
    ]
    contenders.sort(key=lambda contender: (-contender.value, contender.metric.name))
    p_values = np.ones((len(contenders), len(contenders)))
    pairs = list(combinations(range(len(contenders)), 2))
    for done, (better, worse) in enumerate(pairs, start=1):
        p_values[better, worse] = _p_value(judgements, contenders[worse], contenders[better], permutations)
        if advance:
            advance(done, len(pairs))
    one_by_one = [float(p_values[pair]) for pair in pairs]
    return MetricRanking(
        measure,
        tuple(contender.metric.name for contender in contenders),
        ranks(p_values, permutations.alpha),
        tuple(
            MetricDifference(
                (contenders[better].metric.name, contenders[worse].metric.name),
                contenders[better].value - contenders[worse].value,
                p_value,
                p_adjusted,
            )
            for (better, worse), p_value, p_adjusted in zip(pairs, one_by_one, holm(one_by_one), strict=True)
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Contender:
    """A metric and its figure, which is defined."""

    metric: MetricScores
    found: Correlation
    value: float


def _p_value(judgements: Judgements, worse: _Contender, better: _Contender, permutations: Permutations) -> float:
    measure = better.found.measure
    human, number, seed = judgements.human, permutations.number, permutations.seed
    scores = worse.metric.segments, better.metric.segments
    if measure.statistic is Statistic.SPA:
        return perm_both_spa(human, *scores, number, seed)
    if measure.level is Level.SYSTEM:
        of_people, of_worse = system_scores(judgements, worse.metric)
        columns = of_people[:, None], of_worse[:, None], better.metric.systems[:, None]
        return perm_both(*columns, BY_ROW[measure.statistic], Grouping.NONE, number, seed)
    grouping = Grouping(measure.group)
    if measure.statistic is Statistic.ACC_EQ:
        thresholds = worse.found.threshold or 0.0, better.found.threshold or 0.0
        return perm_both_calibrated(human, *scores, grouping, number, seed, thresholds)
    return perm_both(human, *scores, BY_ROW[measure.statistic], grouping, number, seed)
