"""The style model: how far a text reads like translations, judged by function words and the shapes of other words."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mtqc.interference.passages import Passage
from mtqc.interference.style.classes import Feature, style_file, style_table, word_classes

_LEAST_WORDS, _MOST_WORDS = 80, 800
"""The lengths that the calibration was measured on; beyond them the nearest counts."""


@dataclass(frozen=True, slots=True)
class ReadingRate:
    """How often something readable occurs, per 1,000 words: here, in most native news, and in translated news.

    ``native`` holds the rates between which eight in ten native news texts lie.
    """

    name: str
    rate: float
    native: tuple[float, float]
    translated: float


@dataclass(frozen=True, slots=True)
class Style:
    """What style says of a text.

    ``log_odds`` of translated against native, where both were as likely before the text was read. ``percentile`` is
    the share of native news of this length, in percent, that reads less translated. ``rates`` is what lies outside the
    range of native text, on the side of translations, the furthest first.
    """

    words: int
    score: float
    log_odds: float
    percentile: float
    rates: tuple[ReadingRate, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Log-odds from a score and a length: Platt scaling whose slope and constant are linear in ln(words / 100).

    After Platt, Probabilistic outputs for support vector machines (1999), with the length as a further input.
    """

    constant: float
    by_size: float
    by_score: float
    by_both: float

    def log_odds(self, score: float, words: int) -> float:
        size = math.log(min(max(words, _LEAST_WORDS), _MOST_WORDS) / 100)
        return self.constant + self.by_size * size + (self.by_score + self.by_both * size) * score


@dataclass(frozen=True, slots=True)
class _Linear:
    """A constant and a weight for each feature: logistic regression on occurrences per word."""

    constant: float
    weights: Mapping[Feature, float]

    def score(self, counts: Mapping[Feature, int], words: int) -> float:
        weights = self.weights
        weighed = sum(weights[feature] * count for feature, count in counts.items() if feature in weights)
        return self.constant + weighed / words


class StyleModel:
    """A language's weights and calibration, from data/interference/style; see training/interference/train_style.py."""

    def __init__(self, language: str) -> None:
        self._classes = word_classes(language)
        header, *lines = style_file(f"{language}.weights.tsv").read_text(encoding="utf-8").splitlines()
        self._linear = _Linear(float(header), dict(map(_weight, lines)))
        calibration: Mapping[str, Any] = json.loads(
            style_file(f"{language}.calibration.json").read_text(encoding="utf-8")
        )
        self._scale = _Scale(*calibration["platt"])
        self._percentiles: Sequence[float] = calibration["percentiles"]
        self._native = {int(length): scores for length, scores in calibration["native"].items() if scores}
        self._readings = tuple(
            (table["name"], frozenset(table["classes"].split()), measured)
            for table, measured in zip(style_table(language)["reading"], calibration["readings"], strict=True)
        )

    def read(self, passages: Iterable[Passage]) -> Style | None:
        """The style of the passages together; None if they have no word."""
        passages = tuple(passages)
        words = sum(len(passage.words) for passage in passages)
        if not words:
            return None
        counts = self._classes.features(passages)
        return self.style_of(counts, words, self._linear.score(counts, words))

    def style_of(self, counts: Mapping[Feature, int], words: int, score: float) -> Style:
        """What a score means for a text with these features and so many words."""
        return Style(
            words=words,
            score=score,
            log_odds=self._scale.log_odds(score, words),
            percentile=self._percentile(score, words),
            rates=self._rates(counts, words),
        )

    def _percentile(self, score: float, words: int) -> float:
        length = min(self._native, key=lambda measured: abs(math.log(measured / words)))
        place = bisect_right(self._native[length], score)
        return self._percentiles[place - 1] if place else 0.0

    def _rates(self, counts: Mapping[Feature, int], words: int) -> tuple[ReadingRate, ...]:
        found = []
        for name, classes, measured in self._readings:
            rate = 1000 * sum(counts.get(feature, 0) for feature in classes) / words
            low, high = measured["native"]
            translated = measured["translated"]
            distance = rate - high if translated > (low + high) / 2 else low - rate
            if distance > 0:
                found.append((distance / (high - low), ReadingRate(name, rate, (low, high), translated)))
        return tuple(rate for _, rate in sorted(found, key=lambda pair: -pair[0]))


def _weight(line: str) -> tuple[Feature, float]:
    feature, _, weight = line.partition("\t")
    return tuple(feature.split(" ")) if " " in feature else feature, float(weight)


@cache
def style_model(language: str) -> StyleModel | None:
    """A language's model; None where there is none."""
    return StyleModel(language) if style_file(f"{language}.weights.tsv").is_file() else None
