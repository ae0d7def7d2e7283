"""How close the numbers of a model come to those of people, of two rows of numbers that belong together."""

from __future__ import annotations

import math

import numpy as np

from mtqc.statistics.pearson import pearson as pearson_of_rows
from mtqc.statistics.spearman import ranks as ranks_of_rows


def pearson(first: np.ndarray, second: np.ndarray) -> float:
    """Pearson's correlation, from −1 to 1; NaN where one row holds one number alone."""
    return float(pearson_of_rows(np.asarray(first, float)[None], np.asarray(second, float)[None])[0])


def spearman(first: np.ndarray, second: np.ndarray) -> float:
    """Spearman's rank correlation, from −1 to 1; NaN as for Pearson's."""
    return pearson(ranks(first), ranks(second))


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1, those of ties averaged."""
    return ranks_of_rows(np.asarray(values, float)[None])[0]


def area_under_curve(scores: np.ndarray, positive: np.ndarray) -> float:
    """The chance that a positive row scores higher than another one, ties counting half; NaN if there are not both.

    By the sum of ranks (Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve").
    """
    count, others = int(positive.sum()), int((~positive).sum())
    if not count or not others:
        return math.nan
    return float((ranks(scores)[positive].sum() - count * (count + 1) / 2) / (count * others))


def matthews(chosen: np.ndarray, wanted: np.ndarray) -> float:
    """Matthews' correlation of two rows of yes and no, from −1 to 1; NaN where one of them never changes."""
    return pearson(chosen, wanted)
