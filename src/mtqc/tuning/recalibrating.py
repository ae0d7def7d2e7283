"""A new calibration for a model that has learnt, from what was held back, where that is enough to tell.

A calibration is here what ``model.json`` holds. Each function gives a new one, or the same where there is not enough.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from mtqc.estimation.calibrating import MarkedTranslation, error_knots, points_curve, scores_of, span_calibration
from mtqc.estimation.error_spans import error_spans
from mtqc.tuning.targets import Numbers

ENOUGH_POINTS, ENOUGH_ERRORS, ENOUGH_SPANS, ENOUGH_SCORES = 100, 200, 100, 50
"""Translations from which on the points of a score, its standard error, the thresholds of spans, and whether a pair of
languages counts as measured can be told."""
_ROWS_A_RANGE = 40
_LEAST_CHANCE = 0.2
Calibration = dict[str, Any]


def with_levels(before: Mapping[str, Any], mixed: Numbers, points: Numbers) -> Calibration:
    """With the MQM points that the one number of the outputs stands for; ``points`` are NaN where unknown.

    Where points do not fall with the number, nothing can be said of them, and the calibration stays.
    """
    there = ~np.isnan(points)
    if there.sum() < ENOUGH_POINTS or not points[there].any():
        return dict(before)
    curve = points_curve(mixed[there], points[there], np.ones(int(there.sum())))
    if curve.fall <= 0:
        return dict(before)
    # Other texts than those held back may lie where the old curve had its ends.
    ends = [place for place, _ in before["scale"]]
    return {**before, "scale": curve.knots(min(ends[0], float(mixed.min())), max(ends[-1], float(mixed.max())))}


def with_errors(before: Mapping[str, Any], scores: Numbers, points: Numbers) -> Calibration:
    """With the standard error of scores, by the points that people gave."""
    there = ~np.isnan(points)
    if there.sum() < ENOUGH_ERRORS:
        return dict(before)
    ranges = min(8, int(there.sum()) // _ROWS_A_RANGE)
    weights = np.ones(int(there.sum()))
    return {**before, "errors": error_knots(scores[there], scores_of(points[there]), weights, ranges)}


def with_spans(before: Mapping[str, Any], marked: Sequence[MarkedTranslation]) -> Calibration:
    """With the thresholds of spans, and how often they are right, by what people marked."""
    possible = any(error_spans(one.text, one.tokens, _LEAST_CHANCE) for one in marked)
    if len(marked) < ENOUGH_SPANS or not possible or not any(one.spans for one in marked):
        return dict(before)
    fitted = span_calibration(marked)
    if not fitted.f1:
        return dict(before)
    doubt = min(before["thresholds"]["doubt"], fitted.finding)
    thresholds = {**before["thresholds"], "span": fitted.span, "finding": fitted.finding, "doubt": doubt}
    return {**before, "thresholds": thresholds, "precision": fitted.precision}


def with_languages(
    before: Mapping[str, Any], languages: tuple[str, str] | None, judged: int, known: Collection[str]
) -> Calibration:
    """With a pair of languages as taught, and as measured if enough translations were held back."""
    if languages is None:
        return dict(before)
    found = {**before, "taught": sorted({*before["taught"], *(set(languages) & set(known))})}
    if judged >= ENOUGH_SCORES:
        found["measured"] = sorted({*before["measured"], "-".join(languages)})
    return found
