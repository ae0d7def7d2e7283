"""``mtqc score`` and ``mtqc rank`` on files of a few lines."""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path

import click
import pytest

import mtqc.cli.measuring_progress
import mtqc.cli.progress
from mtqc.cli import run
from mtqc.cli.scoring_options import METRIC_NAME
from tests.conftest import InstallPlugin
from tests.house_metrics import ENTRY_POINTS, HOUSE_METRICS

from .conftest import Mtqc


@pytest.fixture(autouse=True)
def house(install_plugin: InstallPlugin) -> None:
    install_plugin("house_metrics", {"mtqc.metrics": ENTRY_POINTS}, HOUSE_METRICS)


@pytest.fixture
def files(mtqc: Mtqc) -> None:
    """Two systems, a source and a reference, in the folder in which commands run."""
    texts = {
        "a.txt": "Das Haus steht am Ende der Straße.\nx\n",
        "b.txt": "Das Haus ist am Ende der Straße.\n\n",
        "source.txt": "The house is at the end of the street.\ny\n",
        "reference.txt": "Das Haus steht am Ende der Straße.\ny\n",
        "candidates.txt": "Ein Haus\nEin Hund\nEin Haus\nNein\nKein\nFein\n",
    }
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")


pytestmark = pytest.mark.usefixtures("files")


@pytest.mark.parametrize(
    "arguments",
    [
        ["-t", "a.txt", "-t", "b.txt", "-m", "letters", "-m", "shared"],
        ["-t", "a.txt", "b.txt", "-m", "letters", "shared"],
        ["--translation", "a.txt", "b.txt", "--metric", "letters", "--metrics", "shared"],
    ],
)
def test_options_may_be_repeated_or_followed_by_several_values(mtqc: Mtqc, arguments: list[str]) -> None:
    outcome = mtqc("score", *arguments, "-r", "reference.txt", "--format", "json", "-q")
    values = [(score["metric"], score["system"], score["value"]) for score in json.loads(outcome.out)["scores"]]
    assert values == [
        ("letters", "a", 17.5),
        ("letters", "b", 16.0),
        ("shared", "a", 8.5),
        ("shared", "b", 8.0),
    ]
    assert (outcome.status, outcome.err) == (0, "")


def test_text_says_all_that_a_reader_needs(mtqc: Mtqc) -> None:
    outcome = mtqc("score", "-t", "a.txt", "-r", "reference.txt")
    assert outcome.status == 0
    assert "1 system, 2 segments, 1 reference, de" in outcome.out
    assert "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0" in outcome.out
    assert "note: guessed target language: de" in outcome.out
    assert outcome.err == ""


def test_other_forms_leave_notices_to_standard_error(mtqc: Mtqc) -> None:
    outcome = mtqc("score", "-t", "a.txt", "-s", "source.txt", "-m", "distance", "--format", "tsv")
    assert outcome.err == "mtqc: guessed target language: de (99% sure)\nmtqc: guessed source language: en (99% sure)\n"
    assert outcome.out.splitlines()[1].startswith("a\tdistance\t2.0\t0.0\t4.0\tfalse\thouse:distance")


def test_segments_show_values_and_errors(mtqc: Mtqc) -> None:
    outcome = mtqc("score", "-t", "a.txt", "-m", "letters", "--segments")
    assert "major  ⟦x⟧" in outcome.out
    table = mtqc("score", "-t", "a.txt", "-m", "letters", "--segments", "--format", "tsv")
    assert table.out.splitlines()[2] == "a\tletters\t2\t1.0\t0-1:major\t"


def test_names_of_systems(mtqc: Mtqc) -> None:
    Path("a=b.txt").write_text("x\ny\n", encoding="utf-8")
    outcome = mtqc("score", "-t", "ours=a.txt", "a=b.txt", "-m", "letters", "--format", "json")
    assert [score["system"] for score in json.loads(outcome.out)["scores"]] == ["ours", "a=b"]


def test_standard_input(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"x\ny\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    outcome = mtqc("score", "-t", "-", "-m", "letters", "--format", "json")
    assert json.loads(outcome.out)["scores"][0]["system"] == "<stdin>"


def test_an_output_file_is_written_whole(mtqc: Mtqc) -> None:
    outcome = mtqc("score", "-t", "a.txt", "-m", "letters", "-o", "scores.txt")
    assert outcome.out == ""
    assert "guessed target language" in outcome.err
    assert "letters" in Path("scores.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("threshold", "status", "message"),
    [
        ("letters=17.5", 0, ""),
        ("letters=17.6", 1, "a: letters is 17.5000, worse than 17.6"),
        ("distance=1", 1, "a: distance is 2.0000, worse than 1"),
        ("undefined=0", 1, "a: undefined is no value, worse than 0"),
    ],
)
def test_thresholds_fail_the_run(mtqc: Mtqc, threshold: str, status: int, message: str) -> None:
    metrics = ["-m", "letters", "distance", "undefined"]
    outcome = mtqc("score", "-t", "a.txt", "-s", "source.txt", *metrics, "--fail-under", threshold)
    assert outcome.status == status
    assert message in outcome.err


def test_metrics_from_the_settings_file(mtqc: Mtqc) -> None:
    Path("mtqc.toml").write_text('metrics = ["letters"]\nresamples = 0\n', encoding="utf-8")
    (score,) = json.loads(mtqc("score", "-t", "a.txt", "--format", "json").out)["scores"]
    assert (score["metric"], score["interval"]) == ("letters", None)
    (score,) = json.loads(mtqc("score", "-t", "a.txt", "-m", "duel", "--format", "json").out)["scores"]
    assert score["metric"] == "duel"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-r", "reference.txt"], "Name the output of a system with -t FILE. See 'mtqc score --help'."),
        (["-t", "-", "-r", "-"], "Standard input can be read once: only one file can be -."),
        (["-t", "a=-", "-s", "-"], "Standard input can be read once: only one file can be -."),
        (["-t", ""], "'': no such file"),
        (
            ["-t", "a.txt", "stray", "--format", "json", "b.txt"],
            "'b.txt' follows no option: the output of a system",
        ),
        (["-t", "a.txt"], "there is nothing to compare with: add references for bleu and chrf (-r FILE"),
        (["-t", "a.txt", "-m", "leters"], "unknown metric 'leters'; did you mean 'letters'?"),
        (["-t", "a.txt", "-m", "letters:x=1"], "unknown option of letters 'x'"),
        (["-t", "a.txt", "-m", "letters", "--fail-under", "leters=3"], "unknown metric of this run 'leters'"),
        (["-t", "a.txt", "-m", "letters", "-o", "a.txt"], "a.txt: cannot be written: is one of the inputs"),
        (["-t", "a.txt", "-m", "letters", "--target-lang", "xx"], "command line: unknown language 'xx'"),
    ],
)
def test_errors_are_one_line(mtqc: Mtqc, arguments: list[str], message: str) -> None:
    outcome = mtqc("score", *arguments)
    assert outcome.status == 2
    assert outcome.err.startswith(f"mtqc: error: {message}")
    assert outcome.err.count("\n") == 1


def test_ranking_gives_translations_again(mtqc: Mtqc) -> None:
    outcome = mtqc("rank", "-t", "candidates.txt", "--candidates", "3", "--mbr", "chrf", "--target-lang", "de")
    assert (outcome.status, outcome.out) == (0, "Ein Haus\nNein\n")
    assert outcome.err == "mtqc: chrf: nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0\n"


def test_ranking_as_a_table_in_a_file(mtqc: Mtqc) -> None:
    outcome = mtqc(
        "rank", "-t", "a.txt", "b.txt", "-s", "source.txt", "--by", "distance", "--format", "tsv", "-o", "r.tsv", "-q"
    )
    assert (outcome.out, outcome.err) == ("", "")
    assert Path("r.tsv").read_text(encoding="utf-8").splitlines()[1:] == [
        "1\t1\t0\t1\t4.0\tDas Haus steht am Ende der Straße.",
        "1\t2\t1\t1\t6.0\tDas Haus ist am Ende der Straße.",
        "2\t1\t0\t1\t0.0\tx",
        "2\t2\t1\t1\t1.0\t",
    ]


def test_ranking_against_references_as_json(mtqc: Mtqc) -> None:
    outcome = mtqc(
        "rank", "-t", "b.txt", "a.txt", "-r", "reference.txt", "--by", "shared", "--format", "json", "--top", "1"
    )
    assert [segment["candidates"][0]["place"] for segment in json.loads(outcome.out)["segments"]] == [1, 0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-t", "a.txt", "b.txt"], "Name one metric, with --by METRIC or with --mbr METRIC. See 'mtqc rank --help'."),
        (["-t", "a.txt", "--by", "chrf", "--mbr", "chrf"], "Name one metric, with --by METRIC or with --mbr METRIC."),
        (["--by", "chrf"], "Name the files of candidates with -t FILE."),
        (["-t", "-", "-", "--by", "chrf"], "Standard input can be read once"),
        (["-t", "a.txt", "--by", "letters"], "one file holds one candidate a segment"),
        (["-t", "a.txt", "b.txt", "--by", "shared"], "shared needs references: -r FILE"),
        (["-t", "a.txt", "b.txt", "--mbr", "letters"], "letters reads no references"),
    ],
)
def test_errors_of_rank_are_one_line(mtqc: Mtqc, arguments: list[str], message: str) -> None:
    outcome = mtqc("rank", *arguments)
    assert outcome.status == 2
    assert outcome.err.startswith(f"mtqc: error: {message}")
    assert outcome.err.count("\n") == 1


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Tty()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(mtqc.cli.progress, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    long = "comet:somebody/a-model-with-a-long-name-that-does-not-fit"
    with mtqc.cli.measuring_progress.measuring_progress() as advance_of:
        assert advance_of is not None
        first, second = advance_of(long), advance_of("bleu")
        assert first is not None
        assert second is not None
        first(500, 2000)
        wait_for(stream, "500/2000")
        second(7, 9)
        first(1000, 2000)
    shown = stream.getvalue()
    assert "…a-model-with-a-long-name-that-does-not-fit"[-30:] in shown
    assert "0:0" in shown or "-:--:--" in shown


def test_a_short_run_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Tty()
    monkeypatch.setattr(sys, "stderr", stream)
    assert run(["score", "-t", "a.txt", "-m", "letters", "--format", "json", "-q"]) == 0
    assert stream.getvalue() == ""


def wait_for(stream: io.StringIO, text: str) -> None:
    deadline = time.monotonic() + 10
    while text not in stream.getvalue() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert text in stream.getvalue()


def test_shells_complete_metrics() -> None:
    context = click.Context(click.Command("score"))
    option = click.Option(["-m"])
    assert [item.value for item in METRIC_NAME.shell_complete(context, option, "let")] == ["letters"]
    assert METRIC_NAME.shell_complete(context, option, "comet:") == []
