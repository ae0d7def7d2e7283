"""TER from its statistics (Snover et al., 2006), for many sums of them at once."""

from __future__ import annotations

import numpy as np

from mtqc.statistics.segment_statistics import Matrix, Vector


def translation_edit_rates(sums: Matrix) -> Vector:
    """Edits per 100 words of reference, for sums of statistics, shape (sums, 3).

    The columns are edits, words of the references (their mean where a segment has several), and segments. Without a
    word in the references the rate is 0 if there is nothing to edit, else 100. A sum of no segment has no rate: NaN.
    """
    edits, words, segments = sums.T
    rates = np.divide(edits, words, out=np.where(edits > 0, 1.0, 0.0), where=words > 0)
    scores: Vector = 100 * rates
    scores[segments == 0] = np.nan
    return scores
