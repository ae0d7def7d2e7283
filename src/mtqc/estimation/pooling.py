"""From the windows of a pair back to one estimate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mtqc.estimation.estimate import Estimate, RawScores, SeverityChances, TokenEstimate
from mtqc.estimation.network import Judged
from mtqc.estimation.windows import Line, Window

_AFTER_START, _BETWEEN = 1, 2
"""Special tokens before the source, and between the sides."""


def pooled(source: Line, translation: Line, windows: Sequence[Window], judged: Sequence[Judged]) -> Estimate:
    """One estimate of a pair that was read in these windows.

    Scores are means weighed by the windows' tokens, but for ``critical``, of which the highest counts: one critical
    error makes a segment critical. Tokens are those of all windows in order; what is missing at the seam of two
    windows is the likelier of what the first says of its end and the second of its beginning.
    """
    weights = np.array([max(1, window.tokens) for window in windows], np.float64)
    scores = np.stack([one.scores for one in judged]).astype(np.float64)
    means = [float(mean) for mean in weights @ scores / weights.sum()]
    left: list[TokenEstimate] = []
    right: list[TokenEstimate] = []
    seam = 0.0
    for window, one in zip(windows, judged, strict=True):
        bad, gap = one.bad.tolist(), one.gap.tolist()
        severity = one.severity.tolist()
        place = _AFTER_START
        for token in range(window.source_start, window.source_end):
            left.append(_estimate(source, token, bad[place], gap[place], severity[place]))
            place += 1
        place += _BETWEEN
        for token in range(window.translation_start, window.translation_end):
            missing = gap[place]
            if token == window.translation_start:
                missing = max(missing, seam)
            right.append(_estimate(translation, token, bad[place], missing, severity[place]))
            place += 1
        # A window without tokens of the translation hands the seam on.
        empty = window.translation_start == window.translation_end
        seam = max(gap[place], seam) if empty else gap[place]
    return Estimate(
        RawScores(means[0], means[1], means[2], float(scores[:, 3].max())),
        tuple(left),
        tuple(right),
        seam,
        len(windows),
    )


def _estimate(line: Line, token: int, bad: float, gap: float, severity: Sequence[float]) -> TokenEstimate:
    start, end = line.offsets[token]
    text = line.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return TokenEstimate(start, end, bad, gap, SeverityChances(*severity))
