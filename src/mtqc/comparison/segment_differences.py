"""The segments in which two systems differ most under a metric."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence

import numpy as np

from mtqc.comparison.word_difference import word_difference
from mtqc.model.breakdown import Histogram, PairSegments, SegmentDifference
from mtqc.model.test_set import System, TestSet
from mtqc.statistics.segment_statistics import Vector

BINS = 21
"""An odd number: the one in the middle holds the segments that are translated equally well."""

Values = Sequence[float | None]


def pair_segments(
    metric: str,
    test_set: TestSet,
    systems: tuple[System, System],
    differences: Values,
    scores: tuple[Values, Values] | None,
    higher_is_better: bool,
    most: int,
) -> PairSegments:
    """Where two systems differ.

    Args:
        metric: the metric as the user named it.
        test_set: the segments.
        systems: the two systems.
        differences: for each segment the first system's score less the second's, None where it has none.
        scores: those of both systems; None for a metric that compares directly.
        higher_is_better: the direction of the differences.
        most: how many segments are shown each way.
    """
    upward = 1 if higher_is_better else -1
    known = [(upward * difference, place) for place, difference in enumerate(differences) if difference is not None]
    gains = [pair for pair in known if pair[0] > 0]
    losses = [pair for pair in known if pair[0] < 0]

    def shown(pairs: Iterable[tuple[float, int]]) -> tuple[SegmentDifference, ...]:
        largest = heapq.nsmallest(most, pairs, key=lambda pair: (-abs(pair[0]), pair[1]))
        return tuple(
            _segment(test_set, systems, place, upward * gain, _scores(scores, place)) for gain, place in largest
        )

    return PairSegments(
        metric=metric,
        systems=(systems[0].name, systems[1].name),
        higher_is_better=higher_is_better,
        better=len(gains),
        equal=len(known) - len(gains) - len(losses),
        worse=len(losses),
        best=shown(gains),
        worst=shown(losses),
        distribution=histogram(np.array([upward * gain for gain, _ in known], dtype=np.float64)),
    )


def segment_deltas(first: Values, second: Values) -> list[float | None]:
    """The first scores less the second, None where either is missing."""
    return [None if left is None or right is None else left - right for left, right in zip(first, second, strict=True)]


def histogram(values: Vector) -> Histogram:
    """How often values fall between borders that lie evenly on both sides of 0; no bins without values.

    The ends are at the 99th percentile of the sizes, rounded up to a short number: values beyond it count in the
    outermost bins.
    """
    if not len(values):
        return Histogram((), ())
    reach = _round_up(float(np.quantile(np.abs(values), 0.99))) or _round_up(float(np.abs(values).max())) or 1.0
    edges = np.linspace(-reach, reach, BINS + 1)
    counts, _ = np.histogram(np.clip(values, -reach, reach), edges)
    return Histogram(tuple(edges.tolist()), tuple(counts.tolist()))


def _round_up(value: float) -> float:
    """The next number with one digit that counts, or 1.5 or 2.5 times a power of ten: 0.0134 gives 0.015."""
    if value <= 0:
        return 0.0
    power: float = 10.0 ** math.floor(math.log10(value))
    step = next(step for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10) if value <= step * power * (1 + 1e-9))
    return step * power


def _segment(
    test_set: TestSet,
    systems: tuple[System, System],
    place: int,
    difference: float,
    scores: tuple[float | None, float | None],
) -> SegmentDifference:
    first, second = systems
    return SegmentDifference(
        number=place + 1,
        id=test_set.ids[place] if test_set.ids else None,
        source=None if test_set.sources is None else test_set.sources[place],
        references=tuple(column[place] for column in test_set.references),
        hypotheses=word_difference(first.hypotheses[place], second.hypotheses[place]),
        scores=scores,
        difference=difference,
    )


def _scores(scores: tuple[Values, Values] | None, place: int) -> tuple[float | None, float | None]:
    return (None, None) if scores is None else (scores[0][place], scores[1][place])
