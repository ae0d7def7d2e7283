"""Metrics that take a hypothesis's own number for its score, and the comparison of systems made of such numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from mtqc.metrics.base import Measurement, Metric, MetricFacts, Need, PairwiseMetric
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.naming import MetricName
from mtqc.model import SegmentScore
from mtqc.model.test_set import System, TestSet
from mtqc.statistics.segment_statistics import mean_of


def measurement(values: Sequence[float | None]) -> Measurement:
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known) if known else None
    return Measurement(mean, tuple(SegmentScore(value) for value in values), mean_of(list(values)), "own|version:1")


class Own(Metric):
    """The number that a hypothesis begins with; none where it begins with a dash."""

    summary = "The hypothesis's own number."

    def __init__(self, asked: str = "own", higher_is_better: bool = True) -> None:
        self.facts = MetricFacts(asked, Need.UNUSED, Need.UNUSED, higher_is_better, (0.0, None))

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        return cls(name.asked)

    def measure(
        self, test_set: TestSet, systems: Sequence[System], advance: Advance | None = None
    ) -> tuple[Measurement, ...]:
        return tuple(measurement([own_number(text) for text in system.hypotheses]) for system in systems)


class Silent(Own):
    """No score for anything."""

    def measure(
        self, test_set: TestSet, systems: Sequence[System], advance: Advance | None = None
    ) -> tuple[Measurement, ...]:
        return tuple(measurement([None] * test_set.size) for _ in systems)


class Direct(Own, PairwiseMetric):
    """Prefers the hypothesis with the greater number; scores by itself need references, which there are none of."""

    def measure(
        self, test_set: TestSet, systems: Sequence[System], advance: Advance | None = None
    ) -> tuple[Measurement, ...]:
        raise AssertionError("nobody asked for scores")

    def prefer(self, test_set: TestSet, first: System, second: System, advance: Advance | None = None) -> Measurement:
        pairs = zip(first.hypotheses, second.hypotheses, strict=True)
        numbers = [(own_number(one), own_number(two)) for one, two in pairs]
        return measurement([None if one is None or two is None else one - two for one, two in numbers])


def own_number(text: str) -> float | None:
    first = text.split()[0]
    return None if first == "–" else float(first)


def system(name: str, *numbers: float | None) -> System:
    return System(name, tuple("–" if number is None else f"{number:g} words" for number in numbers))
