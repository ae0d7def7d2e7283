"""Severities compare by gravity, and the score is that of the MQM linear model."""

from __future__ import annotations

import pytest

from mtqc.model import Category, Quality, Severity, SeverityWeights
from mtqc.model.mqm import count_by_severity


def test_severities_compare_by_gravity() -> None:
    words = ["major", "neutral", "critical", "minor"]
    assert [severity.value for severity in sorted(map(Severity, words))] == ["neutral", "minor", "major", "critical"]
    assert Severity.MAJOR >= Severity.MAJOR > Severity.MINOR
    with pytest.raises(TypeError):
        _ = Severity.MAJOR < "critical"


def test_every_category_but_other_has_a_dimension_above_it() -> None:
    for category in Category:
        assert category.dimension == category.value.split("/")[0]
        assert ("/" in category.value) is (category is not Category.OTHER)


def test_the_score_of_a_hundred_words_with_one_major_error_is_95() -> None:
    quality = Quality.of([Severity.MAJOR], 100)
    assert (quality.penalty, quality.mqm, quality.penalty_per_1000_words) == (5, 95, 50)


def test_the_score_does_not_fall_below_nought() -> None:
    assert Quality.of([Severity.CRITICAL], 3).mqm == 0


def test_a_text_without_words_has_no_score() -> None:
    assert Quality.of([Severity.MAJOR], 0).mqm is None
    assert Quality.of([], 0).penalty_per_1000_words is None


def test_weights_can_be_others() -> None:
    weights = SeverityWeights(neutral=0.5, major=10)
    severities = [Severity.NEUTRAL, Severity.MINOR, Severity.MAJOR]
    assert Quality.of(severities, 10, weights).penalty == 11.5


def test_counts_are_worst_first_without_the_absent() -> None:
    counts = count_by_severity([Severity.MINOR, Severity.CRITICAL, Severity.MINOR])
    assert list(counts.items()) == [(Severity.CRITICAL, 1), (Severity.MINOR, 2)]
