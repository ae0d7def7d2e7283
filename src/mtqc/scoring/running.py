"""Runs metrics on the output of systems, and makes scores with confidence intervals of what they found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mtqc.metrics.base import Measurement, Metric
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.finding import metric
from mtqc.model.score import Interval, Score, SegmentScore
from mtqc.model.score_report import ScoreReport
from mtqc.model.test_set import System, TestSet
from mtqc.scoring.licences import licence_notices
from mtqc.scoring.needs import require_needs
from mtqc.scoring.reading import TranslatedTestSet

AdvanceOf = Callable[[str], Advance | None]
"""Gives the function that is told how far the metric of that name has come."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How confidence intervals are drawn: how many resamples, 0 for no intervals, and the seed of the draws."""

    resamples: int = 1000
    seed: int = 12345


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredMetric:
    """A metric, and what it found in the output of each system, in their order."""

    metric: Metric
    measurements: tuple[Measurement, ...]


def metrics_named(asked: Sequence[str], test_set: TestSet, computing: Computing) -> tuple[Metric, ...]:
    """The metrics of these names, each once, all of which can measure this test set.

    Raises:
        UnknownNameError: there is no such metric; names the nearest.
        SettingsError: an option makes no sense, or a metric needs sources or references that there are not.
        MissingExtraError: packages are missing.
        CheckpointError: a model cannot be found, or is another kind of model.
    """
    found = tuple(metric(name, computing) for name in dict.fromkeys(asked))
    require_needs([each.facts for each in found], test_set)
    return found


def measured(
    metrics: Sequence[Metric], test_set: TestSet, systems: Sequence[System], advance_of: AdvanceOf | None = None
) -> Iterator[MeasuredMetric]:
    """What each metric finds in the output of all systems, metric by metric as they are done.

    Raises:
        CheckpointError: weights cannot be used.
    """
    for each in metrics:
        advance = advance_of(each.facts.asked) if advance_of else None
        notices = licence_notices(each.facts.asked)
        found = each.measure(test_set, systems, advance)
        yield MeasuredMetric(each, tuple(replace(one, notices=(*one.notices, *notices)) for one in found))


def scores_of(found: Sequence[MeasuredMetric], systems: Sequence[System], resampling: Resampling) -> tuple[Score, ...]:
    """The scores of all systems by each metric, system by system, with 95 % confidence intervals.

    All metrics and systems share the draws, which cost more than what is done with them.
    """
    pairs = [
        (each.metric, system, measurement)
        for each in found
        for system, measurement in zip(systems, each.measurements, strict=True)
    ]
    intervals = _intervals([measurement for _, _, measurement in pairs], resampling)
    return tuple(
        _score(metric, system, measurement, interval)
        for (metric, system, measurement), interval in zip(pairs, intervals, strict=True)
    )


def score_report(translated: TranslatedTestSet, found: Sequence[MeasuredMetric], resampling: Resampling) -> ScoreReport:
    """Everything that metrics have to say of some systems."""
    test_set = translated.test_set
    return ScoreReport(
        scores_of(found, translated.systems, resampling),
        test_set.size,
        len(test_set.references),
        test_set.ids,
        test_set.source_language,
        test_set.target_language,
        resampling.resamples,
        resampling.seed,
        translated.notices,
    )


def _score(scored_by: Metric, system: System, measurement: Measurement, interval: Interval | None) -> Score:
    facts = scored_by.facts
    value = _finite(measurement.value)
    return Score(
        metric=facts.asked,
        system=system.name,
        value=value,
        segments=_finite_segments(measurement.segments),
        signature=measurement.signature,
        higher_is_better=facts.higher_is_better,
        range=facts.range,
        interval=None if value is None else interval,
        notices=measurement.notices,
    )


def _intervals(measurements: Sequence[Measurement], resampling: Resampling) -> list[Interval | None]:
    """The interval of each score; None for one segment, of which nothing can be drawn but itself."""
    from mtqc.statistics.bootstrap import confidence_interval, resampled_values

    if not resampling.resamples or len(measurements[0].segments) < 2:
        return [None] * len(measurements)
    statistics = [measurement.statistics for measurement in measurements]
    resampled = resampled_values(statistics, resampling.resamples, resampling.seed)
    ends = [confidence_interval(values) for values in resampled]
    return [None if each is None else Interval(each[1], each[2]) for each in ends]


def _finite_segments(segments: tuple[SegmentScore, ...]) -> tuple[SegmentScore, ...]:
    """The scores of segments; what a plugin gives as NaN or infinite is undefined."""
    if all(_finite(number) == number for segment in segments for number in (segment.value, segment.uncertainty)):
        return segments
    return tuple(
        replace(segment, value=_finite(segment.value), uncertainty=_finite(segment.uncertainty)) for segment in segments
    )


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
