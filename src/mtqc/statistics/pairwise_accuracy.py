"""Pairwise accuracy of systems: how often a metric finds the same system better as people do.

Kocmi et al. (2021), "To Ship or Not to Ship" (arXiv 2107.10821).
"""

from __future__ import annotations

import numpy as np

from mtqc.statistics.grouping import GroupAverage, both_present
from mtqc.statistics.segment_statistics import Vector


def pairwise_accuracy(human: Vector, metric: Vector) -> GroupAverage:
    """The share from 0 to 1 of pairs of systems that both order alike; higher has to be better on both scales.

    A tie is an answer too: it is right where the other side ties as well, as in mt-metrics-eval. Systems without one
    of the scores are left out. ``groups`` is the number of pairs; there is no value without a pair.
    """
    by_human, by_metric = both_present(human[None, :], metric[None, :])
    human, metric = by_human[0], by_metric[0]
    first, second = np.triu_indices(len(human), 1)
    order, answer = np.sign(human[first] - human[second]), np.sign(metric[first] - metric[second])
    present = ~np.isnan(order)
    pairs = int(present.sum())
    return GroupAverage(float((order == answer)[present].mean()) if pairs else None, pairs)
