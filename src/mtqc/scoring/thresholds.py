"""What scores systems have to reach."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqc.errors import SettingsError, UnknownNameError
from mtqc.model.score import Score


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value that no system may be worse than under a metric, named as it was asked for."""

    metric: str
    value: float


def thresholds_of(written: Sequence[str], metrics: Sequence[str]) -> tuple[Threshold, ...]:
    """The thresholds that are written as ``METRIC=VALUE``; a metric's name may hold further equals signs.

    Raises:
        SettingsError: one is not written so, or its metric is not among those that run; names the nearest.
    """
    thresholds = []
    for text in written:
        metric, equals, number = text.rpartition("=")
        if not equals or not metric:
            raise SettingsError(f"'{text}' is no threshold: write METRIC=VALUE")
        if metric not in metrics:
            raise UnknownNameError("metric of this run", metric, metrics)
        thresholds.append(Threshold(metric, _number(number, text)))
    return tuple(thresholds)


def worse(scores: Sequence[Score], thresholds: Sequence[Threshold]) -> Iterator[tuple[Score, Threshold]]:
    """The scores that are worse than a threshold of their metric, each with it."""
    for threshold in thresholds:
        for score in scores:
            if score.metric == threshold.metric and score.is_worse_than(threshold.value):
                yield score, threshold


def _number(text: str, written: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise SettingsError(f"'{text}' in '{written}' is no number")
    return number
