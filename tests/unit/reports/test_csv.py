from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest

from mtqc.model import Report
from mtqc.reports.csv import COLUMNS, CsvReport
from tests.unit.reports.samples import article, hostile_report, program, sample_report
from tests.unit.reports.writing import written


def rows_of(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(written(CsvReport(), report), newline="")))


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("report.csv", written(CsvReport(), sample_report()))


def test_the_columns_are_those_of_the_data_frame() -> None:
    assert set(sample_report().to_dicts()[0]) == set(COLUMNS)


def test_one_row_a_finding() -> None:
    rows = rows_of(Report((article(), program()), False, ""))
    assert len(rows) == 9
    assert (rows[0]["target_text"], rows[0]["column"], rows[0]["confidence"]) == ("La Habana", "1", "0.97")
    assert [row["known"] for row in rows[5:7]] == ["false", "true"]
    assert (rows[5]["column"], rows[6]["target_text"]) == ("", "")


def test_several_suggestions_stand_in_one_cell() -> None:
    finding = replace(article().findings[0], suggestions=("Havanna", "Habana"))
    (row,) = rows_of(Report((replace(article(), findings=(finding,)),), False, ""))
    assert row["suggestions"] == "Havanna | Habana"


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(text: str) -> None:
    first = article().findings[0]
    finding = replace(first, message=text, segment=replace(first.segment, target=text, source=text))
    (row,) = rows_of(Report((replace(article(), path=text, findings=(finding,)),), False, ""))
    assert row["message"] == row["target"] == row["source"] == row["path"] == "'" + text


def test_hostile_texts_can_be_encoded() -> None:
    report = hostile_report()
    written(CsvReport(), report).encode()
    assert [row["line"] for row in rows_of(report)] == ["1", "", "1"]
