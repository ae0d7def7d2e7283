"""How the agreement of metrics with people is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import jsonschema
import pytest

from mtqc.model.correlation import CorrelationReport
from mtqc.reports.base import Terminal
from mtqc.reports.characters import display_width
from mtqc.reports.correlation_json import CorrelationJson
from mtqc.reports.correlation_text import CorrelationText
from mtqc.reports.correlation_tsv import COLUMNS, CorrelationTsv
from tests.unit.reports.correlations import WITHIN, metric, report

SCHEMA = Path(__file__).parents[3] / "docs" / "correlation.schema.json"


def text_of(found: CorrelationReport, width: int = 80, colours: bool = False) -> str:
    stream = StringIO()
    CorrelationText().write(found, stream, Terminal(width, colours))
    return stream.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_golden(golden: Callable[[str, str], None], width: int) -> None:
    golden(f"correlation-{width}.txt", text_of(report(), width))


def test_a_figure_that_no_metric_has_ranks_none() -> None:
    nothing = replace(report().rankings[0], metrics=(), ranks=(), differences=())
    assert "no metric has this figure here" in text_of(replace(report(), rankings=(nothing,)))


def test_the_text_says_what_was_compared() -> None:
    text = text_of(report())
    assert "human.tsv: 3 systems, 14 segments, 42 scores of people" in text
    assert "people: mqm_average, from −25 to 0, higher is better (guessed)" in text


def test_tables_have_a_row_a_metric_and_lengths_last() -> None:
    lines = text_of(report()).splitlines()
    begin = lines.index("systems")
    assert lines[begin + 1].split() == ["metric", "accuracy", "Pearson"]
    assert lines[begin + 2].split() == ["bleu", "0.857", "0.831"]
    # What rounds to nothing has no sign.
    assert lines[begin + 3].split() == ["chrf", "0.905", "0.000"]
    assert lines[begin + 4].split() == ["−", "source", "length", "–", "–"]
    begin = next(number for number, line in enumerate(lines) if line.startswith("segments, within each source"))
    assert lines[begin] == "segments, within each source (12 groups)"
    assert lines[begin + 1].split() == ["metric", "acc-eq", "ε", "in", "source"]
    assert lines[begin + 2].split() == ["bleu", "0.516", "0.25", "0.586"]
    assert "segments, all together" in lines


def test_pairs_of_one_source_have_a_table_of_their_own_without_figures_by_item() -> None:
    found = report()
    alone = replace(metric("bleu", 0.5, 0.5, 0.586, 0.5, 0.5), is_baseline=False)
    alone = replace(alone, correlations=tuple(each for each in alone.correlations if each.measure == WITHIN))
    lines = text_of(replace(found, metrics=(alone,), rankings=(), notices=())).splitlines()
    begin = lines.index("segments, within each source (12 pairs)")
    assert [line.split() for line in lines[begin + 1 : begin + 3]] == [["metric", "in", "source"], ["bleu", "0.586"]]


def test_metrics_that_length_beats_are_named_once() -> None:
    text = " ".join(text_of(report()).split())
    assert "note: bleu and chrf are no better than length alone: Pearson of segments" not in text
    assert "note: bleu is no better than length alone: Pearson of segments" in text
    assert "note: chrf is no better than length alone: Pearson of systems; Pearson of segments" in text
    assert "note: bleu, chrf: no score for 2 of the translations" in text


def test_tests_are_a_triangle_of_p_values() -> None:
    lines = text_of(report()).splitlines()
    begin = lines.index("significance of acc-eq of segments by item")
    rows = [line.split() for line in lines[begin : begin + 10]]
    assert ["1", "#1", "chrf", ".200", "<.001"] in rows
    assert ["1", "#2", "bleu", ".040"] in rows
    assert ["2", "#3", "−", "translation", "length"] in rows


@pytest.mark.parametrize("width", [20, 60, 80, 140])
def test_no_line_of_a_table_or_note_is_wider_than_the_terminal(width: int) -> None:
    long = replace(report(), path="a/very/long/path/" * 8 + "human.tsv")
    long = replace(
        long, metrics=(replace(long.metrics[0], metric="comet:" + "long" * 30, signature=None), *long.metrics[1:])
    )
    for line in text_of(long, width).splitlines():
        if "|" not in line and "/" not in line:
            assert display_width(line) <= max(width, 60), line


def test_colours_mark_the_best_and_never_hide_control_characters() -> None:
    coloured = text_of(replace(report(), path="a\x1b[31m.tsv"), colours=True)
    assert "\x1b[1;32m" in coloured
    assert "\x1b[31m" not in coloured
    assert "\x1b" not in text_of(replace(report(), path="a\x1b[31m.tsv"))


def test_the_json_follows_its_schema() -> None:
    stream = StringIO()
    CorrelationJson().write(report(), stream, Terminal())
    values = json.loads(stream.getvalue())
    jsonschema.validate(values, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert values["schema"] == "mtqc-correlation/1"
    first = values["correlations"][0]
    assert (first["metric"], first["level"], first["statistic"], first["value"]) == (
        "bleu",
        "system",
        "accuracy",
        0.857,
    )
    assert values["significance"][0]["differences"][1]["p_value"] == 0.0005
    assert values["significance"][0]["ranking"][2] == {"metric": "− translation length", "rank": 2}


def test_undefined_figures_are_null() -> None:
    values = report().to_dict()
    lengths = [each for each in values["correlations"] if each["metric"] == "− source length"]
    assert [each["value"] for each in lengths] == [None, None, None, None, 0.281]


def test_the_tsv_has_a_row_a_figure() -> None:
    stream = StringIO()
    CorrelationTsv().write(report(), stream, Terminal())
    rows = [line.split("\t") for line in stream.getvalue().splitlines()]
    assert tuple(rows[0]) == COLUMNS
    assert rows[1] == ["bleu", "no", "system", "accuracy", "", "0.857", "12", "", ""]
    assert rows[4] == ["bleu", "no", "segment", "acc-eq", "item", "0.516", "12", "0.25", "1"]
    assert all(len(row) == len(COLUMNS) for row in rows)
