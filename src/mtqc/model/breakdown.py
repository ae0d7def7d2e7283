"""Where systems differ: single segments, parts of the test set, and what the rules find."""

from __future__ import annotations

from dataclasses import dataclass

from mtqc.model.mqm import Severity


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A part of a hypothesis; ``differs`` says that the other hypothesis has other words in its place."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class SegmentDifference:
    """One segment that two systems translate differently well.

    ``number`` counts segments from 1; ``id`` is the segment's name, where the test set gives one. ``hypotheses`` are
    those of the two systems in pieces, ``scores`` their scores on the metric's scale (None for a metric that compares
    directly). ``difference`` is the first score less the second.
    """

    number: int
    id: str | None
    source: str | None
    references: tuple[str | None, ...]
    hypotheses: tuple[tuple[WordPiece, ...], tuple[WordPiece, ...]]
    scores: tuple[float | None, float | None]
    difference: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often values fall between neighbouring ``edges``, of which there is one more than of ``counts``."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairSegments:
    """Where two systems differ under one metric.

    ``better``, ``equal`` and ``worse`` count the segments in which the first system is so; segments that lack a score
    count nowhere. ``best`` are those in which the first system is ahead by most, ``worst`` those in which the second
    is; the largest difference comes first. ``distribution`` tells of all differences.
    """

    metric: str
    systems: tuple[str, str]
    higher_is_better: bool
    better: int
    equal: int
    worse: int
    best: tuple[SegmentDifference, ...]
    worst: tuple[SegmentDifference, ...]
    distribution: Histogram


@dataclass(frozen=True, slots=True)
class Part:
    """Some segments of a test set: their label, how many they are, and the value of each system on them alone."""

    label: str
    segments: int
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The scores of parts of a test set under one metric; values stand in the order of ``systems``.

    ``by`` says what makes the parts: ``source length``, ``reference length`` or the name of a column. ``unit`` is that
    of the labels, None where they are names.
    """

    metric: str
    by: str
    unit: str | None
    systems: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """How often a rule speaks in two systems: the first's findings per 1,000 segments less the second's.

    The p-values are those of a paired test over segments, as for metrics; corrected for all rules and pairs.
    """

    systems: tuple[str, str]
    difference: float
    p_value: float
    p_adjusted: float
    significant: bool


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """The findings of one rule, or of all: how many in each system, and per 1,000 segments."""

    rule: str
    severity: Severity | None
    counts: tuple[int, ...]
    per_1000_segments: tuple[float, ...]
    differences: tuple[RuleDifference, ...]


@dataclass(frozen=True, slots=True)
class FindingComparison:
    """What mtqc's rules find in each system: in the order of ``systems``, the rules with most findings first.

    ``total`` sums up all rules. ``signature`` says which rules ran.
    """

    systems: tuple[str, ...]
    total: RuleFindings
    rules: tuple[RuleFindings, ...]
    signature: str
