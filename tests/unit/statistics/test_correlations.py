"""Correlations against mt-metrics-eval's own expectations, values of scipy 1.17.1, and values made by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.statistics.grouping import GroupAverage, Grouping, average
from mtqc.statistics.kendall import accuracy_with_ties, kendall_like, order_accuracy, tau_23, tau_b, tau_c
from mtqc.statistics.pair_counts import count_pairs
from mtqc.statistics.pairwise_accuracy import pairwise_accuracy
from mtqc.statistics.pearson import pearson
from mtqc.statistics.segment_statistics import Matrix, Vector
from mtqc.statistics.spearman import ranks, spearman

HUMAN, METRIC = np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[2.0, 1, 4], [3, 3, 7]])
"""Two systems, three segments: the example of mt-metrics-eval's tests."""
MISSING = math.nan


def row(*values: float) -> Matrix:
    return np.array([values], dtype=np.float64)


def grouped(correlation: Callable[[Matrix, Matrix], Vector], grouping: str) -> float | None:
    return average(correlation(Grouping(grouping).rows(HUMAN), Grouping(grouping).rows(METRIC))).value


@pytest.mark.parametrize(
    ("correlation", "none", "system", "item"),
    [(pearson, 0.776, 0.760, 1.0), (tau_b, 0.552, 0.575, 1.0), (tau_c, 0.556, 0.611, 1.0)],
)
def test_groups_are_correlated_one_by_one_and_averaged(
    correlation: Callable[[Matrix, Matrix], Vector], none: float, system: float, item: float
) -> None:
    assert grouped(correlation, "none") == pytest.approx(none, abs=5e-4)
    assert grouped(correlation, "system") == pytest.approx(system, abs=5e-4)
    assert grouped(correlation, "item") == pytest.approx(item, abs=5e-4)


@pytest.mark.parametrize(
    ("correlation", "expected"),
    [
        (pearson, 0.36661778755338326),
        (spearman, 0.33333333333333337),
        (tau_b, 0.2631578947368421),
        (tau_c, 0.25510204081632654),
    ],
)
def test_correlations_with_ties_are_scipys(correlation: Callable[[Matrix, Matrix], Vector], expected: float) -> None:
    assert correlation(row(7, 1, 2, 7, 4, 3, 2), row(4, 1, 3, 6, 1, 5, 6))[0] == pytest.approx(expected, abs=1e-12)


def test_kinds_of_kendalls_correlation_differ_in_what_they_make_of_ties() -> None:
    human, metric = row(1, 2, 2, 3, 4), row(2, 1, 1.5, 5, 3)
    assert tau_b(human, metric)[0] == pytest.approx(0.316227766)
    assert tau_c(human, metric)[0] == pytest.approx(0.32)
    assert tau_23(human, metric)[0] == pytest.approx(0.2)
    assert accuracy_with_ties(human, metric)[0] == pytest.approx(0.6)


def test_pairs_are_counted_by_how_both_order_them() -> None:
    # 21 pairs: people tie (1, 1) three times and (2, 2), the metric (1, 1), (2, 2) and (3, 3); one is in both.
    counts = count_pairs(row(1, 1, 1, 2, 2, 3, 4), row(1, 1, 2, 2, 4, 3, 3))
    found = [part[0] for part in (counts.concordant, counts.discordant, counts.tied_human, counts.tied_metric)]
    assert found == [13, 2, 3, 2]
    assert counts.tied_both[0] == 1
    assert counts.pairs[0] == 21


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=12))
def test_sorting_counts_what_comparing_counts(pairs: list[tuple[int, int]]) -> None:
    """Rows longer than a limit are sorted: the same row repeated in columns that are missing is such a row."""
    human, metric = np.array(pairs, dtype=np.float64).T
    gap = np.full((1, 40), np.nan)
    few = count_pairs(human[None], metric[None])
    many = count_pairs(np.hstack((human[None], gap)), np.hstack((metric[None], gap)))
    for name in ("concordant", "discordant", "tied_human", "tied_metric", "tied_both"):
        assert getattr(few, name).tolist() == getattr(many, name).tolist()


@pytest.mark.parametrize("correlation", [pearson, spearman, tau_b, tau_c])
@pytest.mark.parametrize(
    ("human", "metric"),
    [
        ((1, 1, 1), (1, 2, 3)),
        ((1, 2, 3), (0.1, 0.1, 0.1)),
        ((1, MISSING, MISSING), (1, 2, 3)),
        ((1, 2, MISSING), (MISSING, 2, 3)),
        ((MISSING, MISSING), (1, 2)),
    ],
)
def test_what_is_undefined_is_nan_and_left_out_of_averages(
    correlation: Callable[[Matrix, Matrix], Vector], human: tuple[float, ...], metric: tuple[float, ...]
) -> None:
    found = correlation(row(*human), row(*metric))
    assert np.isnan(found[0])
    assert average(found) == GroupAverage(None, 0)
    assert average(np.append(found, 0.5)) == GroupAverage(0.5, 1)


@pytest.mark.parametrize("correlation", [pearson, spearman, tau_b, tau_c, tau_23, accuracy_with_ties])
def test_missing_scores_count_on_neither_side(correlation: Callable[[Matrix, Matrix], Vector]) -> None:
    whole = correlation(row(1, 3, 4, 6), row(2, 4, 3, 6))
    with_gaps = correlation(row(1, MISSING, 3, 4, 5, 6), row(2, 9, 4, 3, MISSING, 6))
    assert with_gaps == pytest.approx(whole)


def test_equal_scores_share_the_mean_of_their_ranks() -> None:
    found = ranks(np.array([[30.0, 10, 10, 20], [5, 5, 5, MISSING]]))
    assert found[0].tolist() == [4, 1.5, 1.5, 3]
    assert found[1, :3].tolist() == [2, 2, 2]
    assert np.isnan(found[1, 3])


def test_wmts_kendall_like_asks_for_pairs_far_apart_only() -> None:
    # The expectations of mt-metrics-eval: by 25 points five pairs, one of them wrong; by one point all six.
    human, metric = row(10, 11, 100, 150), row(2, 1, 4, 3)
    assert kendall_like(human, metric) == GroupAverage(3 / 5, 5)
    assert kendall_like(human, metric, 1) == GroupAverage(2 / 6, 6)
    assert kendall_like(row(10, MISSING, 100, 150), metric, 1) == GroupAverage(1 / 3, 3)
    assert kendall_like(row(1, 2), row(1, 2)) == GroupAverage(None, 0)


def test_the_metrics_ties_are_half_right_where_people_see_an_order() -> None:
    # Pairs of people: 1-2, 1-3, 2-3 and one tie that nobody is asked for.
    assert order_accuracy(row(1, 2, 3), row(5, 5, 6)) == GroupAverage(2.5 / 3, 3)
    assert order_accuracy(row(1, 1), row(5, 6)) == GroupAverage(None, 0)


def test_pairs_of_systems_may_be_tied_on_both_sides() -> None:
    # mt-metrics-eval: five of ten pairs agree.
    assert pairwise_accuracy(np.array([1.0, 2, 3, 3, 4]), np.array([1.0, 1, 2, 1, 2])) == GroupAverage(0.5, 10)
    assert pairwise_accuracy(np.array([1.0, 2, MISSING]), np.array([1.0, 2, 3])) == GroupAverage(1.0, 1)
    assert pairwise_accuracy(np.array([1.0]), np.array([1.0])) == GroupAverage(None, 0)


def test_scores_of_other_systems_cannot_be_correlated() -> None:
    with pytest.raises(ValueError, match="shape"):
        pearson(row(1, 2, 3), row(1, 2))
