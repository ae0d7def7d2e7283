"""Scores as data frames of pandas and polars, and as what Hugging Face's ``evaluate`` gives.

>>> from mtqc.model import Score, SegmentScore
>>> chrf = Score("chrf", "a.txt", 61.25, (SegmentScore(60.5), SegmentScore(62.0)), "nrefs:1", True, (0.0, 100.0))
>>> to_evaluate(chrf)
{'score': 61.25}
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mtqc.errors import MtqcError
from mtqc.model.score import Score

if TYPE_CHECKING:
    import pandas
    import polars

_CORPUS_METRICS = frozenset({"bleu", "chrf", "chrf++", "spbleu", "ter"})
"""Metrics whose score of the whole is not the mean of the segments' scores."""


def to_dicts(scores: Iterable[Score], segments: bool = False) -> list[dict[str, Any]]:
    """One flat dictionary a score, or with ``segments`` one a score and segment, numbered from 0."""
    if segments:
        return [
            {
                "system": score.system,
                "metric": score.metric,
                "segment": place,
                "value": segment.value,
                "uncertainty": segment.uncertainty,
            }
            for score in scores
            for place, segment in enumerate(score.segments)
        ]
    return [
        {
            "system": score.system,
            "metric": score.metric,
            "value": score.value,
            "low": None if score.interval is None else score.interval.low,
            "high": None if score.interval is None else score.interval.high,
            "higher_is_better": score.higher_is_better,
            "signature": score.signature,
        }
        for score in scores
    ]


def to_pandas(scores: Iterable[Score], segments: bool = False) -> pandas.DataFrame:
    """The rows of :func:`to_dicts` as a pandas data frame.

    Raises:
        MtqcError: pandas is not installed.
    """
    frame: pandas.DataFrame = _library("pandas").DataFrame(to_dicts(scores, segments))
    return frame


def to_polars(scores: Iterable[Score], segments: bool = False) -> polars.DataFrame:
    """The rows of :func:`to_dicts` as a polars data frame.

    Raises:
        MtqcError: polars is not installed.
    """
    frame: polars.DataFrame = _library("polars").DataFrame(to_dicts(scores, segments), infer_schema_length=None)
    return frame


def to_evaluate(score: Score) -> dict[str, Any]:
    """A score with the keys that ``compute`` of Hugging Face's ``evaluate`` has for the metric.

    ``score`` for BLEU, chrF and TER; ``f1`` for BERTScore; ``mean_score`` and ``scores`` for COMET and all others.
    What these metrics' implementations there tell besides, such as n-gram precisions, is not among them.
    """
    name = score.metric.partition(":")[0]
    scores = [segment.value for segment in score.segments]
    if name in _CORPUS_METRICS:
        return {"score": score.value}
    if name == "bertscore":
        return {"f1": scores}
    return {"mean_score": score.value, "scores": scores}


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MtqcError(f"{name} is not installed: pip install {name}") from error
