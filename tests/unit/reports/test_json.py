from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pytest
from jsonschema import Draft202012Validator

from mtqc.model import Report
from mtqc.reports.json import JsonReport
from tests.unit.reports.samples import HOSTILE, article, clean, hostile_report, sample_report
from tests.unit.reports.writing import written

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("report.json", written(JsonReport(), sample_report()))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "report",
    [sample_report(), hostile_report(), Report((), True, ""), replace(sample_report(), fail_on=None, fail_under=None)],
    ids=["sample", "hostile", "empty", "no-threshold"],
)
def test_reports_are_valid(report: Report) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(written(JsonReport(), report)))


def test_the_schema_knows_every_key() -> None:
    values = json.loads(written(JsonReport(), sample_report()))
    definitions = SCHEMA["$defs"]

    def keys(schema: dict[str, Any]) -> set[str]:
        assert set(schema["required"]) == set(schema["properties"])
        return set(schema["properties"])

    document = values["documents"][0]
    assert keys(SCHEMA) == set(values)
    assert keys(definitions["summary"]) == set(values["summary"])
    assert keys(definitions["document"]) == set(document)
    assert keys(definitions["document"]["properties"]["quality"]) == set(document["quality"])
    assert keys(definitions["finding"]) == set(document["findings"][0])
    assert keys(definitions["span"]) == set(document["findings"][0]["target"])
    assert keys(definitions["failure"]) == set(values["failures"][0])


def test_texts_come_back_as_they_were() -> None:
    text = written(JsonReport(), hostile_report())
    text.encode()
    finding = json.loads(text)["documents"][0]["findings"][0]
    assert finding["message"] == HOSTILE
    assert finding["evidence"] == {HOSTILE: HOSTILE, "set": [1], "nan": None}


def test_evidence_of_any_type_can_be_written() -> None:
    evidence: dict[Any, Any] = {
        "numpy": numpy.float64(0.5),
        "array": numpy.arange(2),
        "path": Path("a"),
        "bytes": b"x",
        1: (2, None),
    }
    finding = replace(article().findings[0], evidence=evidence)
    text = written(JsonReport(), Report((replace(article(), findings=(finding,)),), True, ""))
    assert json.loads(text)["documents"][0]["findings"][0]["evidence"] == {
        "numpy": 0.5,
        "array": [0, 1],
        "path": "a",
        "bytes": "b'x'",
        "1": [2, None],
    }


def test_a_clean_run_passes() -> None:
    summary = json.loads(written(JsonReport(), Report((clean("a.txt"),), True, "")))["summary"]
    assert (summary["passed"], summary["verdict"], summary["findings"], summary["mqm"]) == (True, "passed", 0, 100.0)
