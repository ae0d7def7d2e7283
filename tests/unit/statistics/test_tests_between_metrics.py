"""Williams' test, PERM-BOTH, and the permutation test of means."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mtqc.statistics.clusters import ranks
from mtqc.statistics.grouping import Grouping
from mtqc.statistics.kendall import tau_b
from mtqc.statistics.pearson import pearson
from mtqc.statistics.perm_both import perm_both, perm_both_calibrated, perm_both_spa
from mtqc.statistics.permutation import permutation_test
from mtqc.statistics.segment_statistics import Matrix
from mtqc.statistics.student_t import incomplete_beta, upper_tail
from mtqc.statistics.williams import williams_test


def scores_of(noise: float, seed: int, shape: tuple[int, int] = (6, 60)) -> Matrix:
    return human_scores(shape) + np.random.default_rng(seed).normal(scale=noise, size=shape)


def human_scores(shape: tuple[int, int] = (6, 60)) -> Matrix:
    generator = np.random.default_rng(0)
    return np.round(generator.normal(size=shape) + np.arange(shape[0])[:, None] / 4, 1)


@pytest.mark.parametrize(
    ("t", "degrees", "expected"),
    # scipy.stats.t.sf of scipy 1.17.1.
    [(2.5, 7, 0.020496109292876444), (0, 3, 0.5), (-1, 2, 0.7886751345948129), (40, 5, 9.205981085886477e-08)],
)
def test_the_t_distribution_is_scipys(t: float, degrees: int, expected: float) -> None:
    assert upper_tail(t, degrees) == pytest.approx(expected, rel=1e-9, abs=0)


def test_the_ends_of_the_beta_distribution() -> None:
    assert incomplete_beta(2, 3, 0) == 0
    assert incomplete_beta(2, 3, 1) == 1
    # I_x(1, 1) is the uniform distribution's.
    assert incomplete_beta(1, 1, 0.3) == pytest.approx(0.3)
    with pytest.raises(ValueError, match="degrees of freedom"):
        upper_tail(1, 0)


def test_williams_test_is_that_of_mt_metrics_eval() -> None:
    human, first, second = (
        np.array([values]) for values in ([1.0, 2, 3, 4, 5], [1.1, 2, 3.1, 4, 5.1], [1.5, 2, 3.1, 4, 5.5])
    )
    of_first, of_second = pearson(human, first)[0], pearson(human, second)[0]
    between = pearson(first, second)[0]
    assert williams_test(of_first, of_second, between, 5) == pytest.approx(0.019, abs=5e-4)
    assert williams_test(of_first, of_second, between, 5, one_sided=False) == pytest.approx(0.038, abs=1e-3)


def test_williams_test_needs_scores_and_a_difference() -> None:
    assert williams_test(0.9, 0.8, 0.9, 3) is None
    assert williams_test(1.0, 1.0, 1.0, 10) is None


@pytest.mark.parametrize("grouping", list(Grouping))
def test_the_better_metric_is_found_and_the_order_turns_the_answer(grouping: Grouping) -> None:
    human, good, bad = human_scores(), scores_of(0.3, 1), scores_of(3, 2)
    assert perm_both(human, bad, good, pearson, grouping, 100) < 0.05
    assert perm_both(human, good, bad, pearson, grouping, 100) > 0.95
    assert perm_both(human, bad, good, tau_b, grouping, 50) < 0.05
    assert perm_both_calibrated(human, bad, good, grouping, 100) < 0.05
    assert perm_both_calibrated(human, good, bad, grouping, 100) > 0.95


def test_the_scales_of_metrics_do_not_matter() -> None:
    human, first, second = human_scores(), scores_of(1, 1), scores_of(1.2, 2)
    assert perm_both(human, first, second, pearson, permutations=200) == pytest.approx(
        perm_both(human, first * 1000 + 7, second, pearson, permutations=200)
    )


def test_soft_pairwise_accuracy_can_be_tested() -> None:
    human = human_scores((6, 30))
    good, bad = scores_of(0.2, 1, (6, 30)), np.random.default_rng(5).normal(size=(6, 30))
    assert perm_both_spa(human, bad, good, 60) < 0.05
    assert perm_both_spa(human, good, bad, 60) > 0.95


def test_a_metric_does_not_beat_itself_or_a_copy() -> None:
    human, metric = human_scores(), scores_of(1, 1)
    assert perm_both(human, metric, metric, pearson, permutations=50) == 1
    assert perm_both_spa(human, metric, metric, 20) == 1
    assert perm_both_calibrated(human, metric, metric, permutations=50) == 1


def test_missing_and_constant_scores_prove_nothing() -> None:
    human, metric = human_scores(), scores_of(1, 1)
    assert perm_both(human, np.ones_like(human), np.ones_like(human), pearson, permutations=20) == 1
    nothing = np.full_like(human, np.nan)
    assert perm_both(human, nothing, metric, pearson, permutations=20) == 1
    assert perm_both_calibrated(human, nothing, metric, permutations=20) == 1


def test_swaps_of_pairs_are_drawn_as_if_one_by_one() -> None:
    """One item of four systems, of whose six pairs four are answered by one metric only."""
    human = np.array([[1.0], [2], [3], [4]])
    second = np.array([[1.0], [2], [3], [4]])
    first = np.array([[4.0], [3], [1], [2]])
    # The first metric has one pair right, the second all six: five differ. Chance puts the second that far ahead
    # only if all five stay, once in 32.
    found = perm_both_calibrated(human, first, second, permutations=20_000)
    assert found == pytest.approx(1 / 32, abs=0.005)


def test_random_signs_find_what_all_signs_find() -> None:
    first, second = np.array([3.0, 1, 4, 1, 5]), np.array([2.0, 2, 1, 0, 1])
    differences = first - second
    sums = [np.dot(signs, differences) for signs in itertools.product((-1, 1), repeat=5)]
    greater = sum(value >= differences.sum() for value in sums) / 32
    two_sided = sum(abs(value) >= differences.sum() for value in sums) / 32
    assert permutation_test(first, second, "greater") == pytest.approx(greater, abs=0.015)
    assert permutation_test(first, second) == pytest.approx(two_sided, abs=0.015)


def test_segments_that_lack_a_score_are_in_no_permutation() -> None:
    first, second = np.array([3.0, np.nan, 4]), np.array([2.0, 2, np.nan])
    assert permutation_test(first, second, permutations=400) == 1
    assert permutation_test(np.array([np.nan]), second[:1]) == 1.0


def test_metrics_share_a_rank_until_one_of_it_is_significantly_better() -> None:
    p_values = np.ones((4, 4))
    # The first beats the third, the third nobody; the fourth loses to the second, which is of another rank.
    p_values[0, 2] = p_values[1, 3] = 0.01
    assert ranks(p_values) == (1, 1, 2, 2)
    p_values[2, 3] = 0.05
    assert ranks(p_values) == (1, 1, 2, 3)
    assert ranks(np.ones((0, 0))) == ()
