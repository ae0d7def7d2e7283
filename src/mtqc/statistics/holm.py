"""Holm's correction of p-values for the number of comparisons."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The adjusted p-values, in the order of those given; at most 1.

    Holm (1979), "A Simple Sequentially Rejective Multiple Test Procedure": the k-th smallest of n, counted from 0, is
    multiplied by n − k, and none may fall below a smaller one's. Whoever calls those at most α significant is wrong
    about any of them with a probability of at most α, however the tests depend on each other.
    """
    adjusted = [0.0] * len(p_values)
    floor = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        floor = max(floor, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = floor
    return tuple(adjusted)
