from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.statistics.holm import holm


def test_each_p_value_is_multiplied_by_how_many_are_left() -> None:
    # R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))


def test_nothing_rises_above_one() -> None:
    assert holm([0.6, 0.9]) == (1.0, 1.0)
    assert holm([]) == ()


@settings(max_examples=50)
@given(st.lists(st.floats(0, 1), max_size=12))
def test_no_p_value_falls_and_their_order_stays(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(after >= before for before, after in zip(p_values, adjusted, strict=True))
    ordered = sorted(range(len(p_values)), key=p_values.__getitem__)
    assert [adjusted[place] for place in ordered] == sorted(adjusted)
