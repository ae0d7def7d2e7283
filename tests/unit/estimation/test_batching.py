"""Sequences are computed in batches of similar length."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.estimation.batching import batches


@given(st.lists(st.integers(1, 250), max_size=60), st.integers(1, 400))
@settings(max_examples=50, deadline=None)
def test_each_place_is_in_one_batch_within_the_budget(lengths: list[int], tokens: int) -> None:
    found = batches(lengths, tokens)
    assert sorted(place for batch in found for place in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or max(lengths[place] for place in batch) * len(batch) <= tokens


def test_the_longest_come_first_and_short_ones_together() -> None:
    assert batches([5, 100, 6, 5], 20) == [[1], [2, 0, 3]]
