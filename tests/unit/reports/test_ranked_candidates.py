"""The best candidates, as text to go on with and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from mtqc.reports.ranked_candidates import RankingJson, RankingText, RankingTsv
from tests.unit.reports.score_samples import sample_ranking, written

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "ranking.schema.json").read_text(encoding="utf-8"))


def test_text_is_a_line_a_segment() -> None:
    assert written(RankingText(), sample_ranking()) == "Guten Tag!\nZwei Zeilen\there\n"


def test_more_than_the_best() -> None:
    assert written(RankingText(5), sample_ranking()) == "Guten Tag!\nTag auch\nZwei Zeilen\there\n‹U+D800›\n"


def test_a_row_a_candidate() -> None:
    assert written(RankingTsv(), sample_ranking()).splitlines() == [
        "segment\trank\tplace\tcopies\tutility\ttext",
        "1\t1\t2\t2\t71.5\tGuten Tag!",
        "1\t2\t0\t1\t20.25\tTag auch",
        "2\t1\t0\t1\t\tZwei Zeilen here",
        "2\t2\t1\t1\t\t‹U+D800›",
    ]
    assert len(written(RankingTsv(1), sample_ranking()).splitlines()) == 3


def test_json_is_as_its_schema_says() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    text = written(RankingJson(), sample_ranking())
    text.encode()
    values = json.loads(text)
    Draft202012Validator(SCHEMA).validate(values)
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"]) == set(values)
    candidate = SCHEMA["$defs"]["candidate"]
    assert set(candidate["required"]) == set(candidate["properties"]) == set(values["segments"][0]["candidates"][0])
    best = json.loads(written(RankingJson(1), sample_ranking()))
    assert [len(segment["candidates"]) for segment in best["segments"]] == [1, 1]
