from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.statistics.segment_statistics import Matrix
from mtqc.statistics.tie_calibration import Calibration, calibrated_accuracy

N = math.nan


def matrix(*rows: tuple[float, ...]) -> Matrix:
    return np.array(rows, dtype=np.float64)


@pytest.mark.parametrize(
    ("human", "metric", "expected"),
    [
        # The examples of mt-metrics-eval: no threshold helps; one of 4 does.
        ([[1, 2, 3, 4]], [[0, 2, 6, 8]], Calibration(1.0, 0.0, 1)),
        ([[1, 1, 1, 4]], [[0, 2, 6, 8]], Calibration(4 / 6, 4.0, 1)),
        ([[1, 2, 2, 3, 4]], [[2, 1, 1.5, 5, 3]], Calibration(0.7, 0.5, 1)),
        # Its regression example: rows with gaps, one of them empty.
        (
            [[1, 5, 2, 1, 1], [4, 2, 2, 1, 4], [5, 9, 2, 8, 7], [7, 6, N, 3, 2], [N] * 5],
            [[0, 5, 2, 3, 2], [N, 2, 1, 5, 3], [9, 1, 5, 3, 8], [9, 3, 4, 4, 1], [N] * 5],
            Calibration(0.4916666666666668, 1.0, 4),
        ),
        ([[1, N]], [[1, 2]], Calibration(None, 0.0, 0)),
    ],
)
def test_the_best_threshold_is_found(
    human: list[list[float]], metric: list[list[float]], expected: Calibration
) -> None:
    found = calibrated_accuracy(np.array(human), np.array(metric))
    assert found.accuracy == (None if expected.accuracy is None else pytest.approx(expected.accuracy, abs=1e-12))
    assert (found.threshold, found.groups) == (expected.threshold, expected.groups)


def by_trying(human: Matrix, metric: Matrix) -> tuple[float, float]:
    """Tries every difference, one after the other."""

    def accuracy(threshold: float) -> float:
        rows = []
        for of_human, of_metric in zip(human, metric, strict=True):
            pairs = list(itertools.combinations(range(len(of_human)), 2))
            answers = [
                0.0 if abs(of_metric[i] - of_metric[j]) <= threshold else np.sign(of_metric[i] - of_metric[j])
                for i, j in pairs
            ]
            rows.append(
                sum(answer == np.sign(of_human[i] - of_human[j]) for answer, (i, j) in zip(answers, pairs, strict=True))
                / len(pairs)
            )
        return float(sum(rows) / len(rows))

    candidates = {0.0} | {abs(row[i] - row[j]) for row in metric for i, j in itertools.combinations(range(len(row)), 2)}
    accuracies = {threshold: accuracy(threshold) for threshold in sorted(candidates)}
    best = max(accuracies.values())
    return best, next(threshold for threshold, value in accuracies.items() if value >= best - 1e-12)


@settings(max_examples=40)
@given(st.data())
def test_it_is_the_best_of_all_differences_however_many_pairs_there_are(data: st.DataObject) -> None:
    shape = (data.draw(st.integers(1, 6)), data.draw(st.integers(2, 6)))
    human = np.array(data.draw(st.lists(st.integers(0, 2), min_size=36, max_size=36)), dtype=np.float64)
    metric = np.array(data.draw(st.lists(st.integers(0, 40), min_size=36, max_size=36))) / 8
    human, metric = (scores[: shape[0] * shape[1]].reshape(shape) for scores in (human, metric))
    accuracy, threshold = by_trying(human, metric)
    with pytest.MonkeyPatch.context() as patch:
        for held in (10**9, 0):
            patch.setattr("mtqc.statistics.tie_calibration._HELD", held)
            found = calibrated_accuracy(human, metric)
            assert found.accuracy == pytest.approx(accuracy, abs=1e-12)
            assert found.threshold == threshold


def test_long_rows_are_read_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(1)
    human = generator.integers(0, 4, size=(2, 60)).astype(np.float64)
    metric = human + generator.normal(size=(2, 60))
    whole = calibrated_accuracy(human, metric)
    monkeypatch.setattr("mtqc.statistics.tie_calibration._PAIRS_A_BLOCK", 500)
    monkeypatch.setattr("mtqc.statistics.tie_calibration._HELD", 0)
    in_blocks = calibrated_accuracy(human, metric)
    assert in_blocks.threshold == whole.threshold
    assert in_blocks.accuracy == pytest.approx(whole.accuracy, abs=1e-12)


def test_a_constant_metric_ties_everything() -> None:
    found = calibrated_accuracy(matrix((1, 1, 2)), matrix((5, 5, 5)))
    assert found.accuracy == pytest.approx(1 / 3)
    assert found.threshold == 0
