"""Metrics whose score of the whole is the mean of scores that a model gives to segments."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqc.metrics.base import Measurement, Metric, MetricFacts, Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.model.document import Segment
from mtqc.model.finding import Finding
from mtqc.model.score import SegmentScore
from mtqc.model.test_set import System, TestSet
from mtqc.version import __version__

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class Texts:
    """What a model reads of one segment: the translation, and its source and a reference where the metric uses them."""

    hypothesis: str
    source: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a model says of one segment.

    ``value`` is None where it gave no number. ``too_long`` says that it did not read all of the texts.
    """

    value: float | None
    too_long: bool = False


@dataclass(frozen=True, slots=True)
class Estimates:
    """Estimates in the order of the texts, and what there is to know about them all."""

    each: tuple[Estimate, ...]
    notices: tuple[str, ...] = ()


class SegmentMetric(Metric):
    """A metric that averages segments. Children say what a segment scores against one reference, or without any.

    ``limit`` is how many tokens the model reads of a text or of all texts of a segment, for the notice of long ones,
    and ``long_texts`` what became of those.
    """

    long_texts: str = "end was left out"

    def __init__(self, facts: MetricFacts, computing: Computing, checkpoint: Checkpoint, limit: int = 0) -> None:
        self.facts = facts
        self.limit = limit
        self._computing = computing
        self._checkpoint = checkpoint

    @abstractmethod
    def estimates(self, texts: Sequence[Texts], test_set: TestSet, advance: Advance | None) -> Estimates:
        """What the model says of some segments.

        Raises:
            CheckpointError: the weights cannot be used.
        """

    @abstractmethod
    def signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers for a test set again."""

    def of_references(self, values: Sequence[float]) -> float:
        """The score of a segment from its scores against each reference: the mean, unless the metric says else."""
        return sum(values) / len(values)

    def findings(self, segment: Segment, texts: Texts) -> tuple[Finding, ...]:
        """The errors that the model marked in a segment; most mark none."""
        return ()

    def measure(
        self, test_set: TestSet, systems: Sequence[System], advance: Advance | None = None
    ) -> tuple[Measurement, ...]:
        """The measurements of some systems on one test set, in their order; what they share is computed once.

        Raises:
            CheckpointError: the weights cannot be used.
        """
        asked = [[self._texts(test_set, system, n) for n in range(test_set.size)] for system in systems]
        flat = [texts for rows in asked for row in rows for texts in row]
        found = self.estimates(flat, test_set, advance)
        known = dict(zip(flat, found.each, strict=True))
        notices = (*self._references_notice(test_set), *found.notices)
        return tuple(
            self._measurement(test_set, system, rows, known, notices)
            for system, rows in zip(systems, asked, strict=True)
        )

    def _texts(self, test_set: TestSet, system: System, place: int) -> tuple[Texts, ...]:
        """What the model is asked of one segment: once a reference, or once without, or not at all."""
        hypothesis = system.hypotheses[place]
        source = None
        if self.facts.source is not Need.UNUSED and test_set.sources is not None:
            source = test_set.sources[place]
        references = () if self.facts.references is Need.UNUSED else _references(test_set, place)
        if references:
            return tuple(Texts(hypothesis, source, reference) for reference in references)
        return () if self.facts.references is Need.REQUIRED else (Texts(hypothesis, source),)

    def _measurement(
        self,
        test_set: TestSet,
        system: System,
        rows: Sequence[tuple[Texts, ...]],
        known: Mapping[Texts, Estimate],
        notices: tuple[str, ...],
    ) -> Measurement:
        from mtqc.metrics.learned.tokens import cut_notice
        from mtqc.statistics.segment_statistics import mean_of

        values = [self._value([known[texts].value for texts in row]) for row in rows]
        counted = [value for value in values if value is not None]
        too_long = sum(any(known[texts].too_long for texts in row) for row in rows)
        failed = sum(value is None and bool(row) for value, row in zip(values, rows, strict=True))
        return Measurement(
            value=sum(counted) / len(counted) if counted else None,
            segments=tuple(
                SegmentScore(value, self._findings_of(test_set, system, place, row))
                for place, (value, row) in enumerate(zip(values, rows, strict=True))
            ),
            statistics=mean_of(values),
            signature=self.signature(test_set),
            notices=(
                *cut_notice(too_long, test_set.size, self.limit, self.long_texts),
                *_failure_notice(failed, test_set.size),
                *notices,
            ),
        )

    def _value(self, values: Sequence[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return self.of_references(known) if known else None

    def _findings_of(
        self, test_set: TestSet, system: System, place: int, row: tuple[Texts, ...]
    ) -> tuple[Finding, ...]:
        if not row:
            return ()
        name = test_set.ids[place] if test_set.ids else str(place + 1)
        source = None if test_set.sources is None else test_set.sources[place]
        segment = Segment(name, system.hypotheses[place], source, _references(test_set, place))
        return self.findings(segment, row[0])

    def _references_notice(self, test_set: TestSet) -> tuple[str, ...]:
        if self.facts.references is Need.UNUSED or not test_set.references:
            return ()
        lacking = sum(not _references(test_set, place) for place in range(test_set.size))
        if not lacking:
            return ()
        alone = self.facts.references is Need.OPTIONAL and test_set.sources is not None
        without = "were scored without one" if alone else "have no score"
        return (f"{lacking:,} of {test_set.size:,} segments have no reference and {without}",)


def signature_text(metric: str, model: Checkpoint, computing: Computing, **facts: object) -> str:
    """A signature: metric and version, model with revision, other facts, precision, versions of the code."""
    from importlib.metadata import version

    parts = {
        "model": model.name,
        "rev": model.short_revision,
        **facts,
        "precision": computing.precision,
        "transformers": version("transformers"),
        "version": __version__,
    }
    return "|".join((metric, *(f"{key}:{value}" for key, value in parts.items())))


def numbers(scores: torch.Tensor) -> list[float | None]:
    """The elements of a vector, None for what is no finite number."""
    import math

    return [value if math.isfinite(value) else None for value in scores.float().tolist()]


def _failure_notice(count: int, segments: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count:,} of {segments:,} segments have no score: the model gave no number; try another precision",)


def _references(test_set: TestSet, place: int) -> tuple[str, ...]:
    return tuple(text for column in test_set.references if (text := column[place]) is not None)
