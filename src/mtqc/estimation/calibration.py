"""From what the model was taught with to what people read: a score from 0 to 100, its error, a finding's confidence.

The scale is that of MQM points. A segment in which e points of errors are expected (1 for a minor error, 5 for a major
one) has the score 100 · exp(−e / 10): 90 is about one minor error, 70 between three and four points, less than a major
error, 50 seven points, a major and two minor errors.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mtqc.estimation.estimate import Estimate, TokenEstimate
from mtqc.model import PairStatus

POINTS_SCALE = 10.0
"""MQM points at which the score has fallen to 37, 100 / e."""
_HIGHEST = 100.0
Knots = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The probabilities from which on something is said.

    ``span`` is for the spans of scores, chosen for the best balance of what is found and what is right; ``finding`` is
    for the findings of checks, which must be right more often. ``doubt`` is for the one span that goes with a low
    score, so that a reader knows where to look: people marked something of every other such span. ``source_doubt`` is
    the same for words of the source: five of 1,000 segments without an error have one. ``gap`` and
    ``source`` are for omissions: the probability of a gap in the translation, and that of a source word without a
    translation.
    """

    span: float
    finding: float
    doubt: float
    source_doubt: float
    gap: float
    source: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns the outputs of one model into numbers for people.

    ``weights`` of direct assessment, penalty and edit rate make one number of them; ``word_weights`` is how much of the
    mean probability of a wrong word is taken from that, in the translation and in the source, and ``critical_weight``
    how much of the log-odds of a critical error. ``scale`` turns that number into MQM points, to which each differing
    number of the texts adds ``number_points`` and each word kept from the source ``kept_word_points``; ``errors`` turns
    a score into its standard error, ``precision`` the probability of a span into the share of such spans that people
    marked too. Each is a line through knots, level beyond its ends. ``omission_precision`` is the share of omissions
    that people see as well. ``widening`` is by how much the standard error grows for pairs that are not measured.
    ``measured`` are pairs of languages, ``taught`` languages.
    """

    weights: tuple[float, float, float]
    word_weights: tuple[float, float]
    critical_weight: float
    scale: Knots
    number_points: float
    kept_word_points: float
    errors: Knots
    widening: Mapping[PairStatus, float]
    precision: Knots
    thresholds: Thresholds
    omission_precision: float
    measured: frozenset[tuple[str, str]]
    taught: frozenset[str]

    def mixed(self, estimate: Estimate) -> float:
        """The one number that is made of all outputs for a pair; the higher the better."""
        scores = estimate.scores
        parts = (scores.direct_assessment, scores.penalty, scores.edit_rate)
        whole = sum(weight * part for weight, part in zip(self.weights, parts, strict=True))
        translation, source = self.word_weights
        words = translation * mean_bad(estimate.translation) + source * mean_bad(estimate.source)
        return whole - words - self.critical_weight * scores.critical

    def score(self, estimate: Estimate, number_errors: float = 0.0, kept_words: float = 0.0) -> float:
        """The score of a pair with so many differing numbers and kept words, from 0 to 100."""
        points = max(0.0, interpolated(self.scale, self.mixed(estimate)))
        points += self.number_points * number_errors + self.kept_word_points * kept_words
        return _HIGHEST * math.exp(-points / POINTS_SCALE)

    def standard_error(self, score: float, status: PairStatus) -> float:
        """By how many points a score is off, typically: the root of the mean square."""
        return interpolated(self.errors, score) * self.widening[status]

    def confidence(self, probability: float) -> float:
        """The share of spans of such a probability that people marked as well, from 0 to 1."""
        return min(1.0, max(0.0, interpolated(self.precision, probability)))

    def status(self, source_language: str | None, target_language: str | None) -> PairStatus:
        """What is known of the model for a pair, by the languages alone: regions and scripts make no difference."""
        if source_language is None or target_language is None:
            return PairStatus.UNTESTED
        source, target = (tag.replace("_", "-").split("-")[0].lower() for tag in (source_language, target_language))
        if (source, target) in self.measured:
            return PairStatus.MEASURED
        return PairStatus.TRANSFER if {source, target} <= self.taught else PairStatus.UNTESTED


def mean_bad(tokens: Sequence[TokenEstimate]) -> float:
    """The mean probability of a wrong word over tokens, 0 for none."""
    return sum(token.bad for token in tokens) / len(tokens) if tokens else 0.0


def interpolated(knots: Sequence[tuple[float, float]], place: float) -> float:
    """The height of the line through the knots at a place; beyond the first and last knot it is level."""
    if place <= knots[0][0]:
        return knots[0][1]
    if place >= knots[-1][0]:
        return knots[-1][1]
    after = bisect_right(knots, place, key=lambda knot: knot[0])
    (left, low), (right, high) = knots[after - 1], knots[after]
    return low + (high - low) * (place - left) / (right - left)


def calibration(said: Mapping[str, Any]) -> Calibration:
    """The calibration that the description of a model holds.

    Raises:
        KeyError: something is missing.
        TypeError: something has another form than it should.
        ValueError: as before, or a line has no knots.
    """
    words = said.get("word_weights", {})
    direct_assessment, penalty, edit_rate = (float(said["weights"][name]) for name in _WEIGHTS)
    return Calibration(
        weights=(direct_assessment, penalty, edit_rate),
        word_weights=(float(words.get("translation", 0)), float(words.get("source", 0))),
        critical_weight=float(said.get("critical_weight", 0)),
        scale=_knots(said["scale"]),
        number_points=float(said["number_points"]),
        kept_word_points=float(said["kept_word_points"]),
        errors=_knots(said["errors"]),
        widening={PairStatus(name): float(factor) for name, factor in said["widening"].items()},
        precision=_knots(said["precision"]),
        thresholds=Thresholds(**{name: float(value) for name, value in said["thresholds"].items()}),
        omission_precision=float(said["omission_precision"]),
        measured=frozenset(_pair(pair) for pair in said["measured"]),
        taught=frozenset(said["taught"]),
    )


_WEIGHTS = ("direct_assessment", "penalty", "edit_rate")


def _knots(said: Sequence[Sequence[float]]) -> Knots:
    knots = tuple((float(place), float(height)) for place, height in said)
    if not knots or list(knots) != sorted(knots):
        raise ValueError("knots of a line must be there, and in order")
    return knots


def _pair(text: str) -> tuple[str, str]:
    source, target = text.split("-")
    return source, target
