"""Paired permutation test of means: how often random signs make the mean difference as large.

Fisher (1935); the null distribution is what mt-metrics-eval uses for soft pairwise accuracy, the p-value counts the
observed order among the permutations, so that it is never 0.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from mtqc.statistics.bootstrap import ROUNDING
from mtqc.statistics.segment_statistics import Vector

PERMUTATIONS = 10_000
_CELLS_A_BLOCK = 2_000_000


def permutation_test(
    first: Vector,
    second: Vector,
    alternative: Literal["two-sided", "greater"] = "two-sided",
    permutations: int = PERMUTATIONS,
    seed: int | None = 12345,
) -> float:
    """The p-value of the mean difference of two columns of scores, segment by segment; NaN in either leaves one out.

    ``greater`` asks whether the first is higher. p = (#{D' ≥ D} + 1) / (permutations + 1), with the absolute values
    for the two-sided test. 1 without any segment.
    """
    differences = first - second
    differences = differences[~np.isnan(differences)]
    if not len(differences):
        return 1.0
    generator = np.random.default_rng(seed)
    rows = max(_CELLS_A_BLOCK // len(differences), 1)
    observed = differences.sum()
    larger = 0
    for begin in range(0, permutations, rows):
        size = (min(rows, permutations - begin), len(differences))
        sums = (generator.integers(2, size=size, dtype=np.int8) * 2.0 - 1.0) @ differences
        if alternative == "two-sided":
            larger += int((np.abs(sums) >= abs(observed) - ROUNDING).sum())
        else:
            larger += int((sums >= observed - ROUNDING).sum())
    return (larger + 1) / (permutations + 1)
