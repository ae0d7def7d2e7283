"""People's scores on the scales of the model's outputs.

The sentence head has three outputs for the quality of a whole segment, and the score is made of their sum. Each of them
is taught people's scores on its own scale: by a line that leaves the model's present outputs right on average. So a
user's scale may be any, and the score keeps its meaning from 0 to 100. Points of MQM errors are on the scale of the
second output already, −ln(1 + points).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mtqc.errors import InputError
from mtqc.tuning.judgement import Judgement, Scale

OUTPUTS = ("direct_assessment", "penalty", "edit_rate")
PENALTY = OUTPUTS.index("penalty")
MOST_POINTS = 25.0
"""Points above this, a critical error, count as this many; so did the shipped model learn."""
_FAR = 3.0
"""Scores that are further from the mean than so many standard deviations are taken for slips."""
_LEAST_CORRELATION = 0.3
"""A model that knows less than that would be taught numbers far outside of its range."""
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Standard:
    """What brings a table's scores to numbers of which higher is better, NaN where there is no score."""

    scale: Scale
    mean: float
    deviation: float

    def of(self, judgements: Sequence[Judgement]) -> Numbers:
        """The numbers of some judgements: −ln(1 + points), or deviations from the mean in standard deviations."""
        plain = _plain(judgements, self.scale)
        if self.scale is Scale.MQM:
            return -np.log1p(np.minimum(plain, MOST_POINTS))
        return np.clip((plain - self.mean) / self.deviation, -_FAR, _FAR)


def standard_of(judgements: Sequence[Judgement], scale: Scale, path: str) -> Standard:
    """The standard by what will be learnt from.

    Raises:
        InputError: all scores are the same, or points are on both sides of 0.
    """
    plain = _plain(judgements, scale)
    known = plain[~np.isnan(plain)]
    if scale is Scale.MQM:
        given = [one.score for one in judgements if one.score is not None]
        if min(given, default=0) < 0 < max(given, default=0):
            raise InputError(
                path,
                "points of MQM errors are on both sides of 0: say what the scores are with --scale higher or lower",
            )
    if len(known) and np.ptp(known) == 0:
        raise InputError(path, "people gave every translation the same score: nothing can be learnt from that")
    return Standard(scale, float(known.mean()) if len(known) else 0.0, float(known.std()) if len(known) else 1.0)


def points_of(judgements: Sequence[Judgement], scale: Scale) -> Numbers:
    """The MQM points of each translation, NaN where they are not known."""
    if scale is Scale.MQM:
        return _plain(judgements, scale)
    return np.array([math.nan if one.points is None else one.points for one in judgements])


def targets(standard: Numbers, outputs: Numbers, scale: Scale) -> Numbers:
    """What each output shall say, from people's numbers (n) and the model's present outputs (n, 3): of their shape.

    For an output x and people's numbers t the line is that of the regression of t on x, read the other way round:
    x = mean(x) + (t − mean(t)) · sd(x) / (r · sd(t)), with r their correlation.
    """
    known = ~np.isnan(standard)
    found = np.full(outputs.shape, np.nan)
    if not known.any():
        return found
    people = standard[known]
    for column in range(outputs.shape[1]):
        own = outputs[known, column]
        correlation = float(np.corrcoef(people, own)[0, 1]) if own.std() and people.std() else 0.0
        slope = own.std() / max(_LEAST_CORRELATION, correlation) / max(people.std(), 1e-9)
        found[known, column] = own.mean() + (people - people.mean()) * slope
    if scale is Scale.MQM:
        found[known, PENALTY] = people
    return found


def _plain(judgements: Sequence[Judgement], scale: Scale) -> Numbers:
    """Scores of which higher is better, or points; the points of marked errors where points have no score beside."""
    found = []
    for one in judgements:
        if scale is Scale.MQM:
            value = one.points if one.score is None else abs(one.score)
        else:
            value = None if one.score is None else one.score if scale is Scale.HIGHER else -one.score
        found.append(math.nan if value is None else float(value))
    return np.array(found)
