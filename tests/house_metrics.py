"""A package of metrics whose every figure can be worked out in the head, as a plugin's module."""

from __future__ import annotations

HOUSE_METRICS = '''
import math

from mtqc.metrics.base import Measurement, Metric, MetricFacts, Need, PairwiseMetric
from mtqc.model import Category, Finding, Segment, SegmentScore, Severity, Span
from mtqc.statistics.segment_statistics import mean_of


class House(Metric):
    """The mean of what ``points`` gives."""

    summary = "points of the house"
    higher_is_better = True
    source, references = Need.UNUSED, Need.UNUSED

    def __init__(self, asked):
        self.facts = MetricFacts(asked, self.source, self.references, self.higher_is_better, (0.0, None))

    @classmethod
    def of(cls, name, computing):
        name.only()
        return cls(name.asked)

    def measure(self, test_set, systems, advance=None):
        return tuple(self.measured(test_set, system, advance) for system in systems)

    def measured(self, test_set, system, advance):
        points = [self.points(test_set, place, text) for place, text in enumerate(system.hypotheses)]
        segments = tuple(SegmentScore(point, self.errors(text)) for point, text in zip(points, system.hypotheses))
        if advance:
            advance(len(points), len(points))
        known = [point for point in points if point is not None]
        value = sum(known) / len(known) if known else None
        return Measurement(value, segments, mean_of([p if p is None or math.isfinite(p) else None for p in points]),
                           f"house:{type(self).__name__.lower()}", self.notices(points))

    def errors(self, text):
        return ()

    def notices(self, points):
        return ()


class Letters(House):
    """How many characters a hypothesis has; calls an x a major error."""

    def points(self, test_set, place, text):
        return float(len(text))

    def errors(self, text):
        segment = Segment("1", text)
        return tuple(
            Finding("house/x", Category.MISTRANSLATION, Severity.MAJOR, "An x.", segment, Span(place, place + 1))
            for place, character in enumerate(text) if character == "x"
        )


class Distance(House):
    """By how many characters a hypothesis is longer or shorter than its source."""

    higher_is_better = False
    source = Need.REQUIRED

    def points(self, test_set, place, text):
        return float(abs(len(text) - len(test_set.sources[place])))


class Shared(House):
    """How many different characters hypothesis and reference share."""

    references = Need.REQUIRED

    def points(self, test_set, place, text):
        found = [column[place] for column in test_set.references if column[place] is not None]
        return float(max(len(set(text) & set(one)) for one in found)) if found else None

    def notices(self, points):
        missing = points.count(None)
        return (f"{missing} segments have no reference",) if missing else ()


class Triangle(Shared):
    """The same, for those who insist on a source."""

    source = Need.REQUIRED


class Undefined(House):
    """Never a number."""

    def points(self, test_set, place, text):
        return math.nan


class Slow(House):
    """Takes so long that it has to be interrupted."""

    def points(self, test_set, place, text):
        import sys, time
        print("at work", file=sys.stderr, flush=True)
        time.sleep(60)


class Duel(House, PairwiseMetric):
    """Prefers the longer of two hypotheses by the difference."""

    def points(self, test_set, place, text):
        return float(len(text))

    def prefer(self, test_set, first, second, advance=None):
        points = [float(len(one) - len(other)) for one, other in zip(first.hypotheses, second.hypotheses)]
        return Measurement(0.0, tuple(map(SegmentScore, points)), mean_of(points), "house:duel")
'''

ENTRY_POINTS = {
    name: f"house_metrics:{name.title()}"
    for name in ("letters", "distance", "shared", "triangle", "undefined", "slow", "duel")
}
