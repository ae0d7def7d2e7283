"""New calibrations, where there is enough to tell."""

from __future__ import annotations

import numpy as np
import pytest

from mtqc.estimation.calibrating import MarkedTranslation, scores_of
from mtqc.estimation.calibration import calibration, interpolated
from mtqc.estimation.estimate import SeverityChances, TokenEstimate
from mtqc.tuning.recalibrating import with_errors, with_languages, with_levels, with_spans
from tests.unit.tuning.conftest import CALIBRATION

CHANCE = np.random.default_rng(1)
MIXED = CHANCE.normal(size=400)
POINTS = CHANCE.poisson(np.exp(1 - 0.8 * MIXED)).astype(float)


def test_the_points_of_a_number_are_those_that_people_gave_on_average() -> None:
    found = with_levels(CALIBRATION, MIXED, POINTS)
    scale = dict(found["scale"])
    heights = list(scale.values())
    assert heights == sorted(heights, reverse=True)
    for part in (MIXED < -0.5, MIXED > 0.5):
        said = np.mean([interpolated(list(scale.items()), float(place)) for place in MIXED[part]])
        assert said == pytest.approx(POINTS[part].mean(), rel=0.2)
    assert min(scale) <= -2.5
    calibration(found)


def test_what_is_too_little_or_makes_no_sense_changes_nothing() -> None:
    few = np.where(np.arange(400) < 99, POINTS, np.nan)
    assert with_levels(CALIBRATION, MIXED, few) == CALIBRATION
    assert with_levels(CALIBRATION, -MIXED, POINTS) == CALIBRATION
    assert with_levels(CALIBRATION, MIXED, np.zeros(400)) == CALIBRATION
    assert with_errors(CALIBRATION, MIXED, few) == CALIBRATION
    assert with_spans(CALIBRATION, [_marked(True)] * 99) == CALIBRATION
    assert with_spans(CALIBRATION, [MarkedTranslation("ab cd", _tokens(0.1, 0.1), [(0, 2, 2)])] * 100) == CALIBRATION
    assert with_spans(CALIBRATION, [MarkedTranslation("ab cd", _tokens(0.9, 0.1), [(3, 5, 2)])] * 100) == CALIBRATION


def test_the_standard_error_is_what_scores_are_off() -> None:
    found = with_errors(CALIBRATION, scores_of(POINTS) - 7, POINTS)
    assert [height for _, height in found["errors"]] == pytest.approx([7] * 8)
    assert [place for place, _ in found["errors"]] == sorted(place for place, _ in found["errors"])


def _tokens(first: float, second: float) -> tuple[TokenEstimate, TokenEstimate]:
    def token(start: int, chance: float) -> TokenEstimate:
        return TokenEstimate(start, start + 2, 0.0, 0.0, SeverityChances(1 - chance, 0.0, chance, 0.0))

    return token(0, first), token(3, second)


def _marked(right: bool) -> MarkedTranslation:
    """A translation whose first word the model holds for wrong, more surely where people do."""
    return MarkedTranslation("ab cd", _tokens(0.8 if right else 0.6, 0.1), [(0, 2, 2)] if right else [])


def test_thresholds_lie_where_spans_are_right() -> None:
    found = with_spans(CALIBRATION, [_marked(place % 2 == 0) for place in range(200)])
    assert 0.6 < found["thresholds"]["span"] <= 0.8
    assert found["thresholds"]["gap"] == CALIBRATION["thresholds"]["gap"]  # type: ignore[index]  # a table of tables
    assert found["precision"][0] == [0.6, 0.0]
    assert found["precision"][-1] == [0.8, 1.0]
    calibration(found)


def test_a_pair_is_measured_when_enough_of_it_was_held_back() -> None:
    few = with_languages(CALIBRATION, ("en", "hi"), 49, ["en", "hi"])
    assert (few["measured"], few["taught"]) == (["en-de"], ["de", "en", "hi"])
    assert with_languages(few, ("en", "hi"), 50, ["en"])["measured"] == ["en-de", "en-hi"]
    assert with_languages(CALIBRATION, None, 500, ["en"]) == CALIBRATION
    assert with_languages(CALIBRATION, ("en", "xx"), 50, ["en"])["taught"] == ["de", "en"]
