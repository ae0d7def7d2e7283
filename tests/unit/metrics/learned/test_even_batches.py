"""Parts of a batch hold every item once, and little padding."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.metrics.learned.even_batches import computed_evenly, even_batches


@settings(max_examples=50)
@given(st.lists(st.integers(1, 510), max_size=200), st.sampled_from(["cpu", "cuda:1"]))
def test_every_item_is_in_one_part_and_parts_pad_little(lengths: list[int], device: str) -> None:
    parts = list(even_batches(lengths, lambda length: length, device))
    assert sorted(place for part in parts for place in part) == list(range(len(lengths)))
    for part in parts:
        own = [lengths[place] for place in part]
        assert own == sorted(own, reverse=True)
        padded = len(own) * own[0]
        assert min(own) >= 0.9 * own[0] or padded <= 2048 + 510
        assert device != "cpu" or len(own) == 1 or padded <= 2048


def test_texts_of_like_length_stay_together() -> None:
    assert list(even_batches([7, 7, 7], lambda length: length, "cpu")) == [[0, 1, 2]]


@settings(max_examples=50)
@given(st.lists(st.integers(1, 510), max_size=200))
def test_results_are_in_the_order_of_the_items(lengths: list[int]) -> None:
    asked: list[list[int]] = []

    def squares(alike: list[int]) -> list[int]:
        asked.append(alike)
        return [length * length for length in alike]

    assert computed_evenly(lengths, lambda length: length, "cpu", squares) == [length * length for length in lengths]
    assert sorted(length for alike in asked for length in alike) == sorted(lengths)
