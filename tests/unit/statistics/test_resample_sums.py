"""Sums of resamples in pieces are those of one product."""

from __future__ import annotations

import numpy as np
import pytest

from mtqc.statistics.resample_sums import resample_sums


@pytest.mark.parametrize(
    ("resamples", "segments", "columns"),
    [(1, 1, 1), (1000, 3, 36), (10, 40_000, 36), (7, 100_003, 5), (2, 500_000, 1), (3, 10, 0)],
)
def test_the_sums_are_those_of_one_product(resamples: int, segments: int, columns: int) -> None:
    generator = np.random.default_rng(1)
    counts = generator.integers(4, size=(resamples, segments)).astype(float)
    rows = generator.integers(100, size=(segments, columns)).astype(float)

    np.testing.assert_array_equal(resample_sums(counts, rows), counts @ rows)
