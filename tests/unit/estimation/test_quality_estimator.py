"""Scores, errors and omissions as people get them: by the tiny model, whose weights are random."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqc.errors import CheckpointError
from mtqc.estimation.estimate import Unestimated
from mtqc.estimation.estimator import Pair
from mtqc.estimation.quality_estimator import QualityEstimate, QualityEstimator
from mtqc.estimation.settled_spans import is_settled
from mtqc.model.estimate import PairStatus
from tests.unit.estimation.tiny_model import TINY
from tests.unit.metrics.tiny_estimator import calibrated

PAIRS = [
    Pair("The dog is old and tired.", "Der Hund ist alt und müde."),
    Pair("In 1914 the war began, and nobody was prepared.", "1915 begann der Krieg, und niemand war vorbereitet."),
    Pair("", "Nichts."),
    Pair("A short one.", "Ein kurzer Satz, der länger ist als sein Ausgangstext."),
]


@pytest.fixture(scope="module")
def estimator(tmp_path_factory: pytest.TempPathFactory) -> QualityEstimator:
    return QualityEstimator(calibrated(tmp_path_factory.mktemp("model") / "tiny"))


def test_each_pair_has_an_estimate_or_a_reason(estimator: QualityEstimator) -> None:
    found = list(estimator.estimate(iter(PAIRS), "en", "de"))
    assert [isinstance(one, Unestimated) for one in found] == [False, False, True, False]
    for one in found:
        if isinstance(one, QualityEstimate):
            assert 0 <= one.score <= 100
            assert one.standard_error > 0
            assert one.status is PairStatus.MEASURED


def test_errors_and_omissions_mark_what_is_there(estimator: QualityEstimator) -> None:
    found = zip(PAIRS, estimator.estimate(PAIRS, "en", "de"), strict=True)
    errors = omissions = 0
    for pair, one in found:
        if isinstance(one, QualityEstimate):
            for error in one.errors:
                errors += 1
                assert error.span.of(pair.translation).strip()
                assert 0 <= error.confidence <= 1
            for omission in one.omissions:
                omissions += 1
                assert omission.source.of(pair.source).strip()
                assert 0 <= omission.gap <= len(pair.translation)
    assert errors
    assert omissions


def test_at_most_one_place_is_doubtful_and_it_is_the_surest(tmp_path: Path) -> None:
    thresholds = {"span": 0.2, "finding": 0.9, "doubt": 0.2, "source_doubt": 0.6, "gap": 0.45, "source": 0.45}
    model = QualityEstimator(calibrated(tmp_path / "free", thresholds=thresholds))
    doubts = 0
    for pair, one in zip(PAIRS, model.estimate(PAIRS, "en", "de"), strict=True):
        if isinstance(one, Unestimated):
            continue
        told = [error for error in one.errors if not is_settled(error.span.of(pair.translation), pair.source)]
        surest = max(told, key=lambda error: error.probability, default=None)
        assert one.doubtful == (surest.span if surest is not None else None)
        doubts += one.doubtful is not None
    assert doubts
    strict = QualityEstimator(calibrated(tmp_path / "strict", thresholds={**thresholds, "doubt": 1.01}))
    assert not any(one.doubtful for one in strict.estimate(PAIRS, "en", "de") if isinstance(one, QualityEstimate))


def test_sure_errors_are_fewer(estimator: QualityEstimator) -> None:
    usual = [one.errors for one in estimator.estimate(PAIRS, "en", "de") if isinstance(one, QualityEstimate)]
    sure = [one.errors for one in estimator.estimate(PAIRS, "en", "de", sure=True) if isinstance(one, QualityEstimate)]
    assert sum(map(len, sure)) < sum(map(len, usual))


def test_of_pairs_that_are_read_in_windows_nothing_is_sure(estimator: QualityEstimator) -> None:
    long = [Pair("The cat sat there. " * 20, "Die Katze saß da. " * 20)]
    (usual,) = estimator.estimate(long, "en", "de")
    (sure,) = estimator.estimate(long, "en", "de", sure=True)
    assert isinstance(usual, QualityEstimate)
    assert isinstance(sure, QualityEstimate)
    assert usual.raw.windows > 1
    assert usual.errors
    assert (sure.errors, sure.omissions, sure.score) == ((), (), usual.score)


@pytest.mark.parametrize(
    ("marked", "source", "settled"),
    [
        ("1914", "It began in 1914.", True),
        ("1915", "It began in 1914.", True),
        ("software", "All software is free.", True),
        ("DATEI2", "FILE1 or FILE2", True),
        ("Katze", "The dog", False),
        ("A", "I", False),
        ("猫", "The dog", False),
    ],
)
def test_numbers_names_and_words_that_are_kept_are_left_to_rules(marked: str, source: str, settled: bool) -> None:
    assert is_settled(marked, source) is settled


def test_a_differing_number_lowers_the_score(tmp_path: Path) -> None:
    free = QualityEstimator(calibrated(tmp_path / "free", number_points=0))
    strict = QualityEstimator(calibrated(tmp_path / "strict", number_points=5))
    scores = [
        [one.score for one in model.estimate(PAIRS[:2], "en", "de") if isinstance(one, QualityEstimate)]
        for model in (free, strict)
    ]
    assert scores[0][0] == scores[1][0]
    assert scores[0][1] > scores[1][1]


def test_a_model_without_calibration_has_no_scores_for_people() -> None:
    with pytest.raises(CheckpointError, match="not calibrated"):
        QualityEstimator(TINY)
