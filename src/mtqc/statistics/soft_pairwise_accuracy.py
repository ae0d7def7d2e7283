"""Soft pairwise accuracy (SPA): whether a metric is as sure as people are of which system is better.

Thompson et al. (2024), "Improving Statistical Significance in Human Evaluation of Automatic Metrics via Soft Pairwise
Accuracy" (arXiv 2409.09598); WMT's system-level measure since 2024. The recipe, the draws and the precision are those
of mt-metrics-eval, so that the figures are equal.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mtqc.statistics.grouping import both_present
from mtqc.statistics.segment_statistics import Matrix, Vector

PERMUTATIONS = 1000
SEED = 4
Single = npt.NDArray[np.float32]
"""float32 as in the original: with few segments many sums are equal, and rounding decides."""


def soft_pairwise_accuracy(
    human: Matrix, metric: Matrix, permutations: int = PERMUTATIONS, seed: int | None = SEED
) -> float | None:
    """SPA of a metric, from 0 to 1; shape (systems, segments), higher has to be better on both scales.

    SPA = 1 − mean |p_human − p_metric| over all pairs of systems, where p is the one-sided p-value that the first
    system is better. Segments that lack a score of any system are left out. None with fewer than two systems, or no
    segment.
    """
    human, metric = complete_segments(human, metric)
    if human.shape[0] < 2 or not human.shape[1]:
        return None
    signs = random_signs(human.shape[1], permutations, seed)
    return agreement(p_values(human, signs), p_values(metric, signs))


def complete_segments(human: Matrix, metric: Matrix) -> tuple[Matrix, Matrix]:
    """The columns of both matrices in which no score is missing."""
    human, metric = both_present(human, metric)
    complete = ~np.isnan(human).any(axis=0)
    return human[:, complete], metric[:, complete]


def random_signs(segments: int, permutations: int = PERMUTATIONS, seed: int | None = SEED) -> Single:
    """The signs of each permutation, shape (permutations, segments): −1 swaps the two systems' scores of a segment."""
    drawn = np.random.default_rng(seed).random(size=(permutations, segments), dtype=np.float32)
    np.rint(drawn, out=drawn)
    drawn *= 2
    drawn -= 1
    return drawn


def p_values(scores: Matrix | Single, signs: Single) -> Vector:
    """The p-value of each pair of systems that the first is better, shape (pairs,): pairs as in ``numpy.triu_indices``.

    The share of permutations whose difference is at least the one observed; without the usual + 1, so it may be 0.
    """
    single = scores.astype(np.float32)
    return p_values_of_sums(signs @ single.T, single.sum(axis=1))


def p_values_of_sums(permuted: Single, observed: Single) -> Vector:
    """The same from the sums of each permutation, shape (permutations, systems), and those observed, (systems,)."""
    first, second = np.triu_indices(len(observed), 1)
    at_least = permuted[:, first] - permuted[:, second] >= observed[first] - observed[second]
    shares: Vector = at_least.mean(axis=0)
    return shares


def agreement(human: Vector, metric: Vector) -> float:
    """How alike two vectors of p-values are: 1 less their mean distance."""
    return float(1 - np.abs(human - metric).mean())
