"""Metrics run on the texts that people judged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mtqc.correlation.judgements import Judgements
from mtqc.correlation.metric_scores import MetricScores
from mtqc.errors import InputError, SettingsError
from mtqc.metrics.base import Metric
from mtqc.metrics.computing import Computing
from mtqc.model.test_set import System, TestSet
from mtqc.scoring.languages import with_languages
from mtqc.scoring.running import AdvanceOf, MeasuredMetric, measured, metrics_named


def measured_scores(
    asked: Sequence[str],
    judgements: Judgements,
    languages: tuple[str | None, str | None],
    computing: Computing,
    advance_of: AdvanceOf | None = None,
) -> tuple[tuple[MetricScores, ...], tuple[str, ...]]:
    """The scores of metrics by their names, and what was guessed for it.

    A system's score is that of all segments that people judged, as the metric itself makes it: BLEU's is no mean.
    Systems that did not translate the same segments are measured apart, on those that they translated.

    Args:
        asked: the metrics' names.
        judgements: people's scores with the texts.
        languages: the BCP 47 tags of source and translation, None where unknown.
        computing: how to compute.
        advance_of: gives what is told how far a metric has come.

    Raises:
        InputError: the table has no translations.
        SettingsError: a metric needs sources or references that the table has not, or does not exist.
        MissingExtraError, CheckpointError: a metric cannot be had.
    """
    if judgements.hypotheses is None:
        raise InputError(judgements.path, "no column of translations to measure: name it with --column target=NAME")
    parts = _parts(judgements)
    test_set, guessed = with_languages(*_part(judgements, *parts[0], languages))
    languages = test_set.source_language, test_set.target_language
    try:
        metrics = metrics_named(asked, test_set, computing)
    except SettingsError as error:
        if judgements.references or "reference" not in str(error):
            raise
        raise SettingsError(
            f"{', '.join(asked)}: a metric needs references: name a column with --column reference=NAME, or a system "
            "that is a translation by people with --reference-system NAME"
        ) from error
    found = [_Collected(metric, judgements) for metric in metrics]
    for systems, segments in parts:
        test_set, outputs = _part(judgements, systems, segments, languages)
        for collected, outcome in zip(found, measured(metrics, test_set, outputs, advance_of), strict=True):
            collected.take(outcome, systems, segments)
    return tuple(collected.scores() for collected in found), guessed


class _Collected:
    """The scores of one metric, put together from parts."""

    def __init__(self, metric: Metric, judgements: Judgements) -> None:
        self._facts = metric.facts
        self._human = judgements.human
        self._segments = np.full(judgements.human.shape, np.nan)
        self._systems = np.full(len(judgements.systems), np.nan)
        self._signature = ""
        self._notices: dict[str, None] = {}

    def take(self, outcome: MeasuredMetric, systems: Sequence[int], segments: Sequence[int]) -> None:
        for place, measurement in zip(systems, outcome.measurements, strict=True):
            self._segments[place, segments] = [
                np.nan if score.value is None else score.value for score in measurement.segments
            ]
            judged = ~np.isnan(self._human[place, segments])
            rows = measurement.statistics.rows[judged]
            self._systems[place] = measurement.statistics.aggregate(rows.sum(axis=0, keepdims=True))[0]
            self._signature = measurement.signature
            self._notices.update(dict.fromkeys(measurement.notices))

    def scores(self) -> MetricScores:
        sign = 1.0 if self._facts.higher_is_better else -1.0
        return MetricScores(
            self._facts.asked,
            sign * self._segments,
            sign * self._systems,
            self._facts.higher_is_better,
            self._signature,
            tuple(self._notices),
        )


def _parts(judgements: Judgements) -> list[tuple[list[int], list[int]]]:
    """Systems that translated the same segments, and these; by their places."""
    parts: dict[tuple[int, ...], list[int]] = {}
    for place, texts in enumerate(judgements.hypotheses or ()):
        parts.setdefault(tuple(segment for segment, text in enumerate(texts) if text is not None), []).append(place)
    return [(systems, list(segments)) for segments, systems in parts.items() if segments]


def _part(
    judgements: Judgements, systems: Sequence[int], segments: Sequence[int], languages: tuple[str | None, str | None]
) -> tuple[TestSet, list[System]]:
    """Some segments, and what some systems made of them."""
    sources, hypotheses = judgements.sources, judgements.hypotheses or ()
    outputs = [
        System(judgements.systems[place], tuple(hypotheses[place][segment] or "" for segment in segments))
        for place in systems
    ]
    test_set = TestSet(
        size=len(segments),
        sources=None if sources is None else tuple(sources[segment] or "" for segment in segments),
        references=tuple(tuple(texts[segment] for segment in segments) for texts in judgements.references),
        source_language=languages[0],
        target_language=languages[1],
    )
    return test_set, outputs
