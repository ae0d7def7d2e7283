"""The installed commands with the estimate: the model that ships, and a folder."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.metrics.tiny_estimator import calibrated

from .conftest import Mtqc

SOURCE = "The cat sat on the mat.\nThe cat did not see another cat.\n\nAnd that was not there.\n"
GOOD = "Die Katze saß auf der Matte.\nDie Katze sah keine andere Katze.\nNichts.\nUnd das war nicht da.\n"
POOR = "Hund.\nDie Katze sah keine andere Katze.\n🎉🎉\nUnd das war nicht da.\n"
LANGUAGES = ("--source-lang", "en", "--target-lang", "de")


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    for name, text in {"src.en": SOURCE, "good.de": GOOD, "poor.de": POOR}.items():
        (folder / name).write_text(text, encoding="utf-8")
    calibrated(folder / "tuned")


def test_sources_are_enough_for_a_score_and_nothing_is_downloaded(mtqc: Mtqc) -> None:
    named = mtqc(
        "score", "-s", "src.en", "-t", "good.de", "-m", "estimate", "--offline", "--format", "json", *LANGUAGES
    )
    assert named.status == 0, named.err
    (score,) = json.loads(named.out)["scores"]
    assert 0 <= score["value"] <= 100
    assert [segment["value"] is None for segment in score["segments"]] == [False, False, True, False]
    assert all((segment["uncertainty"] is None) == (segment["value"] is None) for segment in score["segments"])
    unnamed = mtqc("score", "-s", "src.en", "-t", "good.de", "--format", "json", *LANGUAGES)
    assert unnamed.out == named.out


def test_the_report_says_what_the_numbers_are_worth(mtqc: Mtqc) -> None:
    outcome = mtqc("score", "-s", "src.en", "-t", "good.de", "-m", "estimate:tuned", "--segments")
    assert outcome.status == 0, outcome.err
    assert "note: guessed target language: de" in outcome.out
    assert "→ de is a measured pair: the numbers were compared with the judgements of people" in " ".join(
        outcome.out.split()
    )
    assert "1 of 4 segments have no score: the source has no words (1)" in outcome.out
    assert "beside the score of a segment, ± is its standard error" in outcome.out
    assert "|pair:en-de|status:measured|" in outcome.out


def test_a_table_has_the_standard_error_of_each_segment(mtqc: Mtqc) -> None:
    table = mtqc(
        "score", "-s", "src.en", "-t", "good.de", "--format", "tsv", "--segments", "-m", "estimate:tuned", "-q"
    )
    header, first, _, third, _ = table.out.splitlines()
    row = dict(zip(header.split("\t"), first.split("\t"), strict=True))
    assert float(row["uncertainty"]) > 0
    assert third.split("\t")[3:] == ["", "", ""]


def test_a_bilingual_table_needs_no_other_file(mtqc: Mtqc, folder: Path) -> None:
    (folder / "both.tsv").write_text("source\ttarget\nThe cat sat.\tDie Katze saß.\n", encoding="utf-8")
    outcome = mtqc("score", "-t", "both.tsv", "--format", "json", *LANGUAGES)
    assert json.loads(outcome.out)["scores"][0]["metric"] == "estimate"


def test_systems_are_compared_and_candidates_ranked(mtqc: Mtqc) -> None:
    compared = mtqc("compare", "-s", "src.en", "-t", "good.de", "poor.de", "--format", "json", *LANGUAGES)
    assert compared.status == 0, compared.err
    assert json.loads(compared.out)["comparisons"][0]["metric"] == "estimate"
    ranked = mtqc("rank", "-s", "src.en", "-t", "good.de", "poor.de", "--by", "estimate:tuned", "-q", *LANGUAGES)
    assert ranked.status == 0, ranked.err
    assert len(ranked.out.splitlines()) == len(GOOD.splitlines())


def test_it_is_held_against_the_judgements_of_people(mtqc: Mtqc, folder: Path) -> None:
    rows = [
        f"{system}\t{number}\t{source}\t{target}\t{score}"
        for system, text, score in (("a", GOOD, 90), ("b", POOR, 30))
        for number, (source, target) in enumerate(zip(SOURCE.splitlines(), text.splitlines(), strict=True))
    ]
    header = "system\tsegment\tsource\ttarget\tscore"
    (folder / "judged.tsv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    outcome = mtqc("correlate", "judged.tsv", "-m", "estimate:tuned", *LANGUAGES)
    assert outcome.status == 0, outcome.err
    assert "estimate:tuned" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-m", "estimate"], "estimate needs sources: -s FILE on the command line"),
        (["-s", "src.en", "-m", "estimate:none"], "none: no such folder"),
        (
            ["-s", "src.en", "-m", "estimate:."],
            ".: there is no model.json in it: not the folder of an estimation model",
        ),
        (["-s", "src.en", "-m", "estimate:fast=yes"], "unknown option of estimate 'fast'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(mtqc: Mtqc, arguments: list[str], message: str) -> None:
    outcome = mtqc("score", "-t", "good.de", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"mtqc: error: {message}")
    assert outcome.err.count("\n") == 1


def test_a_broken_file_of_a_model_is_said_in_one_line(mtqc: Mtqc, folder: Path) -> None:
    (folder / "tuned" / "body.onnx").write_bytes(b"half a file")
    outcome = mtqc("score", "-s", "src.en", "-t", "good.de", "-m", "estimate:tuned", "-q", "--no-cache")
    assert outcome.status == 2
    assert outcome.err.startswith("mtqc: error: tuned: onnxruntime cannot load body.onnx")
    assert outcome.err.count("\n") == 1


def test_it_needs_neither_torch_nor_transformers(folder: Path, environment: Mapping[str, str]) -> None:
    code = (
        "import sys\nsys.modules['torch'] = sys.modules['transformers'] = None\n"
        "from mtqc.cli import run\nsys.exit(run(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", code, "score", "-s", "src.en", "-t", "good.de", "-m", "estimate:tuned"]
    done = subprocess.run(command, cwd=folder, env=dict(environment), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
