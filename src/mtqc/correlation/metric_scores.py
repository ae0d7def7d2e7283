"""What metrics say of the translations that people judged, wherever it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mtqc.correlation.judgements import Judgements, Texts
from mtqc.statistics.segment_statistics import Matrix, Vector


@dataclass(frozen=True, slots=True, eq=False)
class MetricScores:
    """The scores of one metric, turned so that higher is better.

    ``segments`` has the shape (systems, segments), NaN where there is no score; ``systems`` are the scores of the
    whole, over the segments that people judged, NaN where there is none. ``higher_is_better`` is the direction that
    the metric had before.
    """

    name: str
    segments: Matrix
    systems: Vector
    higher_is_better: bool = True
    signature: str | None = None
    notices: tuple[str, ...] = ()
    is_baseline: bool = False


def of_column(judgements: Judgements, name: str, higher_is_better: bool) -> MetricScores:
    """The scores in a column of the table; a system's score is their mean."""
    scores = judgements.columns[name]
    return _averaged(judgements, name, scores if higher_is_better else -scores, higher_is_better)


def baselines(judgements: Judgements) -> tuple[MetricScores, ...]:
    """Minus the length of the source and of the translation in characters, as far as the table has the texts.

    Longer texts have more errors, so length alone correlates with people's scores, and a metric that does not exceed
    it shows nothing. By item the length of the source is the same for all.
    """
    found: list[MetricScores] = []
    if judgements.sources is not None:
        lengths = np.tile(_lengths(judgements.sources), (len(judgements.systems), 1))
        found.append(_averaged(judgements, "− source length", -lengths, False, is_baseline=True))
    if judgements.hypotheses is not None:
        lengths = np.array([_lengths(texts) for texts in judgements.hypotheses])
        found.append(_averaged(judgements, "− translation length", -lengths, False, is_baseline=True))
    return tuple(found)


def judged_means(human: Matrix, scores: Matrix) -> Vector:
    """The mean of each system's scores over the segments that people judged, NaN where there is none."""
    judged = ~(np.isnan(human) | np.isnan(scores))
    means: Vector = np.full(len(scores), np.nan)
    np.divide(np.where(judged, scores, 0.0).sum(axis=1), judged.sum(axis=1), out=means, where=judged.any(axis=1))
    return means


def _averaged(
    judgements: Judgements, name: str, scores: Matrix, higher_is_better: bool, is_baseline: bool = False
) -> MetricScores:
    means = judged_means(judgements.human, scores)
    return MetricScores(name, scores, means, higher_is_better, is_baseline=is_baseline)


def _lengths(texts: Sequence[str | None] | Texts) -> Vector:
    return np.array([np.nan if text is None else float(len(text)) for text in texts])
