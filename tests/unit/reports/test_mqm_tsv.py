from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

from mtqc.model import Category, Report, Segment, Span
from mtqc.reports.mqm_tsv import COLUMNS, MqmTsvReport
from tests.unit.reports.samples import article, hostile_report, program, sample_report
from tests.unit.reports.writing import written


def rows_of(report: Report) -> list[dict[str, str]]:
    header, *lines = written(MqmTsvReport(), report).split("\n")[:-1]
    assert tuple(header.split("\t")) == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("mqm.tsv", written(MqmTsvReport(), sample_report()))


def test_every_category_has_a_name_there() -> None:
    content = files("mtqc").joinpath("data", "reports", "mqm_categories.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(content)) == {category.value for category in Category}


def test_marks_stand_in_the_target_or_else_in_the_source() -> None:
    rows = rows_of(Report((program(),), False, ""))
    assert "<v>3</v> Aufgaben" in rows[0]["target"]
    assert "<v>" not in rows[0]["source"]
    assert rows[2]["source"] == "<v>Save the file?</v>"


def test_segments_without_findings_have_a_row() -> None:
    rows = rows_of(Report((program(),), False, ""))
    assert [(row["doc_id"], row["seg_id"], row["category"]) for row in rows if row["severity"] == "no-error"] == [
        ("3", "app|quit", "No-error")
    ]


def test_a_document_that_streamed_has_its_findings_only() -> None:
    rows = rows_of(Report((replace(program(), texts=None),), False, ""))
    assert len(rows) == 4
    assert rows[0]["doc_id"] == rows[0]["seg_id"] == "app|welcome"


def test_a_finding_about_the_whole_segment_marks_nothing() -> None:
    finding = replace(article().findings[0], target=None)
    assert "<v>" not in written(MqmTsvReport(), Report((replace(article(), findings=(finding,)),), False, ""))


def test_texts_break_neither_rows_nor_columns_nor_marks() -> None:
    rows = rows_of(hostile_report())
    assert len(rows) == 3
    segment = Segment("1", "a\tb\nc <v>d</v>\u2028\x85")
    finding = replace(article().findings[0], segment=segment, target=Span(0, 1))
    (row,) = rows_of(Report((replace(article(), findings=(finding,), texts=(segment,)),), False, ""))
    assert row["target"] == "<v>a</v> b c ‹v›d‹/v›  "
    written(MqmTsvReport(), hostile_report()).encode()
