"""How well a model does what people did, before and after: each figure with its interval, and that of the difference.

Resamples draw whole sources (see :mod:`mtqc.statistics.bootstrap`): translations of one source are no independent
cases. Ranks, for Spearman's correlation, are those among all translations, and are not taken anew in each resample.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from mtqc.estimation.calibrating import GRADES
from mtqc.estimation.span_agreement import credit
from mtqc.statistics.bootstrap import RESAMPLES, confidence_interval, resampled_values
from mtqc.statistics.segment_statistics import Matrix, SegmentStatistics, Vector
from mtqc.statistics.spearman import ranks
from mtqc.tuning.judgement import Marked

PEARSON, SPEARMAN, WITHIN, SPANS = "Pearson", "Spearman", "accuracy within one source", "span F1"


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure on all that was held back, and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the model before and after, and by how much it grew; ``count`` is of translations, or of pairs."""

    name: str
    count: int
    before: Interval
    after: Interval
    difference: Interval


@dataclass(frozen=True, slots=True)
class Estimated:
    """What a model says of the translations: scores, and the spans that it marks."""

    scores: Vector
    spans: tuple[tuple[Marked, ...], ...]


@dataclass(frozen=True, slots=True)
class People:
    """What people said of translations: numbers of which higher is better (NaN: none), marks (None: not asked).

    ``sources`` tell which translations have the same source, ``lengths`` are those of the translations in characters.
    """

    numbers: Vector
    spans: tuple[tuple[Marked, ...] | None, ...]
    sources: tuple[str, ...]
    lengths: tuple[int, ...]


def figures(people: People, before: Estimated, after: Estimated, seed: int) -> tuple[Figure, ...]:
    """The figures that people's judgements allow: of fewer than two there is no correlation."""
    found = []
    known = ~np.isnan(people.numbers)
    if known.sum() > 1 and np.ptp(people.numbers[known]):
        found.append((PEARSON, int(known.sum()), _correlation))
        found.append((SPEARMAN, int(known.sum()), _rank_correlation))
    if pairs := len(_pairs(people)):
        found.append((WITHIN, pairs, _within))
    marked = [spans for spans in people.spans if spans is not None]
    if any(marked):
        found.append((SPANS, len(marked), _span_agreement))
    return tuple(
        _figure(name, count, statistics(people, before), statistics(people, after), seed)
        for name, count, statistics in found
    )


def _figure(name: str, count: int, before: SegmentStatistics, after: SegmentStatistics, seed: int) -> Figure:
    drawn = resampled_values([before, after], RESAMPLES, seed)
    whole = [float(one.aggregate(one.rows.sum(axis=0)[None])[0]) for one in (before, after)]
    return Figure(
        name,
        count,
        _interval(whole[0], drawn[0]),
        _interval(whole[1], drawn[1]),
        _interval(whole[1] - whole[0], drawn[1] - drawn[0]),
    )


def _interval(value: float, drawn: Vector) -> Interval:
    ends = confidence_interval(drawn)
    return Interval(value, value, value) if ends is None else Interval(value, ends[1], ends[2])


def _by_source(people: People, rows: Matrix, aggregate: Callable[[Matrix], Vector]) -> SegmentStatistics:
    """The rows of translations, summed up by source."""
    places = {source: place for place, source in enumerate(dict.fromkeys(people.sources))}
    sums = np.zeros((len(places), rows.shape[1]))
    np.add.at(sums, [places[source] for source in people.sources], rows)
    return SegmentStatistics(sums, aggregate)


def _correlation(people: People, said: Estimated) -> SegmentStatistics:
    return _pearson(people, people.numbers, said.scores)


def _rank_correlation(people: People, said: Estimated) -> SegmentStatistics:
    scores = np.where(np.isnan(people.numbers), np.nan, said.scores)
    return _pearson(people, ranks(people.numbers[None])[0], ranks(scores[None])[0])


def _pearson(people: People, x: Vector, y: Vector) -> SegmentStatistics:
    known = ~np.isnan(x)
    # Sums of squares of numbers far from zero would lose their last digits.
    x, y = (np.where(known, values - values[known].mean(), 0.0) for values in (x, y))
    return _by_source(people, np.stack([known.astype(float), x, y, x * x, y * y, x * y], axis=1), _pearson_of)


def _pearson_of(sums: Matrix) -> Vector:
    count, x, y, xx, yy, xy = sums.T
    found = np.full(len(sums), np.nan)
    spread = (count * xx - x * x) * (count * yy - y * y)
    np.divide(count * xy - x * y, np.sqrt(np.maximum(spread, 0)), out=found, where=spread > 1e-12)
    return found


def _pairs(people: People) -> list[tuple[int, int]]:
    """Places of two translations of one source that people told apart, the better one first."""
    groups: dict[str, list[int]] = {}
    for place, source in enumerate(people.sources):
        if not np.isnan(people.numbers[place]):
            groups.setdefault(source, []).append(place)
    return [
        (first, second) if people.numbers[first] > people.numbers[second] else (second, first)
        for places in groups.values()
        for first, second in combinations(places, 2)
        if people.numbers[first] != people.numbers[second]
    ]


def _within(people: People, said: Estimated) -> SegmentStatistics:
    rows = np.zeros((len(people.sources), 2))
    for better, worse in _pairs(people):
        rows[better] += (0.5 + 0.5 * np.sign(said.scores[better] - said.scores[worse]), 1.0)
    return _by_source(people, rows, _share)


def _share(sums: Matrix) -> Vector:
    found = np.full(len(sums), np.nan)
    np.divide(sums[:, 0], sums[:, 1], out=found, where=sums[:, 1] > 0)
    return found


def _span_agreement(people: People, said: Estimated) -> SegmentStatistics:
    rows = np.zeros((len(people.sources), 3))
    for place, (theirs, ours, length) in enumerate(zip(people.spans, said.spans, people.lengths, strict=True)):
        if theirs is not None:
            rows[place] = credit(length, graded(ours), graded(theirs))
    return _by_source(people, rows, _f1)


def _f1(sums: Matrix) -> Vector:
    """2 · credit / (marked by the model + marked by people): the harmonic mean of precision and recall."""
    right, marked, wanted = sums.T
    found = np.full(len(sums), np.nan)
    np.divide(2 * right, marked + wanted, out=found, where=marked + wanted > 0)
    return found


def graded(spans: Sequence[Marked]) -> list[tuple[int, int, int]]:
    """Spans with their severity as a number: 1 minor, 2 major, 3 critical."""
    return [(start, end, GRADES[severity]) for start, end, severity in spans]
