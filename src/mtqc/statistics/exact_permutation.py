"""An exact paired permutation test for counts, such as findings a segment."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

import numpy as np

from mtqc.statistics.segment_statistics import Vector

_TOLERANCE = 1e-12


def exact_permutation(differences: Iterable[int]) -> float:
    """The two-sided p-value of whole numbers that are paired differences: the chance that they sum up so far from 0.

    Fisher's randomisation test for pairs (The Design of Experiments, 1935, section 21): if neither side is better,
    each difference might as well have the other sign, and p is the share of all signs for which the sum is at least
    as far from 0 as it is. Where all differences are 1 or −1, it is the sign test, or McNemar's exact test. Unlike the
    tests for scores it counts sums that are just as large, which matters where few segments differ: one finding more
    gives 1. Zeros change nothing; without other differences p is 1.
    """
    kept = [each for each in differences if each]
    sizes = Counter(map(abs, kept))
    if not sizes:
        return 1.0
    # Index i of the distribution stands for the sum 2 i − largest.
    distribution: Vector = np.ones(1)
    for size, count in sizes.items():
        spread = np.zeros(size * count + 1)
        spread[::size] = _coin_tosses(count)
        distribution = np.convolve(distribution, spread)
    largest = sum(size * count for size, count in sizes.items())
    sums = np.abs(2 * np.arange(largest + 1) - largest)
    return min(1.0, float(distribution[sums >= abs(sum(kept)) - _TOLERANCE].sum()))


def _coin_tosses(count: int) -> Vector:
    """The chance of each number of heads, from none to all, among so many tosses of a coin."""
    ways = [
        math.lgamma(count + 1) - math.lgamma(heads + 1) - math.lgamma(count - heads + 1) for heads in range(count + 1)
    ]
    return np.exp(np.array(ways) - count * math.log(2))
