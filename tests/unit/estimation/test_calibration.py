"""The calibration of a model: what a score means, how far off it may be, and for which pairs it was measured."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqc.estimation.calibration import calibration, interpolated
from mtqc.estimation.estimate import Estimate, RawScores, SeverityChances, TokenEstimate
from mtqc.model.estimate import PairStatus

SAID: dict[str, Any] = {
    "weights": {"direct_assessment": 0.5, "penalty": 0.5, "edit_rate": 0},
    "scale": [[-4, 20], [0, 1], [1, 0]],
    "number_points": 3,
    "kept_word_points": 2,
    "errors": [[0, 30], [100, 10]],
    "widening": {"measured": 1, "transfer": 1.5, "untested": 2},
    "precision": [[0.2, 0.1], [0.8, 0.7]],
    "thresholds": {"span": 0.3, "finding": 0.7, "doubt": 0.5, "source_doubt": 0.6, "gap": 0.5, "source": 0.6},
    "omission_precision": 0.6,
    "measured": ["en-de"],
    "taught": ["de", "en", "es"],
}


def raw(direct_assessment: float, penalty: float, bad: float = 0.2, critical: float = -3.0) -> Estimate:
    tokens = (TokenEstimate(0, 3, bad, 0.1, SeverityChances(0.8, 0.1, 0.1, 0.0)),)
    return Estimate(RawScores(direct_assessment, penalty, edit_rate=-0.4, critical=critical), tokens, tokens, 0.1)


def test_a_segment_without_expected_errors_scores_100() -> None:
    assert calibration(SAID).score(raw(2, 2)) == 100


def test_the_score_falls_with_the_points_that_are_expected() -> None:
    assert calibration(SAID).score(raw(0, 0)) == pytest.approx(100 * math.exp(-0.1))
    assert calibration(SAID).score(raw(-4, -4)) == pytest.approx(100 * math.exp(-2))


def test_probably_wrong_words_lower_the_score() -> None:
    read = calibration({**SAID, "word_weights": {"translation": 1, "source": 2}})
    assert read.score(raw(0, 0, bad=0.5)) < read.score(raw(0, 0, bad=0.1))
    assert read.mixed(raw(0, 0, bad=0.5)) == pytest.approx(-1.5)


def test_a_probable_critical_error_lowers_the_score() -> None:
    read = calibration({**SAID, "critical_weight": 0.1})
    assert read.mixed(raw(0, 0, critical=-2)) == pytest.approx(0.2)
    assert read.score(raw(-1, -1, critical=2)) < read.score(raw(-1, -1, critical=-2))


def test_a_differing_number_and_a_kept_word_cost_their_points() -> None:
    read = calibration(SAID)
    assert read.score(raw(0, 0), kept_words=1) == pytest.approx(100 * math.exp(-0.3))
    assert read.score(raw(0, 0), number_errors=1) == pytest.approx(100 * math.exp(-0.4))


@given(st.floats(-10, 10), st.floats(-10, 10), st.floats(0, 3))
def test_scores_stay_between_0_and_100(first: float, second: float, numbers: float) -> None:
    assert 0 <= calibration(SAID).score(raw(first, second), numbers) <= 100


@pytest.mark.parametrize(
    ("source", "target", "status"),
    [
        ("en", "de", PairStatus.MEASURED),
        ("en-GB", "de_AT", PairStatus.MEASURED),
        ("de", "en", PairStatus.TRANSFER),
        ("es", "de", PairStatus.TRANSFER),
        ("en", "is", PairStatus.UNTESTED),
        (None, "de", PairStatus.UNTESTED),
        ("en", None, PairStatus.UNTESTED),
    ],
)
def test_only_pairs_that_were_compared_with_people_count_as_measured(
    source: str | None, target: str | None, status: PairStatus
) -> None:
    assert calibration(SAID).status(source, target) is status


def test_the_error_is_wider_where_nobody_measured() -> None:
    read = calibration(SAID)
    assert read.standard_error(50, PairStatus.MEASURED) == 20
    assert read.standard_error(50, PairStatus.TRANSFER) == 30


def test_confidence_is_level_beyond_what_was_measured() -> None:
    read = calibration(SAID)
    assert read.confidence(0.05) == 0.1
    assert read.confidence(0.5) == pytest.approx(0.4)
    assert read.confidence(1.0) == 0.7


@given(st.floats(-5, 5))
def test_a_line_stays_between_its_lowest_and_highest_knot(place: float) -> None:
    assert 1 <= interpolated([(-1, 1), (0, 4), (2, 2)], place) <= 4


@pytest.mark.parametrize("broken", [{"scale": []}, {"scale": [[1, 0], [0, 1]]}, {"measured": ["en"]}])
def test_a_calibration_that_makes_no_sense_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"knots|unpack"):
        calibration({**SAID, **broken})
