"""Scores as people and programs read them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mtqc.model import Score
from mtqc.model.score_report import ScoreReport
from mtqc.reports.characters import display_width
from mtqc.reports.scores_json import ScoresJson
from mtqc.reports.scores_text import ScoresText
from mtqc.reports.scores_tsv import COLUMNS, SEGMENT_COLUMNS, ScoresTsv
from tests.unit.reports.score_samples import HOSTILE, XCOMET, hostile_scores, sample_scores, written

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "scores.schema.json").read_text(encoding="utf-8"))
SGR = re.compile(r"\x1b\[[0-9;]+m")
UNDEFINED = Score("x", "a", None, (), "s", True)


@pytest.mark.parametrize("width", [80, 140])
def test_golden_text(golden: Callable[[str, str], None], width: int) -> None:
    golden(f"scores-{width}.txt", written(ScoresText(segments=True), sample_scores(), width))


def test_golden_json_and_tsv(golden: Callable[[str, str], None]) -> None:
    golden("scores.json", written(ScoresJson(), sample_scores()))
    golden("scores.tsv", written(ScoresTsv(), sample_scores()))
    golden("scores-segments.tsv", written(ScoresTsv(segments=True), sample_scores()))


@pytest.mark.parametrize("width", [10, 40, 60, 80, 140])
def test_lines_fit_but_for_signatures(width: int) -> None:
    report = sample_scores()
    signatures = {score.signature for score in report.scores}
    for line in written(ScoresText(), report, width).splitlines():
        assert display_width(line) <= max(width, 40) or line.strip() in signatures, line
        assert line == line.rstrip()


def test_colours_change_nothing_but_the_colours() -> None:
    coloured = written(ScoresText(segments=True), sample_scores(), 90, colours=True)
    assert SGR.sub("", coloured) == written(ScoresText(segments=True), sample_scores(), 90)


def test_the_best_of_several_systems_is_marked_ties_too() -> None:
    coloured = written(ScoresText(), sample_scores(), 140, colours=True)
    marked = re.findall(r"\x1b\[1;32m([^\x1b]+)\x1b\[0m", coloured)
    assert marked == ["0.9124 ± 0.0100", "36.50 ± 1.25", "48.00 ± 2.00", "36.50 ± 1.25"]
    one = sample_scores()
    alone = replace(one, scores=tuple(score for score in one.scores if score.system == "online-a.txt"))
    assert "\x1b[1;32m" not in written(ScoresText(), alone, 140, colours=True)


def test_without_intervals_nothing_speaks_of_them() -> None:
    report = sample_scores()
    bare = replace(report, scores=tuple(replace(score, interval=None) for score in report.scores), references=0)
    text = written(ScoresText(), bare)
    assert "±" not in text
    assert "no reference" in text


def test_a_signature_is_written_whole() -> None:
    assert f"\n  {sample_scores().scores[-1].signature}\n" in written(ScoresText(), sample_scores(), 40)


@pytest.mark.parametrize("writer", [ScoresText(True), ScoresTsv(), ScoresTsv(True), ScoresJson()])
def test_hostile_texts_break_nothing(writer: ScoresText | ScoresTsv | ScoresJson) -> None:
    text = written(writer, hostile_scores())
    text.encode()
    if isinstance(writer, ScoresText):
        assert not {"\x1b", "\u202e", "\t", "\r"} & set(text)


def test_the_schema_is_one_and_knows_every_key() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    values = json.loads(written(ScoresJson(), sample_scores()))
    definitions = SCHEMA["$defs"]
    marked = next(score for score in values["scores"] if score["segments"][0]["spans"])
    for schema, value in (
        (SCHEMA, values),
        (definitions["score"], marked),
        (definitions["segment"], marked["segments"][0]),
        (definitions["finding"], marked["segments"][0]["spans"][0]),
    ):
        assert set(schema["required"]) == set(schema["properties"]) == set(value)


@pytest.mark.parametrize(
    "report", [sample_scores(), hostile_scores(), ScoreReport((), 0), ScoreReport((UNDEFINED,), 0)]
)
def test_reports_are_valid(report: ScoreReport) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(written(ScoresJson(), report)))


def test_what_is_undefined_is_null_and_never_nan() -> None:
    nan = Score("x", "a", float("nan"), (), "s", True)
    text = written(ScoresJson(), ScoreReport((nan,), 0))
    assert json.loads(text)["scores"][0]["value"] is None
    assert "NaN" not in text


def test_numbers_are_written_in_full() -> None:
    rows = list(csv.DictReader(StringIO(written(ScoresTsv(), sample_scores())), delimiter="\t"))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["value"], rows[0]["higher_is_better"], rows[3]["higher_is_better"]) == ("34.2137", "true", "false")
    assert (rows[-1]["metric"], rows[-1]["value"], rows[-1]["low"]) == (XCOMET, "", "")


def test_a_row_a_segment_names_its_errors() -> None:
    rows = list(csv.DictReader(StringIO(written(ScoresTsv(True), sample_scores())), delimiter="\t"))
    assert tuple(rows[0]) == SEGMENT_COLUMNS
    assert len(rows) == 9 * 2
    (marked,) = (row for row in rows if row["errors"])
    assert (marked["system"], marked["segment"]) == ("online-a.txt", "1")
    assert marked["errors"] == "10-16:major source:4-7:minor"
    assert [row["uncertainty"] for row in rows if row["uncertainty"]] == [marked["uncertainty"]] == ["0.0625"]


def test_what_is_missing_is_shown_in_the_source() -> None:
    text = written(ScoresText(True), sample_scores())
    assert "minor (source)  The ⟦dog⟧ at the corner barks at the postman." in text


def test_only_metrics_that_know_how_sure_they_are_have_a_standard_error() -> None:
    legend = "beside the score of a segment, ± is its standard error"
    report = sample_scores()
    assert f"\n{legend}\n" in written(ScoresText(True), report)
    assert legend not in written(ScoresText(), report)
    assert legend not in written(ScoresText(True), replace(report, scores=report.scores[:3]))


def test_every_row_is_a_line_whatever_the_names() -> None:
    lines = written(ScoresTsv(), hostile_scores()).split("\n")
    assert [line.count("\t") for line in lines] == [6, 6, 0]


def test_notices_say_what_they_speak_of() -> None:
    report = sample_scores()
    assert report.all_notices == (
        "guessed source language: en (99% sure)",
        f"{XCOMET} of online-b.txt: 1 segment was windowed",
    )
    shared = replace(report, scores=tuple(replace(score, notices=("cut",)) for score in report.scores[:3]))
    assert shared.all_notices[1:] == ("bleu: cut",)


def test_a_score_is_found_by_its_names() -> None:
    report = sample_scores()
    found = report.score("bleu", "online-b.txt")
    assert found is not None
    assert found.value == 36.5
    assert report.score("bleu", HOSTILE) is None
    assert (ScoreReport((), 2).segment_name(1), report.segment_name(1)) == ("2", "intro/paragraph-2-of-many")


def test_scores_show_themselves_in_a_line() -> None:
    report = sample_scores()
    assert repr(report.scores[0]) == "<Score: bleu of online-a.txt: 34.2137 [33.2137, 35.7137]>"
    assert repr(UNDEFINED) == "<Score: x of a: no value>"
