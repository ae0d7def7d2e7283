from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mtqc.model.comparison import Comparison
from mtqc.reports.base import Terminal
from mtqc.reports.comparison_forms import comparison_form

from .comparisons import HOSTILE, against_baseline, hostile_comparison, many_systems, sample_comparison

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "comparison.schema.json").read_text(encoding="utf-8"))


def written(comparison: Comparison) -> str:
    stream = StringIO()
    comparison_form("json").write(comparison, stream, Terminal())
    return stream.getvalue()


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("comparison.json", written(sample_comparison()))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "comparison",
    [sample_comparison(), hostile_comparison(), against_baseline(), many_systems(5)],
    ids=["sample", "hostile", "baseline", "many"],
)
def test_comparisons_are_valid(comparison: Comparison) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(written(comparison)))


def test_the_schema_knows_every_key() -> None:
    values = json.loads(written(sample_comparison()))
    definitions = SCHEMA["$defs"]

    def keys(schema: dict[str, Any]) -> set[str]:
        assert set(schema["required"]) == set(schema["properties"])
        return set(schema["properties"])

    assert keys(SCHEMA) == set(values)
    assert keys(definitions["metric"]) == set(values["metrics"][0])
    assert keys(definitions["score"]) == set(values["metrics"][0]["scores"][0])
    assert keys(definitions["comparison"]) == set(values["comparisons"][0])
    assert keys(definitions["pair"]) == set(values["pairs"][0])
    assert keys(definitions["segment"]) == set(values["pairs"][0]["best"][0])
    assert keys(definitions["breakdown"]) == set(values["breakdowns"][0])
    assert keys(definitions["findings"]) == set(values["findings"])
    assert keys(definitions["rule"]) == set(values["findings"]["total"])


def test_differing_words_are_spans_of_the_hypotheses() -> None:
    segment = json.loads(written(sample_comparison()))["pairs"][0]["best"][0]
    spans = [
        [hypothesis[span["start"] : span["end"]] for span in differing]
        for hypothesis, differing in zip(segment["hypotheses"], segment["differing"], strict=True)
    ]
    assert spans == [["Hafen"], ["Harbour"]]


def test_a_number_that_is_none_is_null() -> None:
    sample = sample_comparison()
    odd = replace(sample.metrics[0].scores[0], value=math.nan, range=(0.0, math.inf))
    values = replace(sample, metrics=(replace(sample.metrics[0], scores=(odd,)),)).to_dict()
    score = values["metrics"][0]["scores"][0]
    assert (score["value"], score["range"]) == (None, [0.0, None])


def test_texts_come_back_as_they_were() -> None:
    text = written(hostile_comparison())
    text.encode()
    assert json.loads(text)["systems"][0] == HOSTILE


def test_rows_for_data_frames_are_flat() -> None:
    rows = sample_comparison().to_dicts()
    assert len(rows) == 12
    assert rows[1]["systems"] == ["Fjord", "Lagoon"]
    assert "interval" not in rows[1]
