"""Judgements from a user's table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtqc.correlation.score_table import read_score_table
from mtqc.errors import InputError, UnknownNameError
from mtqc.formats.input import Input
from mtqc.model import Severity
from mtqc.tuning.judgement import Scale
from mtqc.tuning.judgement_table import JudgementTable, judgements_of


def _read(path: Path, text: str, scale: Scale | None = None, **named: str) -> JudgementTable:
    path.write_text(text, encoding="utf-8")
    return judgements_of(read_score_table(Input.of_path(path)), named, scale)


def test_scores_and_spans_are_read_and_empty_cells_say_nothing(tmp_path: Path) -> None:
    table = _read(
        tmp_path / "a.tsv",
        'source\ttranslation\tscore\tspans\nThe cat\tDie Katze\t70\t[{"start": 0, "end": 3}]\n'
        "A dog\tEin Hund\t\t[]\nA tree\tEin Baum\t90\t\nA bird\tEin Vogel\t\t\n",
    )
    assert [one.score for one in table.judgements] == [70, None, 90]
    assert [one.spans for one in table.judgements] == [((0, 3, Severity.MAJOR),), (), None]
    assert [one.points for one in table.judgements] == [5, 0, None]
    assert (table.scale, table.judgements[2].line) == (Scale.HIGHER, 4)


def test_json_lines_hold_spans_as_they_are(tmp_path: Path) -> None:
    line = '{"src": "The cat", "mt": "Die Katze", "errors": [{"start": 4, "end": 9, "severity": "minor"}]}\n'
    (one,) = _read(tmp_path / "a.jsonl", line).judgements
    assert (one.spans, one.score) == (((4, 9, Severity.MINOR),), None)


def test_several_rows_of_one_translation_are_one_judgement(tmp_path: Path) -> None:
    table = _read(tmp_path / "a.tsv", "source\ttarget\tscore\nA\tB\t1\nA\tC\t5\nA\tB\t2\n")
    assert [(one.translation, one.score) for one in table.judgements] == [("B", 1.5), ("C", 5)]


def test_ratings_of_mqm_are_summed_up_by_rater_and_averaged(tmp_path: Path) -> None:
    table = _read(
        tmp_path / "a.tsv",
        "source\ttarget\trater\tseverity\nThe cat\t<v>Die</v> Katze\tr1\tminor\n"
        "The cat\tDie <v>Katze</v>\tr1\tmajor\nThe <v>cat</v>\tDie Katze\tr2\tno-error\n",
    )
    (one,) = table.judgements
    assert (one.source, one.score, table.scale) == ("The cat", 3, Scale.MQM)
    assert one.spans == ((0, 3, Severity.MINOR), (4, 9, Severity.MAJOR))


@pytest.mark.parametrize(
    ("name", "scale"),
    [("mqm_average", Scale.MQM), ("penalty", Scale.MQM), ("HTER", Scale.LOWER), ("da", Scale.HIGHER)],
)
def test_the_name_of_the_column_tells_the_scale(tmp_path: Path, name: str, scale: Scale) -> None:
    text = f"source\ttarget\t{name}\nA\tB\t1\n"
    assert _read(tmp_path / "a.tsv", text, score=name).scale is scale
    assert _read(tmp_path / "a.tsv", text, Scale.HIGHER, score=name).scale is Scale.HIGHER


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("source\ttarget\tscore\nA\t\t1\n", r"a\.tsv:2: the translation is empty"),
        ("source\ttarget\tscore\n \tB\t1\n", r"a\.tsv:2: the source is empty"),
        ("source\ttarget\tscore\nA\tB\t1\nA\tB\tgood\n", r"a\.tsv:3: 'good' in column 'score' is no number"),
        ("source\ttarget\tspans\nA\tB\t[\n", r"a\.tsv:2: the spans are no JSON"),
        ("source\ttarget\tseverity\nA\t<v>B\tmajor\n", r"a\.tsv:2: <v> is not closed"),
        ("source\tscore\nA\t1\n", "no column of translations among 'source', 'score': name it with --column target"),
        ("source\ttarget\nA\tB\n", "no column of people's scores or spans"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        _read(tmp_path / "a.tsv", text)


def test_unknown_roles_and_columns_are_named(tmp_path: Path) -> None:
    text = "source\ttarget\tscore\nA\tB\t1\n"
    with pytest.raises(UnknownNameError, match="unknown column role 'scroe'; did you mean 'score'"):
        _read(tmp_path / "a.tsv", text, scroe="x")
    with pytest.raises(UnknownNameError, match=r"unknown column of .*'scor'; did you mean 'score'"):
        _read(tmp_path / "a.tsv", text, score="scor")
    assert _read(tmp_path / "a.tsv", text, translation="source").judgements[0].translation == "A"


def test_the_example_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "train.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```text\n(source\t.*?)```", page, re.DOTALL)
    judgements = _read(tmp_path / "a.tsv", example).judgements
    assert [one.score for one in judgements] == [95, 20, 80]
    assert [one.spans for one in judgements] == [(), ((7, 15, Severity.MAJOR),), None]
    assert judgements[1].translation[7:15] == "gekommen"
