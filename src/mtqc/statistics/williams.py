"""Williams' test: whether one metric correlates better with people than another that correlates with it.

Williams (1959); Graham and Baldwin (2014), "Testing for Significance of Increased Correlation with Human Judgment"
(D14-1020). It holds for Pearson's correlation of scores that are neither grouped nor averaged; for all else, see
:mod:`mtqc.statistics.perm_both`.
"""

from __future__ import annotations

import math

from mtqc.statistics.student_t import upper_tail


def williams_test(first: float, second: float, between: float, size: int, one_sided: bool = True) -> float | None:
    """The p-value that two metrics correlate differently with people.

    t = (r₁ − r₂) √((n − 1)(1 + r₁₂)) / √(2K (n − 1)/(n − 3) + r̄² (1 − r₁₂)³) with n − 3 degrees of freedom, where
    K = 1 − r₁² − r₂² − r₁₂² + 2 r₁ r₂ r₁₂ and r̄ = (r₁ + r₂)/2. The test takes the absolute value of t, so one-sided
    means in favour of the metric that is better here, as in mt-metrics-eval.

    Args:
        first: Pearson's correlation of the first metric with people, r₁.
        second: that of the second metric, r₂.
        between: that of the two metrics with each other, r₁₂.
        size: how many scores the correlations come from, n.
        one_sided: whether to halve the p-value.

    Returns:
        The p-value; None with fewer than four scores, or where the metrics are the same.
    """
    if size < 4:
        return None
    determinant = 1 - first**2 - second**2 - between**2 + 2 * first * second * between
    variance = 2 * (size - 1) / (size - 3) * determinant + ((first + second) / 2) ** 2 * (1 - between) ** 3
    if variance <= 0:
        return None
    t = abs(first - second) * math.sqrt((size - 1) * (1 + between)) / math.sqrt(variance)
    p_value = upper_tail(t, size - 3)
    return p_value if one_sided else 2 * p_value
