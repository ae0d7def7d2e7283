"""The statistics of many resamples: one matrix product, in pieces that stay on one core.

The product is long and thin, a few rows of counts by hundreds of thousands of segments. Linear algebra libraries share
such a product out among all cores, where they wait for each other longer than they compute: OpenBLAS 0.3.31 took 59
seconds of two busy cores for what one of them does in three.
"""

from __future__ import annotations

import numpy as np

from mtqc.statistics.segment_statistics import Matrix

_MULTIPLICATIONS = 1_000_000
"""In one piece: below what is shared out, and its segments fit a core's cache."""


def resample_sums(counts: Matrix, rows: Matrix) -> Matrix:
    """The product of counts (resamples, segments) and rows (segments, columns): sums (resamples, columns)."""
    resamples, segments = counts.shape
    columns = rows.shape[1]
    piece = max(_MULTIPLICATIONS // max(resamples * columns, 1), 1)
    pieces = segments // piece
    whole = pieces * piece
    of_pieces = np.matmul(
        counts[:, :whole].reshape(resamples, pieces, piece).transpose(1, 0, 2),
        rows[:whole].reshape(pieces, piece, columns),
    )
    sums: Matrix = of_pieces.sum(axis=0) + counts[:, whole:] @ rows[whole:]
    return sums
