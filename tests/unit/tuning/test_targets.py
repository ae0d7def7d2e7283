"""People's scores on the scales of the model's outputs."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mtqc.errors import InputError
from mtqc.model import Severity
from mtqc.tuning.judgement import Judgement, Scale
from mtqc.tuning.targets import PENALTY, points_of, standard_of, targets


def _judged(*scores: float | None) -> list[Judgement]:
    return [Judgement("s", "t", score, None, 1) for score in scores]


def test_higher_is_better_whatever_the_scale() -> None:
    for scale, scores in ((Scale.HIGHER, (10, 20, 30)), (Scale.LOWER, (0.3, 0.2, 0.1)), (Scale.MQM, (-9, -5, 0))):
        numbers = standard_of(_judged(*scores), scale, "x").of(_judged(*scores))
        assert list(numbers) == sorted(numbers), scale


def test_points_are_taken_as_they_are_and_missing_ones_from_the_marks() -> None:
    judged = [*_judged(0, -4, 400), Judgement("s", "t", None, ((0, 1, Severity.MAJOR),), 1), *_judged(None)]
    numbers = standard_of(_judged(1, 2), Scale.MQM, "x").of(judged)
    assert numbers[:4] == pytest.approx([0, -math.log(5), -math.log(26), -math.log(6)])
    assert math.isnan(numbers[4])
    assert points_of(judged, Scale.HIGHER)[3] == 5
    assert math.isnan(points_of(judged, Scale.HIGHER)[0])


def test_slips_do_not_outweigh_the_rest() -> None:
    scores = [*([1.0, 2.0] * 50), 1e6]
    assert np.abs(standard_of(_judged(*scores), Scale.HIGHER, "x").of(_judged(*scores))).max() <= 3


def test_equal_scores_and_points_of_two_signs_are_refused() -> None:
    with pytest.raises(InputError, match="the same score"):
        standard_of(_judged(3, 3), Scale.HIGHER, "x")
    with pytest.raises(InputError, match="both sides of 0"):
        standard_of(_judged(-3, 3), Scale.MQM, "x")
    assert standard_of(_judged(None), Scale.HIGHER, "x").mean == 0


def test_where_the_model_is_right_it_is_taught_what_it_says() -> None:
    outputs = np.random.default_rng(1).normal(0.3, 0.2, (50, 3))
    found = targets(4 * outputs[:, 0] - 1, outputs, Scale.HIGHER)
    assert found[:, 0] == pytest.approx(outputs[:, 0])
    assert found.mean(0) == pytest.approx(outputs.mean(0))


def test_points_are_the_second_output_itself_and_unknown_numbers_are_not_taught() -> None:
    numbers = np.array([0.0, -1.0, math.nan])
    found = targets(numbers, np.ones((3, 3)), Scale.MQM)
    assert list(found[:2, PENALTY]) == [0, -1]
    assert np.isnan(found[2]).all()
    assert np.isnan(targets(np.array([math.nan]), np.ones((1, 3)), Scale.HIGHER)).all()
