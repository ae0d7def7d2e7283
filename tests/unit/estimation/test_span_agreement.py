"""How well spans agree."""

from __future__ import annotations

import pytest

from mtqc.estimation.span_agreement import agreement, credit, painted


def test_characters_that_both_mark_count_half_if_the_severity_differs() -> None:
    assert credit(10, [(0, 4, 1)], [(2, 6, 1)]) == (2, 4, 4)
    assert credit(10, [(0, 4, 1)], [(2, 6, 2)]) == (1, 4, 4)
    assert credit(10, [(0, 4, 3)], [(0, 4, 2)]) == (4, 4, 4)


def test_the_worst_of_several_spans_counts() -> None:
    assert painted(4, [(0, 3, 2), (1, 4, 1)]).tolist() == [2, 2, 2, 1]


def test_sums_run_over_all_segments() -> None:
    f1, precision, recall = agreement([(10, [(0, 4, 1)], [(0, 4, 1)]), (10, [(0, 4, 1)], []), (5, [], [(0, 2, 2)])])
    assert [precision, recall] == pytest.approx([4 / 8, 4 / 6])
    assert f1 == pytest.approx(2 * 4 / 14)
    assert agreement([(5, [], [])]) == (0, 0, 0)
