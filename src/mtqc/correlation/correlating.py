"""Metrics against people's scores: the whole of ``mtqc correlate`` but reading and writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from mtqc.correlation.figures import measures, metric_correlations
from mtqc.correlation.judgements import Judgements
from mtqc.correlation.metric_scores import MetricScores, baselines
from mtqc.correlation.significance import Permutations, can_be_tested, ranking
from mtqc.errors import InputError, SettingsError
from mtqc.model.correlation import CorrelationReport, Level, Measure, MetricCorrelations, Statistic
from mtqc.scoring.running import AdvanceOf
from mtqc.statistics.grouping import Grouping
from mtqc.version import __version__

_FEW_SYSTEMS = 5
_AGAINST = -0.05


def correlate(
    judgements: Judgements,
    metrics: Sequence[MetricScores],
    groupings: Sequence[Grouping] = (Grouping.ITEM,),
    tested: Sequence[str] = (),
    permutations: Permutations | None = None,
    advance_of: AdvanceOf | None = None,
) -> CorrelationReport:
    """Every metric, and lengths as baselines, against people's scores.

    Args:
        judgements: people's scores.
        metrics: the scores of metrics on the same translations.
        groupings: which segment scores are correlated with each other.
        tested: the measures to test for significance, by the names that :attr:`Measure.name` gives, with or without
            the group.
        permutations: how to test; by default 1,000 permutations.
        advance_of: gives what is told how far a test has come.

    Raises:
        InputError: there is nothing to compare.
        SettingsError: there is no such measure, or no test for it.
    """
    permutations = permutations or Permutations()
    judged = ~np.isnan(judgements.human)
    taken = measures(judgements, groupings)
    if judged.sum() > 1 and not taken:
        raise InputError(judgements.path, "one system alone: correlate its segments with --group none")
    if judged.sum() < 2:
        raise InputError(
            judgements.path, "one score cannot correlate with anything: at least two translations are needed"
        )
    chosen = _chosen(tested, taken)
    every = (*metrics, *baselines(judgements))
    figures = tuple(metric_correlations(judgements, metric, taken) for metric in every)
    rankings = tuple(
        ranking(judgements, every, figures, each, permutations, advance_of(each.name) if advance_of else None)
        for each in chosen
    )
    return CorrelationReport(
        judgements.path,
        judgements.scale,
        judgements.systems,
        len(judgements.segments),
        int(judged.sum()),
        tuple(_with_warning(found) for found in figures),
        rankings,
        permutations.number,
        permutations.alpha,
        permutations.seed,
        f"mtqc:{__version__}|group:{'+'.join(each.value for each in groupings)}|spa:1000,seed4|acc-eq:calibrated",
        (*judgements.notices, *_notices(judgements), *_test_notices(chosen)),
    )


def _chosen(tested: Sequence[str], taken: Sequence[Measure]) -> tuple[Measure, ...]:
    found: dict[Measure, None] = {}
    known = {measure: {measure.name, measure.name.partition(" by ")[0]} for measure in taken}
    for name in tested:
        fitting = [measure for measure, names in known.items() if name in names]
        if not fitting or not all(map(can_be_tested, fitting)):
            testable = dict.fromkeys(min(known[measure], key=len) for measure in taken if can_be_tested(measure))
            raise SettingsError(f"there is no test for '{name}' here; there is for {', '.join(testable)}")
        found.update(dict.fromkeys(fitting))
    return tuple(found)


def _notices(judgements: Judgements) -> Iterator[str]:
    judged = ~np.isnan(judgements.human)
    systems = len(judgements.systems)
    if systems == 1:
        yield "one system alone: there is nothing to say about systems, or about translations of one source"
    elif systems < _FEW_SYSTEMS:
        yield f"{systems} systems say little about how a metric orders systems"
    if np.ptp(judgements.human[judged]) == 0:
        yield "people gave every translation the same score: nothing can correlate with that"
    if judged.any(axis=0).any() and not judged[:, judged.any(axis=0)].all():
        complete = int(judged.all(axis=0).sum())
        yield f"people judged {complete:,} of {judged.shape[1]:,} segments in all systems; SPA takes these alone"
    if judgements.sources is None and judgements.hypotheses is None:
        yield "no texts, so no length to compare with: length alone often correlates with people's scores"


def _test_notices(tested: Sequence[Measure]) -> Iterator[str]:
    if any(each.statistic is Statistic.ACC_EQ and each.group != Grouping.ITEM.value for each in tested):
        yield (
            "the test of acc-eq swaps single pairs, which depend on each other: its p-values are far too small unless "
            "grouped by item"
        )


def _with_warning(found: MetricCorrelations) -> MetricCorrelations:
    """The figures with a notice if the metric seems to be turned the wrong way."""
    values = [
        each.value
        for each in found.correlations
        if each.measure.level is Level.SEGMENT
        and each.measure.statistic is Statistic.PEARSON
        and each.value is not None
    ]
    if found.is_baseline or found.signature is not None or not values or max(values) > _AGAINST:
        return found
    turn = "higher" if not found.higher_is_better else "lower"
    notice = f"it speaks against people: if {turn} is better, say --{turn}-is-better '{found.metric}'"
    return replace(found, notices=(*found.notices, notice))
