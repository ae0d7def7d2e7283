"""What a metric is."""

from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.naming import MetricName
from mtqc.model.score import SegmentScore
from mtqc.model.test_set import System, TestSet

if TYPE_CHECKING:
    from mtqc.statistics.segment_statistics import SegmentStatistics


class Need(enum.Enum):
    """Whether a metric reads the sources, or the references."""

    UNUSED = "unused"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class MetricFacts:
    """What is true of a metric, with its model and options, whatever it is run on.

    ``range`` gives the ends of its scale, None where it is open. ``asked`` is the name that the user gave.
    """

    asked: str
    source: Need
    references: Need
    higher_is_better: bool
    range: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """What a metric found in the output of one system.

    ``value`` is the score of the whole, None where it is undefined. ``statistics`` has the rows that resampling needs,
    one a segment, in the order of the test set.
    """

    value: float | None
    segments: tuple[SegmentScore, ...]
    statistics: SegmentStatistics
    signature: str
    notices: tuple[str, ...] = ()


class Metric(ABC):
    """A way to score translations; found by its name in the entry points ``mtqc.metrics``.

    ``summary`` says in a line what it measures, for lists of metrics.
    """

    summary: ClassVar[str]
    facts: MetricFacts

    @classmethod
    @abstractmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense, or a model is missing.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found, or is another kind of model.
        """

    @abstractmethod
    def measure(
        self, test_set: TestSet, systems: Sequence[System], advance: Advance | None = None
    ) -> tuple[Measurement, ...]:
        """The measurements of some systems on one test set, in their order; what they share is computed once.

        Segments that lack a reference which the metric needs have no score, and count for nothing; a notice says how
        many. The test set has sources and references where ``facts`` requires them: the caller sees to that.

        Raises:
            CheckpointError: the weights cannot be used.
        """


class PairwiseMetric(ABC):
    """A metric that compares two hypotheses for one source directly, besides what else it can do."""

    @abstractmethod
    def prefer(self, test_set: TestSet, first: System, second: System, advance: Advance | None = None) -> Measurement:
        """By how much the first system is preferred to the second: above 0 it is, below 0 the second is."""
