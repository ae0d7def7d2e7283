"""A new calibration for a model that has learnt, from what was held back, where that is enough to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mtqc.estimation.calibrating import (
    MarkedTranslation,
    error_knots,
    points_curve,
    scores_of,
    span_calibration,
)
from mtqc.estimation.calibration import interpolated
from mtqc.estimation.error_spans import error_spans
from mtqc.tuning.targets import OUTPUTS, Numbers

ENOUGH_POINTS, ENOUGH_ERRORS, ENOUGH_SPANS, ENOUGH_SCORES = 100, 200, 100, 50
"""Translations from which on the points of a score, its standard error, the thresholds of spans, and whether a pair of
languages counts as measured can be told."""
_ROWS_A_RANGE = 40


def recalibrated(
    before: Mapping[str, Any],
    outputs: Numbers,
    points: Numbers,
    marked: Sequence[MarkedTranslation],
    languages: tuple[str, str] | None,
    judged: int,
    known: Sequence[str],
) -> dict[str, Any]:
    """The calibration as ``model.json`` holds it, from that of the model before.

    Args:
        before: the calibration of the model that learnt.
        outputs: what the model now says of what was held back, (translations, 3).
        points: people's MQM points of the same, NaN where unknown.
        marked: the translations in which people marked errors.
        languages: of source and target, None if they are not known.
        judged: how many translations were held back.
        known: the languages that the model knows.
    """
    found = dict(before)
    there = ~np.isnan(points)
    if there.sum() >= ENOUGH_POINTS and points[there].any():
        found |= _levels(before, outputs, points)
    spans = sum(bool(one.spans) for one in marked)
    if len(marked) >= ENOUGH_SPANS and spans and _possible(marked):
        fitted = span_calibration(marked)
        if fitted.f1 > 0:
            found["thresholds"] = {**before["thresholds"], "span": fitted.span, "finding": fitted.finding}
            found["precision"] = fitted.precision
    if languages is not None:
        found["taught"] = sorted({*before["taught"], *(set(languages) & set(known))})
        if judged >= ENOUGH_SCORES:
            found["measured"] = sorted({*before["measured"], "-".join(languages)})
    return found


def _levels(before: Mapping[str, Any], outputs: Numbers, points: Numbers) -> dict[str, Any]:
    """What MQM points a sum stands for, and how far off the scores are; nothing where points do not fall with it."""
    there = ~np.isnan(points)
    sums = outputs @ np.array([before["weights"][name] for name in OUTPUTS])
    weights = np.ones(int(there.sum()))
    curve = points_curve(sums[there], points[there], weights)
    if curve.fall <= 0:
        return {}
    # Other texts than those held back may lie where the old curve had its ends.
    ends = [place for place, _ in before["scale"]]
    found: dict[str, Any] = {"scale": curve.knots(min(ends[0], float(sums.min())), max(ends[-1], float(sums.max())))}
    if there.sum() >= ENOUGH_ERRORS:
        said = np.array([interpolated([(x, y) for x, y in found["scale"]], float(one)) for one in sums[there]])
        ranges = min(8, int(there.sum()) // _ROWS_A_RANGE)
        found["errors"] = error_knots(scores_of(said), scores_of(points[there]), weights, ranges)
    return found


def _possible(marked: Sequence[MarkedTranslation]) -> bool:
    """Whether the model thinks any span possible."""
    return any(error_spans(one.text, one.tokens, 0.2) for one in marked)
