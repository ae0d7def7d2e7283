from __future__ import annotations

import numpy as np
import pytest

from mtqc.statistics.clusters import clusters
from mtqc.statistics.segment_statistics import Matrix


def p_values_of(systems: int, significant: list[tuple[int, int]]) -> Matrix:
    matrix = np.ones((systems, systems))
    for first, second in significant:
        matrix[first, second] = matrix[second, first] = 0.01
    return matrix


def test_a_cluster_ends_where_all_above_beat_all_below() -> None:
    # Sorted: 2, 0, 1, 3. The best two differ from the others, the last two not from each other.
    p_values = p_values_of(4, [(2, 1), (2, 3), (0, 1), (0, 3)])
    assert clusters([60.0, 50.0, 61.0, 49.0], p_values) == ((2, 0), (1, 3))


def test_one_pair_that_does_not_differ_joins_all_between() -> None:
    # The first and the last cannot be told apart, so there is no place for a boundary.
    assert clusters([3.0, 2.0, 1.0], p_values_of(3, [(0, 1), (1, 2)])) == ((0, 1, 2),)


def test_lower_values_come_first_where_they_are_better() -> None:
    all_differ = p_values_of(3, [(0, 1), (0, 2), (1, 2)])
    assert clusters([3.0, 1.0, 2.0], all_differ, higher_is_better=False) == ((1,), (2,), (0,))


def test_systems_without_a_score_come_last() -> None:
    assert clusters([None, 1.0, 2.0], p_values_of(3, [])) == ((2, 1), (0,))


@pytest.mark.parametrize(("values", "expected"), [([], ()), ([5.0], ((0,),)), ([None], ((0,),))])
def test_few_systems(values: list[float | None], expected: tuple[tuple[int, ...], ...]) -> None:
    assert clusters(values, p_values_of(len(values), [])) == expected


def test_the_level_of_significance_counts_as_significant() -> None:
    assert clusters([2.0, 1.0], p_values_of(2, [(0, 1)]), alpha=0.01) == ((0,), (1,))
    assert clusters([2.0, 1.0], p_values_of(2, [(0, 1)]), alpha=0.009) == ((0, 1),)
