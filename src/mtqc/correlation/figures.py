"""All figures of one metric against people's scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from mtqc.correlation.judgements import Judgements
from mtqc.correlation.metric_scores import MetricScores, judged_means
from mtqc.model.correlation import Correlation, Level, Measure, MetricCorrelations, Statistic
from mtqc.statistics.grouping import GroupAverage, Grouping, average
from mtqc.statistics.kendall import order_accuracy, tau_b, tau_c
from mtqc.statistics.pairwise_accuracy import pairwise_accuracy
from mtqc.statistics.pearson import pearson
from mtqc.statistics.segment_statistics import Matrix, Vector
from mtqc.statistics.soft_pairwise_accuracy import complete_segments, soft_pairwise_accuracy
from mtqc.statistics.spearman import spearman
from mtqc.statistics.tie_calibration import calibrated_accuracy

BY_ROW: dict[Statistic, Callable[[Matrix, Matrix], Vector]] = {
    Statistic.PEARSON: pearson,
    Statistic.SPEARMAN: spearman,
    Statistic.KENDALL: tau_b,
    Statistic.TAU_B: tau_b,
    Statistic.TAU_C: tau_c,
}
"""The statistics that correlate two matrices row by row."""

OF_SYSTEMS = (Statistic.ACCURACY, Statistic.SPA, Statistic.PEARSON, Statistic.KENDALL)
OF_SEGMENTS = (Statistic.ACC_EQ, Statistic.PEARSON, Statistic.SPEARMAN, Statistic.TAU_B, Statistic.TAU_C)


def measures(judgements: Judgements, groupings: Sequence[Grouping]) -> tuple[Measure, ...]:
    """What can be measured: of one system alone, nothing about systems or by item."""
    found: list[Measure] = []
    several = len(judgements.systems) > 1
    if several:
        found += [Measure(Level.SYSTEM, statistic) for statistic in OF_SYSTEMS]
        found.append(Measure(Level.SEGMENT, Statistic.WITHIN_SOURCE))
    for grouping in groupings:
        if several or grouping is not Grouping.ITEM:
            found += [Measure(Level.SEGMENT, statistic, grouping.value) for statistic in OF_SEGMENTS]
    return tuple(found)


def metric_correlations(judgements: Judgements, metric: MetricScores, taken: Sequence[Measure]) -> MetricCorrelations:
    """The figures of a metric under some measures; scores that people or the metric lack count in none."""
    scores = int((~np.isnan(judgements.human + metric.segments)).sum())
    notices = list(metric.notices)
    if missing := int((~np.isnan(judgements.human)).sum()) - scores:
        notices.append(f"no score for {missing:,} of the translations that people judged")
    found = tuple(correlation(judgements, metric, measure) for measure in taken)
    return MetricCorrelations(
        metric.name, found, scores, metric.higher_is_better, metric.is_baseline, metric.signature, tuple(notices)
    )


def correlation(judgements: Judgements, metric: MetricScores, measure: Measure) -> Correlation:
    """One figure of a metric; undefined where it says the same of all translations of each source."""
    compares_systems = measure.level is Level.SYSTEM or measure.statistic is Statistic.WITHIN_SOURCE
    if (compares_systems or measure.group == Grouping.ITEM.value) and not _tells_systems_apart(metric):
        return Correlation(measure, None, 0)
    if measure.level is Level.SYSTEM:
        return _of_systems(judgements, metric, measure)
    human = judgements.human
    if measure.statistic is Statistic.WITHIN_SOURCE:
        return _of(measure, order_accuracy(human.T, metric.segments.T))
    grouping = Grouping(measure.group)
    rows = grouping.rows(human), grouping.rows(metric.segments)
    if measure.statistic is Statistic.ACC_EQ:
        calibrated = calibrated_accuracy(*rows)
        return Correlation(measure, calibrated.accuracy, calibrated.groups, calibrated.threshold)
    return _of(measure, average(BY_ROW[measure.statistic](*rows)))


def system_scores(judgements: Judgements, metric: MetricScores) -> tuple[Vector, Vector]:
    """People's scores of the systems and the metric's: the former over the segments that the metric has scores for."""
    has_segments = not np.isnan(metric.segments).all()
    human = judged_means(metric.segments if has_segments else judgements.human, judgements.human)
    return human, metric.systems


def _tells_systems_apart(metric: MetricScores) -> bool:
    """Whether it ever has different scores for two systems, as the length of the source has not."""
    if not np.isnan(metric.segments).all():
        missing = np.isnan(metric.segments)
        highest = np.where(missing, -np.inf, metric.segments).max(axis=0)
        return bool((highest > np.where(missing, np.inf, metric.segments).min(axis=0)).any())
    return len(np.unique(metric.systems)) > 1


def _of_systems(judgements: Judgements, metric: MetricScores, measure: Measure) -> Correlation:
    if measure.statistic is Statistic.SPA:
        value = soft_pairwise_accuracy(judgements.human, metric.segments)
        segments = complete_segments(judgements.human, metric.segments)[0].shape[1]
        return Correlation(measure, value, segments if value is not None else 0)
    human, scores = system_scores(judgements, metric)
    if measure.statistic is Statistic.ACCURACY:
        return _of(measure, pairwise_accuracy(human, scores))
    found = average(BY_ROW[measure.statistic](human[None], scores[None])).value
    return Correlation(measure, found, int((~np.isnan(human + scores)).sum()))


def _of(measure: Measure, found: GroupAverage) -> Correlation:
    return Correlation(measure, found.value, found.groups)
