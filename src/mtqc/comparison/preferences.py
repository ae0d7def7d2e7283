"""Metrics that compare two hypotheses directly: what they say of pairs of systems, and of each system by that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mtqc.metrics.base import Measurement, PairwiseMetric
from mtqc.metrics.computing import Advance
from mtqc.model import SegmentScore
from mtqc.model.test_set import System, TestSet
from mtqc.statistics.segment_statistics import mean_of


@dataclass(frozen=True, slots=True, eq=False)
class Preferences:
    """What a metric says of some pairs of systems, by their places.

    ``pairs`` are above 0 where the first system of the key is preferred.
    """

    pairs: Mapping[tuple[int, int], Measurement]

    @property
    def signature(self) -> str:
        """All that is needed to get the preferences again."""
        return next(iter(self.pairs.values())).signature

    def of(self, first: int, second: int) -> tuple[float | None, ...]:
        """By how much the first system is preferred to the second, for each segment."""
        if (first, second) in self.pairs:
            return tuple(segment.value for segment in self.pairs[first, second].segments)
        return tuple(
            None if segment.value is None else -segment.value for segment in self.pairs[second, first].segments
        )

    def mean(self, first: int, second: int) -> float | None:
        """By how much the first system is preferred to the second on the whole."""
        if (first, second) in self.pairs:
            return self.pairs[first, second].value
        value = self.pairs[second, first].value
        return None if value is None else -value

    def measurements(self, systems: int, baseline: int | None) -> tuple[Measurement, ...]:
        """How much each system is preferred to those that it was compared with, on average; a baseline gets 0."""
        size = len(next(iter(self.pairs.values())).segments)
        return tuple(
            self._measurement([0.0] * size if place == baseline else self._standing(place, systems, baseline))
            for place in range(systems)
        )

    def _standing(self, place: int, systems: int, baseline: int | None) -> list[float | None]:
        opponents = [other for other in range(systems) if other != place] if baseline is None else [baseline]
        return [_mean(values) for values in zip(*(self.of(place, other) for other in opponents), strict=True)]

    def _measurement(self, values: Sequence[float | None]) -> Measurement:
        notices = dict.fromkeys(notice for measurement in self.pairs.values() for notice in measurement.notices)
        segments = tuple(SegmentScore(value) for value in values)
        return Measurement(_mean(values), segments, mean_of(list(values)), self.signature, tuple(notices))


def preferences_of(
    metric: PairwiseMetric,
    test_set: TestSet,
    systems: Sequence[System],
    baseline: int | None,
    advance: Advance | None = None,
) -> Preferences:
    """What a metric says of all pairs of systems, or of all others and the baseline."""
    places = range(len(systems))
    pairs = (
        list(combinations(places, 2))
        if baseline is None
        else [(place, baseline) for place in places if place != baseline]
    )
    measurements = {}
    for done, (first, second) in enumerate(pairs, start=1):
        measurements[first, second] = metric.prefer(test_set, systems[first], systems[second])
        if advance:
            advance(done, len(pairs))
    return Preferences(measurements)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
