"""Scores that ``mtqc score --format json`` wrote, brought to the systems and segments that people judged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from mtqc.correlation.judgements import Judgements
from mtqc.correlation.metric_scores import MetricScores
from mtqc.errors import InputError, UnknownNameError
from mtqc.formats.input import Input
from mtqc.model.score_report import SCHEMA
from mtqc.statistics.segment_statistics import Vector


def of_score_file(file: Input, judgements: Judgements) -> tuple[MetricScores, ...]:
    """The metrics of a file in the form ``mtqc-scores/1``.

    Systems are matched by their names. The n-th score of a system belongs to the n-th segment of the table of people's
    scores, counted where it first occurs; systems' own scores are used as they are, whatever people judged.

    Raises:
        InputError: the file holds something else, or another number of segments.
        UnknownNameError: it lacks a system that people judged.
    """
    try:
        content = json.loads(file.text())
    except (ValueError, RecursionError) as error:
        raise InputError(file.name, f"is not JSON: {error}") from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise InputError(file.name, f"is not of the form {SCHEMA}, which 'mtqc score --format json' writes")
    by_metric: dict[str, dict[str, Mapping[str, Any]]] = {}
    try:
        for score in content["scores"]:
            by_metric.setdefault(str(score["metric"]), {})[str(score["system"])] = score
        return tuple(_metric(file.name, name, scores, judgements) for name, scores in by_metric.items())
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(file.name, f"is not of the form {SCHEMA}: {type(error).__name__}: {error}") from error


def _metric(path: str, name: str, scores: Mapping[str, Mapping[str, Any]], judgements: Judgements) -> MetricScores:
    rows: list[Vector] = []
    values: list[float] = []
    for system in judgements.systems:
        if system not in scores:
            raise UnknownNameError(f"system in {path}", system, scores)
        segments = scores[system]["segments"]
        if len(segments) != len(judgements.segments):
            raise InputError(
                path,
                f"{len(segments):,} segments of system '{system}', but {len(judgements.segments):,} in "
                f"{judgements.path}: score the very segments that people judged, in their order",
            )
        rows.append(np.array([_number(segment["value"]) for segment in segments]))
        values.append(_number(scores[system]["value"]))
    first = scores[judgements.systems[0]]
    higher_is_better = bool(first["higher_is_better"])
    sign = 1.0 if higher_is_better else -1.0
    notices = tuple(dict.fromkeys(notice for score in scores.values() for notice in score.get("notices", ())))
    return MetricScores(
        name, sign * np.array(rows), sign * np.array(values), higher_is_better, str(first["signature"]), notices
    )


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)
