from __future__ import annotations

from itertools import product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.statistics.exact_permutation import exact_permutation


@settings(max_examples=50)
@given(st.lists(st.integers(-4, 4), max_size=8))
def test_it_is_the_share_of_signs_with_a_sum_so_large(differences: list[int]) -> None:
    signs = list(product((1, -1), repeat=len(differences)))
    sums = [abs(sum(sign * each for sign, each in zip(row, differences, strict=True))) for row in signs]
    share = sum(each >= abs(sum(differences)) for each in sums) / len(signs)
    assert exact_permutation(differences) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize(("more", "less"), [(1, 0), (5, 0), (9, 3), (400, 350)])
def test_for_ones_it_is_the_sign_test(more: int, less: int) -> None:
    tosses = more + less
    expected = min(1, 2 * sum(comb(tosses, heads) for heads in range(more, tosses + 1)) / 2**tosses)
    assert exact_permutation([1] * more + [-1] * less) == pytest.approx(expected, rel=1e-6)


def test_no_difference_is_no_evidence() -> None:
    assert exact_permutation([]) == exact_permutation([0, 0]) == 1.0
