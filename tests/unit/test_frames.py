"""Scores as the tables of other libraries."""

from __future__ import annotations

import doctest
import sys
from typing import Any

import pytest

from mtqc import frames
from mtqc.errors import MtqcError
from mtqc.frames import to_dicts, to_evaluate, to_pandas, to_polars
from mtqc.model import Interval, Score, SegmentScore

SCORES = (
    Score("bleu", "A", 30.5, (SegmentScore(20.0), SegmentScore(None)), "nrefs:1", True, (0, 100), Interval(29.0, 31.0)),
    Score("comet:x/y", "A", None, (SegmentScore(None),), "comet", True),
)


def test_the_example_in_the_documentation_holds() -> None:
    assert doctest.testmod(frames).failed == 0


def test_a_row_a_score() -> None:
    assert to_dicts(SCORES) == [
        {
            "system": "A",
            "metric": "bleu",
            "value": 30.5,
            "low": 29.0,
            "high": 31.0,
            "higher_is_better": True,
            "signature": "nrefs:1",
        },
        {
            "system": "A",
            "metric": "comet:x/y",
            "value": None,
            "low": None,
            "high": None,
            "higher_is_better": True,
            "signature": "comet",
        },
    ]


def test_a_row_a_segment() -> None:
    rows = [(row["metric"], row["segment"], row["value"]) for row in to_dicts(SCORES, segments=True)]
    assert rows == [("bleu", 0, 20.0), ("bleu", 1, None), ("comet:x/y", 0, None)]
    sure = Score("estimate", "A", 80.0, (SegmentScore(80.0, uncertainty=9.5),), "estimate", True)
    assert [row["uncertainty"] for row in to_dicts([sure, SCORES[0]], segments=True)] == [9.5, None, None]


@pytest.mark.parametrize(
    ("metric", "shape"),
    [
        ("bleu:tokenize=intl", {"score": 2.0}),
        ("chrf++", {"score": 2.0}),
        ("comet:x/y", {"mean_score": 2.0, "scores": [1.0, 3.0]}),
        ("bertscore", {"f1": [1.0, 3.0]}),
    ],
)
def test_the_keys_of_evaluate(metric: str, shape: dict[str, Any]) -> None:
    assert to_evaluate(Score(metric, "A", 2.0, (SegmentScore(1.0), SegmentScore(3.0)), "", True)) == shape


@pytest.mark.parametrize(("library", "convert"), [("pandas", to_pandas), ("polars", to_polars)])
def test_data_frames(library: str, convert: Any) -> None:
    pytest.importorskip(library)
    frame = convert(SCORES)
    assert list(frame.columns) == ["system", "metric", "value", "low", "high", "higher_is_better", "signature"]
    assert len(frame) == 2
    assert len(convert(SCORES, segments=True)) == 3


@pytest.mark.parametrize(("library", "convert"), [("pandas", to_pandas), ("polars", to_polars)])
def test_a_missing_library_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, library: str, convert: Any
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MtqcError, match=f"^{library} is not installed: pip install {library}$"):
        convert(SCORES)
