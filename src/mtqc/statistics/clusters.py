"""Clusters of systems that cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.statistics.segment_statistics import Matrix


def clusters(
    values: Sequence[float | None], p_values: Matrix, alpha: float = 0.05, higher_is_better: bool = True
) -> tuple[tuple[int, ...], ...]:
    """The systems by their places, the best cluster first, the best system of each first.

    The definition of WMT's rankings (Findings of WMT, since 2013): systems are sorted by their value, and a new cluster
    begins where *every* system above is significantly better than *every* one below, that is where all p-values
    between the two sides are at most ``alpha``. So all differences between clusters are significant; within a cluster
    some may be. Systems without a value come last, in a cluster of their own.

    Args:
        values: the systems' scores, None where there is none.
        p_values: shape (systems, systems), symmetric; adjusted for the number of comparisons where that is wanted.
        alpha: the level of significance.
        higher_is_better: the direction of the values.
    """
    scored = [(value, place) for place, value in enumerate(values) if value is not None]
    order = [
        place for _, place in sorted(scored, key=lambda item: (-item[0] if higher_is_better else item[0], item[1]))
    ]
    found: list[tuple[int, ...]] = []
    begin = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or bool((p_values[order[:end]][:, order[end:]] <= alpha).all()):
            found.append(tuple(order[begin:end]))
            begin = end
    unscored = tuple(place for place, value in enumerate(values) if value is None)
    return (*found, unscored) if unscored else tuple(found)


def ranks(p_values: Matrix, alpha: float = 0.05) -> tuple[int, ...]:
    """The ranks of metrics that stand in order, the best first; those of a rank cannot be told apart from its first.

    WMT's definition for metrics, that of mt-metrics-eval: a metric begins a new rank if any of the current rank is
    significantly better. ``p_values[i, j]`` for i < j says how likely chance puts i as far ahead of j.
    """
    found: list[int] = []
    begin, rank = 0, 1
    for place in range(len(p_values)):
        if (p_values[begin:place, place] <= alpha).any():
            begin, rank = place, rank + 1
        found.append(rank)
    return tuple(found)
