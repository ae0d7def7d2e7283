from __future__ import annotations

import numpy as np
import pytest

from mtqc.statistics.segment_statistics import Matrix
from mtqc.statistics.soft_pairwise_accuracy import agreement, p_values, random_signs, soft_pairwise_accuracy


def test_p_values_by_hand() -> None:
    """Three systems, two segments, every way to swap them once."""
    signs = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]], dtype=np.float32)
    # Differences by segment: 0 against 1 (2, 1), against 2 (3, -1); 1 against 2 (1, -2).
    scores = np.array([[4.0, 2.0], [2.0, 1.0], [1.0, 3.0]])
    # Sums: (2, 1) gives 3, 1, -1, -3, one at least 3. (3, -1): 2, 4, -4, -2, two at least 2.
    # (1, -2): -1, 3, -3, 1, three at least -1.
    assert p_values(scores, signs).tolist() == [1 / 4, 2 / 4, 3 / 4]


def test_agreement_is_one_less_the_mean_distance() -> None:
    assert agreement(np.array([0.25, 0.5, 0.75]), np.array([0.0, 0.5, 0.25])) == pytest.approx(1 - 0.75 / 3)


def test_the_recipe_is_that_of_mt_metrics_eval() -> None:
    """Written out one permutation and one pair at a time."""
    generator = np.random.default_rng(7)
    human = -generator.integers(0, 26, size=(4, 30)).astype(np.float64)
    metric = human / 25 + generator.normal(size=(4, 30))
    mask = np.random.default_rng(4).random(size=(1000, 30), dtype=np.float32)
    distances = []
    for first in range(4):
        for second in range(first + 1, 4):
            shares = []
            for scores in (human, metric):
                differences = scores[first] - scores[second]
                observed = differences.sum()
                null = [sum(d if m > 0.5 else -d for d, m in zip(differences, row, strict=True)) for row in mask]
                shares.append(sum(value >= observed - 1e-4 for value in null) / 1000)
            distances.append(abs(shares[0] - shares[1]))
    assert soft_pairwise_accuracy(human, metric) == pytest.approx(1 - sum(distances) / 6, abs=1e-6)


def test_a_metric_that_scores_as_people_do_is_right_about_everything() -> None:
    human = np.random.default_rng(0).normal(size=(5, 40))
    assert soft_pairwise_accuracy(human, human * 3) == 1
    assert (soft_pairwise_accuracy(human, -human) or 0) < 0.5


def test_segments_that_lack_a_score_are_left_out() -> None:
    generator = np.random.default_rng(3)
    human, metric = generator.normal(size=(2, 3, 20))
    expected = soft_pairwise_accuracy(human[:, 2:], metric[:, 2:])
    human[1, 0] = metric[2, 1] = np.nan
    assert soft_pairwise_accuracy(human, metric) == expected


@pytest.mark.parametrize("scores", [np.ones((1, 5)), np.full((3, 2), np.nan)])
def test_nothing_to_compare_has_no_accuracy(scores: Matrix) -> None:
    assert soft_pairwise_accuracy(scores, scores) is None


def test_draws_are_signs_and_depend_on_the_seed_alone() -> None:
    assert set(random_signs(9, 20).ravel().tolist()) == {-1.0, 1.0}
    assert np.array_equal(random_signs(9, 20), random_signs(9, 20, seed=4))
