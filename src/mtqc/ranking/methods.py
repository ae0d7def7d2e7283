"""The three ways to rank candidates: which rows are measured, and what utility follows from them.

A row is a pair of candidates of one segment by their numbers; where a candidate is measured alone, of it and itself.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, product

from mtqc.errors import SettingsError
from mtqc.metrics.base import Measurement, Metric, Need, PairwiseMetric
from mtqc.metrics.computing import Advance
from mtqc.model.ranking import RankingMethod
from mtqc.model.test_set import System, TestSet
from mtqc.ranking.candidates import Candidate

Pair = tuple[int, int]
Utilities = list[float | None]
CANDIDATES = "candidates"


class Method(ABC):
    """A way to rank; ``higher_is_better`` says which way its utilities point."""

    kind: RankingMethod
    higher_is_better: bool

    @abstractmethod
    def pairs(self, candidates: Sequence[Candidate]) -> list[Pair]:
        """The rows that the candidates of one segment need."""

    @abstractmethod
    def measure(
        self, rows: TestSet, first: Sequence[str], second: Sequence[str], advance: Advance | None
    ) -> Measurement:
        """The scores of rows: a test set with a segment a row, and the two candidates of each."""

    @abstractmethod
    def utilities(
        self, candidates: Sequence[Candidate], pairs: Sequence[Pair], values: Sequence[float | None]
    ) -> Utilities:
        """The utility of each candidate of a segment, from the scores of its rows; None where there is none."""


def method_for(metric: Metric, by_risk: bool) -> Method:
    """The way to rank with a metric: by minimum Bayes risk, else by a tournament if it compares, else by its scores.

    Raises:
        SettingsError: the metric reads no references, which minimum Bayes risk needs.
    """
    if by_risk:
        if metric.facts.references is Need.UNUSED:
            raise SettingsError(
                f"{metric.facts.asked} reads no references, and minimum Bayes risk makes references of candidates"
            )
        return MinimumBayesRisk(metric)
    return Tournament(metric) if isinstance(metric, PairwiseMetric) else Reranking(metric)


class Reranking(Method):
    """Each candidate is scored against the source, the references, or both."""

    kind = RankingMethod.METRIC

    def __init__(self, metric: Metric) -> None:
        self.higher_is_better = metric.facts.higher_is_better
        self._metric = metric

    def pairs(self, candidates: Sequence[Candidate]) -> list[Pair]:
        """A row for each candidate."""
        return [(place, place) for place in range(len(candidates))]

    def measure(
        self, rows: TestSet, first: Sequence[str], second: Sequence[str], advance: Advance | None
    ) -> Measurement:
        """The scores of the first candidates."""
        (measurement,) = self._metric.measure(rows, [System(CANDIDATES, tuple(first))], advance)
        return measurement

    def utilities(
        self, candidates: Sequence[Candidate], pairs: Sequence[Pair], values: Sequence[float | None]
    ) -> Utilities:
        """The scores as they are."""
        return list(values)


class MinimumBayesRisk(Method):
    """Each candidate is scored with each other one as the reference; its utility is the weighted mean.

    Kumar and Byrne (2004); with samples as references Eikema and Aziz (2020). A candidate is no reference of its own,
    but its copies are.
    """

    kind = RankingMethod.MBR

    def __init__(self, metric: Metric) -> None:
        self.higher_is_better = metric.facts.higher_is_better
        self._metric = metric

    def pairs(self, candidates: Sequence[Candidate]) -> list[Pair]:
        """Every ordered pair, and a candidate with itself if it has copies that weigh something."""
        places = range(len(candidates))
        return [(first, second) for first, second in product(places, places) if _weight(candidates, first, second) > 0]

    def measure(
        self, rows: TestSet, first: Sequence[str], second: Sequence[str], advance: Advance | None
    ) -> Measurement:
        """The scores of the first candidates against the second ones."""
        against = replace(rows, references=(tuple(second),))
        (measurement,) = self._metric.measure(against, [System(CANDIDATES, tuple(first))], advance)
        return measurement

    def utilities(
        self, candidates: Sequence[Candidate], pairs: Sequence[Pair], values: Sequence[float | None]
    ) -> Utilities:
        """The weighted mean over a candidate's references; None for a candidate that stands alone."""
        return _weighted_means(candidates, zip(pairs, values, strict=True))


class Tournament(Method):
    """Each candidate meets each other one before a metric that compares two; its utility is the mean preference.

    Equal candidates would draw: their meetings count as 0 and are not measured.
    """

    kind = RankingMethod.PAIRWISE
    higher_is_better = True

    def __init__(self, metric: PairwiseMetric) -> None:
        self._metric = metric

    def pairs(self, candidates: Sequence[Candidate]) -> list[Pair]:
        """Every pair, once: what is preferred to a candidate is less preferred the other way round."""
        return list(combinations(range(len(candidates)), 2))

    def measure(
        self, rows: TestSet, first: Sequence[str], second: Sequence[str], advance: Advance | None
    ) -> Measurement:
        """By how much the first candidates are preferred to the second ones."""
        return self._metric.prefer(
            rows, System(f"first {CANDIDATES}", tuple(first)), System(f"second {CANDIDATES}", tuple(second)), advance
        )

    def utilities(
        self, candidates: Sequence[Candidate], pairs: Sequence[Pair], values: Sequence[float | None]
    ) -> Utilities:
        """The weighted mean of how far a candidate is preferred to the others; None for one that stands alone."""
        met: list[tuple[Pair, float | None]] = []
        for (first, second), value in zip(pairs, values, strict=True):
            met.append(((first, second), value))
            met.append(((second, first), None if value is None else -value))
        met += [((place, place), 0.0) for place in range(len(candidates))]
        return _weighted_means(candidates, met)


def _weighted_means(candidates: Sequence[Candidate], scored: Iterable[tuple[Pair, float | None]]) -> Utilities:
    """The mean of each first candidate's scores, weighted by the second ones; those without a score do not count."""
    sums: list[list[float]] = [[] for _ in candidates]
    weights: list[list[float]] = [[] for _ in candidates]
    for (first, second), value in scored:
        weight = _weight(candidates, first, second)
        if value is not None and weight > 0:
            sums[first].append(weight * value)
            weights[first].append(weight)
    return [
        math.fsum(products) / math.fsum(divisors) if divisors else None
        for products, divisors in zip(sums, weights, strict=True)
    ]


def _weight(candidates: Sequence[Candidate], first: int, second: int) -> float:
    """What the second candidate weighs for the first one: of itself, only its further copies."""
    return candidates[second].other_weight if first == second else candidates[second].weight
