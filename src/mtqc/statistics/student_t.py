"""Student's t distribution, for which mtqc needs no further library."""

from __future__ import annotations

import math

_TINY = 1e-300
_PRECISION = 1e-15
_STEPS = 1000


def upper_tail(t: float, degrees: float) -> float:
    """The probability of a value of at least ``t`` with so many degrees of freedom.

    For t ≥ 0 it is I_x(ν/2, 1/2)/2 with x = ν/(ν + t²), where I is the regularised incomplete beta function
    (Abramowitz and Stegun 26.7.1).

    Raises:
        ValueError: the degrees of freedom are not positive.
    """
    if degrees <= 0:
        raise ValueError(f"Student's t needs positive degrees of freedom, not {degrees}")
    tail = incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2
    return tail if t >= 0 else 1 - tail


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b) for 0 ≤ x ≤ 1, by its continued fraction (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        # The fraction converges slowly on this side of the mean.
        return 1 - incomplete_beta(b, a, 1 - x)
    logarithm = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(logarithm) / a / _continued_fraction(a, b, x)


def _continued_fraction(a: float, b: float, x: float) -> float:
    """1 + d₁/(1 + d₂/(1 + …)), evaluated by the modified algorithm of Lentz (Thompson and Barnett 1986)."""
    value, numerator, denominator = 1.0, 1.0, 0.0
    change = 0.0
    step = 0
    while abs(change - 1) >= _PRECISION and step < _STEPS:
        step += 1
        m = step // 2
        if step % 2:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        denominator = 1 / ((1 + d * denominator) or _TINY)
        numerator = (1 + d / numerator) or _TINY
        change = numerator * denominator
        value *= change
    return value
