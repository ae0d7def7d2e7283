"""From measurements to a comparison under one metric: order, intervals, tests of significance, clusters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from mtqc.comparison.preferences import Preferences
from mtqc.errors import SettingsError
from mtqc.metrics.base import Measurement, MetricFacts
from mtqc.metrics.naming import metric_name
from mtqc.model import Interval, Score
from mtqc.model.comparison import Correction, Difference, MetricComparison, SignificanceTest
from mtqc.statistics.bootstrap import (
    RESAMPLES,
    SEED,
    confidence_interval,
    paired_bootstrap,
    resampled_values,
    tested_on,
)
from mtqc.statistics.clusters import clusters
from mtqc.statistics.holm import holm
from mtqc.statistics.human_sensitivity import Sensitivity, human_sensitivity
from mtqc.statistics.paired_test import PairedTest
from mtqc.statistics.randomisation import randomise_pairs
from mtqc.statistics.segment_statistics import Matrix, SegmentStatistics, Vector, mean_of

HUMAN_STUDY = "Kocmi et al. 2024, Navigating the Metrics Maze, arXiv:2401.06760"
_SHORT = {SignificanceTest.PAIRED_BOOTSTRAP: "bs", SignificanceTest.PAIRED_RANDOMISATION: "ar"}
"""What sacreBLEU's signatures call the tests."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is tested and how.

    ``resamples`` is how often the test draws, ``interval_resamples`` how often segments are drawn for confidence
    intervals, 0 for none. ``baseline`` is the place of the system that the others are compared with.
    """

    test: SignificanceTest = SignificanceTest.PAIRED_BOOTSTRAP
    resamples: int = RESAMPLES
    interval_resamples: int = RESAMPLES
    seed: int | None = SEED
    correction: Correction = Correction.HOLM
    alpha: float = 0.05
    baseline: int | None = None

    def __post_init__(self) -> None:
        """Makes sure that the test can be run.

        Raises:
            SettingsError: it would draw nothing, or alpha is no probability.
        """
        if self.resamples < 1:
            raise SettingsError(f"a {self.test.value} test takes 1 draw or more, not {self.resamples}")
        if not 0 < self.alpha < 1:
            raise SettingsError(f"alpha is between 0 and 1, not {self.alpha:g}")

    def pairs(self, order: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs to compare, the better system first; with a baseline, each other system first."""
        if self.baseline is None:
            return list(combinations(order, 2))
        return [(place, self.baseline) for place in order if place != self.baseline]

    def tested(self, systems: Sequence[SegmentStatistics], resampled: Matrix | None = None) -> PairedTest:
        """The test of all pairs of systems; a bootstrap uses the resamples of the intervals, where they are its own."""
        if self.test is SignificanceTest.PAIRED_RANDOMISATION:
            return randomise_pairs(systems, self.resamples, self.seed)
        if resampled is not None and self.resamples == self.interval_resamples:
            return tested_on(systems, resampled)
        return paired_bootstrap(systems, self.resamples, self.seed)

    def adjusted(self, p_values: Sequence[float]) -> Sequence[float]:
        """The p-values, corrected if that is asked for."""
        return holm(p_values) if self.correction is Correction.HOLM else p_values

    @property
    def signature(self) -> str:
        """What is added to a metric's signature, in sacreBLEU's words where it has them."""
        seed = "none" if self.seed is None else self.seed
        return f"{_SHORT[self.test]}:{self.resamples}|seed:{seed}|correction:{self.correction.value}"


def compared(
    facts: MetricFacts,
    names: Sequence[str],
    measurements: Sequence[Measurement],
    plan: Plan,
    preferences: Preferences | None = None,
) -> MetricComparison:
    """The comparison of all systems under one metric.

    Args:
        facts: those of the metric.
        names: the systems' names, in the order of their measurements.
        measurements: what the metric found in each system, or made of its preferences.
        plan: which pairs are tested, and how.
        preferences: of a metric that compares hypotheses directly, for each pair of the plan; they count instead of
            the differences of scores.
    """
    count = len(names)
    statistics = [measurement.statistics for measurement in measurements]
    resampled = _resampled(statistics, plan)
    scores = [
        _score(facts, name, measurement, None if resampled is None else resampled[place])
        for place, (name, measurement) in enumerate(zip(names, measurements, strict=True))
    ]
    upward = facts.higher_is_better or preferences is not None
    values = [score.value for score in scores]
    order = _order(values, upward)
    pairs = plan.pairs(order)
    p_values = (
        plan.tested(statistics, resampled).p_values
        if preferences is None
        else _of_preferences(preferences, pairs, plan)
    )
    testable = [pair for pair in pairs if _can_be_tested(measurements, preferences, *pair)]
    differences = _differences(facts, names, scores, pairs, testable, p_values, plan, preferences)
    if preferences is None and resampled is not None:
        differences = [
            _with_interval(difference, resampled[first] - resampled[second])
            for difference, (first, second) in zip(differences, pairs, strict=True)
        ]
    adjusted = np.ones((count, count))
    for (first, second), difference in zip(pairs, differences, strict=True):
        adjusted[first, second] = adjusted[second, first] = _or_one(difference.p_adjusted)
    groups = clusters(values, adjusted, plan.alpha, upward) if plan.baseline is None else ()
    return MetricComparison(
        metric=facts.asked,
        scores=tuple(scores[place] for place in order),
        differences=tuple(differences),
        clusters=tuple(tuple(names[place] for place in group) for group in groups),
        test=plan.test,
        signature=f"{measurements[0].signature}|{plan.signature}",
        higher_is_better=upward,
        human_source=None if _sensitivity(facts) is None or preferences is not None else HUMAN_STUDY,
        direct=preferences is not None,
    )


def _can_be_tested(
    measurements: Sequence[Measurement], preferences: Preferences | None, first: int, second: int
) -> bool:
    """Whether two systems have two segments with a score in common: of one alone nothing can be drawn but itself."""
    if preferences is not None:
        return sum(value is not None for value in preferences.of(first, second)) > 1
    pairs = list(zip(measurements[first].segments, measurements[second].segments, strict=True))
    if all(one.value is None and other.value is None for one, other in pairs):
        # The metric scores wholes alone.
        return len(pairs) > 1
    return sum(one.value is not None and other.value is not None for one, other in pairs) > 1


def _resampled(statistics: Sequence[SegmentStatistics], plan: Plan) -> Matrix | None:
    """The scores of all systems on the same resamples; None without resamples, and for a single segment."""
    if not plan.interval_resamples or len(statistics[0].rows) < 2:
        return None
    return resampled_values(statistics, plan.interval_resamples, plan.seed)


def _score(facts: MetricFacts, name: str, measurement: Measurement, resampled: Vector | None) -> Score:
    value = measurement.value if measurement.value is not None and math.isfinite(measurement.value) else None
    return Score(
        metric=facts.asked,
        system=name,
        value=value,
        segments=measurement.segments,
        signature=measurement.signature,
        higher_is_better=facts.higher_is_better,
        range=facts.range,
        interval=None if value is None or resampled is None else _interval(resampled),
        notices=measurement.notices,
    )


def _interval(resampled: Vector) -> Interval | None:
    ends = confidence_interval(resampled)
    return None if ends is None else Interval(ends[1], ends[2])


def _order(values: Sequence[float | None], upward: bool) -> list[int]:
    """The places of the systems, best first, those without a value last."""

    def rank(place: int) -> tuple[bool, float]:
        value = values[place]
        return value is None, 0.0 if value is None else -value if upward else value

    return sorted(range(len(values)), key=rank)


def _of_preferences(preferences: Preferences, pairs: Sequence[tuple[int, int]], plan: Plan) -> Matrix:
    """The p-values of pairs that were compared directly.

    A preference v is split into v/2 for the first system and −v/2 for the second: their difference is v, and where a
    trial swaps the two it is −v, as it has to be.
    """
    size = 1 + max((place for pair in pairs for place in pair), default=0)
    p_values = np.ones((size, size))
    for first, second in pairs:
        halves = [None if value is None else value / 2 for value in preferences.of(first, second)]
        negated = [None if half is None else -half for half in halves]
        p_value = plan.tested([mean_of(halves), mean_of(negated)]).p_value(0, 1)
        p_values[first, second] = p_values[second, first] = p_value
    return p_values


def _differences(
    facts: MetricFacts,
    names: Sequence[str],
    scores: Sequence[Score],
    pairs: Sequence[tuple[int, int]],
    testable: Sequence[tuple[int, int]],
    p_values: Matrix,
    plan: Plan,
    preferences: Preferences | None,
) -> list[Difference]:
    upward = facts.higher_is_better or preferences is not None
    sensitivity = _sensitivity(facts) if preferences is None else None
    deltas = [
        _delta(scores[first].value, scores[second].value) if preferences is None else preferences.mean(first, second)
        for first, second in pairs
    ]
    known = [place for place, delta in enumerate(deltas) if delta is not None and pairs[place] in testable]
    raw = [float(p_values[pairs[place]]) for place in known]
    p_value_of = dict(zip(known, zip(raw, plan.adjusted(raw), strict=True), strict=True))
    differences: list[Difference] = []
    for place, ((first, second), delta) in enumerate(zip(pairs, deltas, strict=True)):
        p_value, p_adjusted = p_value_of.get(place, (None, None))
        differences.append(
            Difference(
                metric=facts.asked,
                systems=(names[first], names[second]),
                difference=delta,
                p_value=p_value,
                p_adjusted=p_adjusted,
                better=None if not delta else names[first] if (delta > 0) == upward else names[second],
                significant=bool(delta) and p_adjusted is not None and p_adjusted <= plan.alpha,
                human_agreement=None if sensitivity is None or not delta else sensitivity.agreement(delta),
            )
        )
    return differences


def _with_interval(difference: Difference, resampled: Vector) -> Difference:
    return difference if difference.difference is None else replace(difference, interval=_interval(resampled))


def _sensitivity(facts: MetricFacts) -> Sensitivity | None:
    name = metric_name(facts.asked)
    return human_sensitivity(name.metric, name.model, name.options)


def _delta(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first - second


def _or_one(p_value: float | None) -> float:
    return 1.0 if p_value is None else p_value
