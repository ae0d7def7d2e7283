"""How well metrics follow people's judgements, in the form that reports and other programs read."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from mtqc.model.json_text import json_text, json_value

SCHEMA = "mtqc-correlation/1"


class Level(enum.Enum):
    """Whether systems are compared by their scores of the whole, or single translations."""

    SYSTEM = "system"
    SEGMENT = "segment"


class Statistic(enum.Enum):
    """What says how well a metric follows people; higher is better for all of them.

    ``accuracy`` is the share of pairs of systems in the right order, ``spa`` soft pairwise accuracy; ``acc-eq`` is
    pairwise accuracy with ties and tie calibration; ``within-source`` is the share of pairs of translations of one
    source in the right order, of those that people order. Of these, 0.5 is what guessing gives, save for acc-eq.
    """

    ACCURACY = "accuracy"
    SPA = "spa"
    PEARSON = "pearson"
    SPEARMAN = "spearman"
    KENDALL = "kendall"
    TAU_B = "tau-b"
    TAU_C = "tau-c"
    ACC_EQ = "acc-eq"
    WITHIN_SOURCE = "within-source"


@dataclass(frozen=True, slots=True)
class Measure:
    """A statistic at a level; for segments ``group`` says which scores are correlated: item, system or none.

    None where there is no choice: systems are never grouped, and pairs within one source always by item.
    """

    level: Level
    statistic: Statistic
    group: str | None = None

    @property
    def name(self) -> str:
        """The measure in words of the command line: ``system-spa``, ``acc-eq by item``."""
        if self.level is Level.SYSTEM:
            return f"system-{self.statistic.value}"
        return self.statistic.value + (f" by {self.group}" if self.group in ("item", "system") else "")


@dataclass(frozen=True, slots=True)
class Correlation:
    """One figure of one metric.

    ``value`` is None where it is undefined. ``count`` is what it is the mean of: groups, or pairs for accuracies and
    ``within-source``, or systems. ``threshold`` is the difference up to which acc-eq takes two scores for equal, on the
    metric's scale; None elsewhere.
    """

    measure: Measure
    value: float | None
    count: int
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class MetricCorrelations:
    """All figures of one metric.

    ``is_baseline`` marks lengths, which know nothing of quality. ``scores`` is how many scores of people the metric has
    a score for. ``signature`` says how to get a metric's scores again, where that is known.
    """

    metric: str
    correlations: tuple[Correlation, ...]
    scores: int
    higher_is_better: bool = True
    is_baseline: bool = False
    signature: str | None = None
    notices: tuple[str, ...] = ()

    def correlation(self, measure: Measure) -> Correlation | None:
        """The figure of that measure; None if it was not taken."""
        return next((found for found in self.correlations if found.measure == measure), None)


@dataclass(frozen=True, slots=True)
class MetricDifference:
    """Two metrics under one measure, the better one first.

    ``p_value`` is how likely chance puts the first at least as far ahead; ``p_adjusted`` the same, corrected for the
    number of pairs with Holm's procedure.
    """

    metrics: tuple[str, str]
    difference: float
    p_value: float
    p_adjusted: float


@dataclass(frozen=True, slots=True)
class MetricRanking:
    """The metrics under one measure, the best first, with their ranks.

    Metrics of one rank cannot be told apart from the first of it, by p-values that are not adjusted: WMT's definition.
    """

    measure: Measure
    metrics: tuple[str, ...]
    ranks: tuple[int, ...]
    differences: tuple[MetricDifference, ...]


@dataclass(frozen=True, slots=True)
class HumanScale:
    """What people's scores are: the name of the column or how they were made, their ends, and their direction.

    ``guessed`` says that the direction was taken from the numbers and names, not from the user.
    """

    name: str
    low: float
    high: float
    higher_is_better: bool
    guessed: bool


@dataclass(frozen=True, slots=True)
class CorrelationReport:
    """Metrics against people's scores of the same translations; baselines stand after the metrics."""

    path: str
    scale: HumanScale
    systems: tuple[str, ...]
    segments: int
    scores: int
    metrics: tuple[MetricCorrelations, ...]
    rankings: tuple[MetricRanking, ...]
    permutations: int
    alpha: float
    seed: int | None
    signature: str
    notices: tuple[str, ...] = ()

    def measures(self, level: Level) -> tuple[Measure, ...]:
        """The measures taken at a level, in their order."""
        taken = (found.measure for metric in self.metrics for found in metric.correlations)
        return tuple(dict.fromkeys(measure for measure in taken if measure.level is level))

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values, in the form ``mtqc-correlation/1``."""
        return {
            "schema": SCHEMA,
            "human": {
                "path": self.path,
                "name": self.scale.name,
                "range": [self.scale.low, self.scale.high],
                "higher_is_better": self.scale.higher_is_better,
                "direction_guessed": self.scale.guessed,
                "systems": list(self.systems),
                "segments": self.segments,
                "scores": self.scores,
            },
            "correlations": [
                {"metric": metric.metric, "baseline": metric.is_baseline, **_correlation_json(found)}
                for metric in self.metrics
                for found in metric.correlations
            ],
            "metrics": [
                {
                    "metric": metric.metric,
                    "baseline": metric.is_baseline,
                    "higher_is_better": metric.higher_is_better,
                    "scores": metric.scores,
                    "signature": metric.signature,
                    "notices": list(metric.notices),
                }
                for metric in self.metrics
            ],
            "significance": [_ranking_json(ranking) for ranking in self.rankings],
            "permutations": self.permutations,
            "alpha": self.alpha,
            "seed": self.seed,
            "signature": self.signature,
            "notices": list(self.notices),
        }

    def to_json(self, indent: int | None = 2) -> str:
        """The report as JSON text; see :meth:`to_dict`."""
        return json_text(self.to_dict(), indent)


def _measure_json(measure: Measure) -> dict[str, Any]:
    return {"level": measure.level.value, "statistic": measure.statistic.value, "group": measure.group}


def _correlation_json(found: Correlation) -> dict[str, Any]:
    return {
        **_measure_json(found.measure),
        "value": json_value(found.value),
        "count": found.count,
        "threshold": json_value(found.threshold),
    }


def _ranking_json(ranking: MetricRanking) -> dict[str, Any]:
    return {
        **_measure_json(ranking.measure),
        "test": "perm-both",
        "ranking": [
            {"metric": metric, "rank": rank} for metric, rank in zip(ranking.metrics, ranking.ranks, strict=True)
        ],
        "differences": [
            {
                "metrics": list(difference.metrics),
                "difference": difference.difference,
                "p_value": difference.p_value,
                "p_adjusted": difference.p_adjusted,
            }
            for difference in ranking.differences
        ],
    }
