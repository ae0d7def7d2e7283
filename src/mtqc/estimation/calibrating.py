"""Fits what turns a model's outputs into numbers for people, on judgements that it did not learn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mtqc.estimation.calibration import POINTS_SCALE
from mtqc.estimation.error_spans import error_spans
from mtqc.estimation.estimate import TokenEstimate
from mtqc.estimation.span_agreement import agreement
from mtqc.model import Severity

Numbers = npt.NDArray[np.float64]
GRADES = {Severity.MINOR: 1, Severity.MAJOR: 2, Severity.CRITICAL: 3}
FINDING_PRECISION = 0.5
"""What is shown to a person unasked must be right at least half of the time."""
_KNOTS, _MARGIN = 24, 0.5
_FINEST, _LEAST_POINTS = 0.01, 1e-3
_LEAST_CHANCE = 0.2


@dataclass(frozen=True, slots=True)
class PointsCurve:
    """Expected MQM points by the weighted sum of the outputs: ln(1 + exp(``start`` − ``fall`` · sum)).

    For bad translations that is a straight line, for good ones it nears 0.
    """

    start: float
    fall: float

    def of(self, sums: Numbers) -> Numbers:
        """The expected points."""
        found: Numbers = np.logaddexp(0, self.start - self.fall * sums)
        return found

    def knots(self, low: float, high: float) -> list[list[float]]:
        """The curve as a line through knots, from a little below the lowest sum to a little above the highest."""
        places = np.linspace(low - _MARGIN, high + _MARGIN, _KNOTS)
        return [[round(float(x), 4), round(float(y), 4)] for x, y in zip(places, self.of(places), strict=True)]


def points_curve(sums: Numbers, points: Numbers, weights: Numbers) -> PointsCurve:
    """The curve of least Poisson deviance (McCullagh and Nelder 1989, "Generalized Linear Models", chapter 6).

    It is looked for on a grid that becomes finer; ``fall`` is never below 0.
    """
    start, fall, step = 2.5, 3.0, 0.5
    reach = 11
    while step > _FINEST:
        found = []
        for other_start in start + step * np.arange(-reach, reach + 1):
            for other_fall in np.unique(np.maximum(0.0, fall + step * np.arange(-reach, reach + 1))):
                mean = np.maximum(_LEAST_POINTS, np.logaddexp(0, other_start - other_fall * sums))
                loss = float(np.average(mean - points * np.log(mean), weights=weights))
                found.append((loss, float(other_start), float(other_fall)))
        _, start, fall = min(found)
        step, reach = step / 4, 5
    return PointsCurve(start, fall)


def scores_of(points: Numbers) -> Numbers:
    """Scores from 0 to 100 by points, as in :mod:`mtqc.estimation.calibration`."""
    found: Numbers = 100 * np.exp(-points / POINTS_SCALE)
    return found


def error_knots(scores: Numbers, wanted: Numbers, weights: Numbers, ranges: int = 8) -> list[list[float]]:
    """The root mean square of what scores are off, by score, in so many equally full ranges."""
    knots = []
    for rows in np.array_split(np.argsort(scores, kind="stable"), ranges):
        error = np.sqrt(np.average((wanted[rows] - scores[rows]) ** 2, weights=weights[rows]))
        knots.append([round(float(scores[rows].mean()), 2), round(float(error), 2)])
    return knots


@dataclass(frozen=True, slots=True)
class MarkedTranslation:
    """A translation, what the model says of its tokens, and the spans that people marked (1 minor … 3 critical)."""

    text: str
    tokens: Sequence[TokenEstimate]
    spans: Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class SpanCalibration:
    """Thresholds of spans and of findings, and the share of right spans by probability, as knots."""

    span: float
    finding: float
    precision: list[list[float]]
    f1: float


def span_calibration(marked: Sequence[MarkedTranslation], ranges: int = 10) -> SpanCalibration:
    """The threshold with the best F1, and how often spans of a probability are right.

    A span is right if people marked half of it. There must be some that the model thinks possible.
    """
    tried = [
        (agreement(_rows(marked, float(threshold)))[0], float(threshold)) for threshold in np.arange(0.1, 0.95, 0.05)
    ]
    f1, best = max(tried)
    chances, right = [], []
    for one in marked:
        for span in error_spans(one.text, one.tokens, _LEAST_CHANCE):
            start, end = span.span.start, span.span.end
            shared = sum(max(0, min(end, last) - max(start, first)) for first, last, _ in one.spans)
            chances.append(span.confidence)
            right.append(float(2 * shared >= end - start))
    knots = _rising(np.array(chances), np.array(right), min(ranges, len(chances)))
    sure = [place for place, share in knots if share >= FINDING_PRECISION]
    finding = sure[0] if sure else knots[-1][0]
    return SpanCalibration(round(best, 3), round(max(finding, best), 3), knots, f1)


def _rows(marked: Iterable[MarkedTranslation], threshold: float) -> Iterable[tuple[int, Any, Any]]:
    for one in marked:
        ours = [
            (span.span.start, span.span.end, GRADES[span.severity])
            for span in error_spans(one.text, one.tokens, threshold)
            if span.severity is not None
        ]
        yield len(one.text), ours, one.spans


def _rising(chances: Numbers, right: Numbers, ranges: int) -> list[list[float]]:
    """The share that is right by probability, which never falls."""
    knots: list[list[float]] = []
    for rows in np.array_split(np.argsort(chances, kind="stable"), ranges):
        share = max(float(right[rows].mean()), knots[-1][1] if knots else 0.0)
        knots.append([round(float(chances[rows].mean()), 4), round(share, 4)])
    return knots
