"""Windows hold all of a text, in order, in almost equal parts that fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtqc.metrics.comet_models.windows import windows, windows_that_fit


@given(st.lists(st.integers(), max_size=50), st.integers(1, 9))
def test_windows_are_the_text_in_almost_equal_parts(tokens: list[int], count: int) -> None:
    parts = windows(tokens, count)
    assert len(parts) == count
    assert [token for part in parts for token in part] == tokens
    lengths = [len(part) for part in parts]
    assert max(lengths) - min(lengths) <= 1


@given(st.lists(st.integers(0, 300), min_size=1, max_size=3), st.integers(4, 60))
def test_all_windows_fit_and_no_fewer_would(lengths: list[int], limit: int) -> None:
    def longest(count: int) -> int:
        return sum(-(-length // count) for length in lengths)

    count = windows_that_fit(lengths, limit)
    assert longest(count) <= limit
    assert count == 1 or longest(count - 1) > limit
