"""Spearman's correlation: Pearson's of the ranks."""

from __future__ import annotations

import numpy as np

from mtqc.statistics.grouping import both_present
from mtqc.statistics.pearson import pearson
from mtqc.statistics.segment_statistics import Matrix, Vector


def spearman(human: Matrix, metric: Matrix) -> Vector:
    """The correlation of each row, from −1 to 1; equal scores share the mean of their ranks. NaN as for Pearson's."""
    human, metric = both_present(human, metric)
    return pearson(ranks(human), ranks(metric))


def ranks(scores: Matrix) -> Matrix:
    """The rank of each score in its row, counted from 1; equal scores have the mean of theirs, and NaN stays NaN."""
    rows, members = scores.shape
    # NaN sorts last, so it moves no other rank.
    order = np.argsort(scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    begins = np.ones((rows, members), dtype=bool)
    begins[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    # Runs of equal scores, numbered through all rows; a row's first score begins a run.
    run = np.cumsum(begins.ravel()) - 1
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, begins.size))
    means = starts % max(members, 1) + (lengths + 1) / 2
    found = np.empty_like(scores)
    np.put_along_axis(found, order, means[run].reshape(rows, members), axis=1)
    return np.where(np.isnan(scores), np.nan, found)
