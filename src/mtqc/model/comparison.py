"""Whether one translation system is better than another, how sure that is, and where the two differ."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from mtqc.model.breakdown import Breakdown, FindingComparison, PairSegments
from mtqc.model.json_text import json_text
from mtqc.model.score import Interval, Score


class SignificanceTest(enum.Enum):
    """How it is tested whether two systems differ."""

    PAIRED_BOOTSTRAP = "paired-bootstrap"
    PAIRED_RANDOMISATION = "paired-randomisation"


class Correction(enum.Enum):
    """How p-values are corrected for the number of comparisons."""

    HOLM = "holm"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two systems under one metric.

    ``difference`` is the first system's value less the second's, on the metric's scale; for a metric that compares
    hypotheses directly it is by how much the first is preferred. ``better`` names the better system, None where
    neither is. ``p_value`` is how likely a difference at least so large is if both are equally good; ``p_adjusted``
    the same, corrected for the number of comparisons; ``significant`` says that it is at most alpha. All are None,
    or False, where a system has no value. ``human_agreement`` is the share from 0 to 1 of system pairs with such a
    difference whose order people confirm, None where no study says.
    """

    metric: str
    systems: tuple[str, str]
    difference: float | None
    p_value: float | None
    p_adjusted: float | None
    better: str | None = None
    significant: bool = False
    human_agreement: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class MetricComparison:
    """All systems under one metric: their scores, the pairs, and clusters of systems that cannot be told apart.

    ``scores`` stand best first, ``differences`` in the order of their systems there. ``clusters`` hold names, the best
    cluster first; there are none where systems were compared with a baseline only. ``signature`` says how to get the
    p-values again. ``human_source`` cites the study behind the human agreement, None where the metric is in none.
    ``direct`` says that the metric compares two hypotheses itself instead of scoring each.
    """

    metric: str
    scores: tuple[Score, ...]
    differences: tuple[Difference, ...]
    clusters: tuple[tuple[str, ...], ...]
    test: SignificanceTest
    signature: str
    higher_is_better: bool
    human_source: str | None = None
    direct: bool = False

    def difference(self, first: str, second: str) -> Difference | None:
        """What is known of two systems, whichever of them comes first there; None where they were not compared."""
        pair = {first, second}
        return next((each for each in self.differences if set(each.systems) == pair), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of comparing systems on one test set.

    ``systems`` are their names as given, ``baseline`` that of the one which all others are compared with, None where
    all pairs are. ``alpha`` is the level of significance from 0 to 1, ``resamples`` how often the test drew at random,
    ``seed`` where it began, None where chance decided. ``pairs`` show where two systems differ, ``breakdowns`` the
    scores of parts of the test set, ``findings`` what the rules found in each system, None where they did not run.
    """

    systems: tuple[str, ...]
    segments: int
    metrics: tuple[MetricComparison, ...]
    test: SignificanceTest
    correction: Correction
    alpha: float
    resamples: int
    seed: int | None
    baseline: str | None = None
    pairs: tuple[PairSegments, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    findings: FindingComparison | None = None
    source_language: str | None = None
    target_language: str | None = None
    references: int = 0
    notices: tuple[str, ...] = ()
    signature: str = ""

    def __repr__(self) -> str:
        metrics = ", ".join(metric.metric for metric in self.metrics)
        return f"<Comparison: {len(self.systems):,} systems on {self.segments:,} segments by {metrics}>"

    def to_dict(self) -> dict[str, Any]:
        """The comparison as JSON values, by the schema ``mtqc-comparison/1`` (docs/comparison.schema.json)."""
        from mtqc.model.comparison_values import comparison_values

        return comparison_values(self)

    def to_json(self, indent: int | None = 2) -> str:
        """The comparison as JSON text; see :meth:`to_dict`."""
        return json_text(self.to_dict(), indent)

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dictionary a pair and metric, ready for a pandas or polars data frame."""
        rows: list[dict[str, Any]] = self.to_dict()["comparisons"]
        return [{key: value for key, value in row.items() if key != "interval"} for row in rows]
