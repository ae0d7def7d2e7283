"""``mtqc compare``: what goes in, what comes out, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtqc.comparison import comparing

from .conftest import Mtqc

REFERENCES = [f"Raum {number} liegt am Ende des Flurs ." for number in range(10, 30)]
GOOD = [line.replace("liegt", "ist") if number % 3 else line for number, line in enumerate(REFERENCES)]
FAIR = [line.replace("liegt", "ist") for line in REFERENCES]
POOR = [f"Ein Zimmer {number} , Ende" for number in range(40, 60)]
SOURCES = [f"Room {number} is at the end of the corridor ." for number in range(10, 30)]
OPTIONS = ("-r", "ref.de", "-m", "chrf", "--no-cache", "--resamples", "100", "--target-lang", "de")


@pytest.fixture(autouse=True)
def texts(mtqc: Mtqc) -> None:
    for name, lines in {
        "ref.de": REFERENCES,
        "good.de": GOOD,
        "fair.de": FAIR,
        "poor.de": POOR,
        "src.en": SOURCES,
    }.items():
        Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_verdict_is_written(mtqc: Mtqc) -> None:
    done = mtqc("compare", "-t", "poor.de", "good.de", *OPTIONS, "--no-checks")
    assert (done.status, done.err) == (0, "")
    assert "good is best: it is significantly better than poor." in done.out
    assert "people" in done.out
    assert "What the rules find" not in done.out


def test_rules_run_over_each_system(mtqc: Mtqc) -> None:
    done = mtqc("compare", "-t", "good.de", "poor.de", "-s", "src.en", "--source-lang", "en", *OPTIONS)
    assert "accuracy/number" in done.out


def test_systems_can_be_named_and_one_of_them_the_baseline(mtqc: Mtqc) -> None:
    arguments = ("-t", "A=good.de", "-t", "B=fair.de", "-t", "C=poor.de", *OPTIONS, "--no-checks", "--format", "json")
    values = json.loads(mtqc("compare", *arguments, "--baseline", "B", "-q").out)
    assert values["baseline"] == "B"
    assert [row["systems"] for row in values["comparisons"]] == [["A", "B"], ["C", "B"]]
    assert values["metrics"][0]["clusters"] == []


def test_test_correction_and_alpha_are_chosen(mtqc: Mtqc) -> None:
    arguments = ["-t", "good.de", "poor.de", *OPTIONS, "--no-checks", "--format", "json", "-q", "--seed", "7"]
    arguments += ["--test", "paired-randomisation", "--trials", "50", "--correction", "none", "--alpha", "0.01"]
    values = json.loads(mtqc("compare", *arguments).out)
    assert (values["test"], values["resamples"], values["seed"]) == ("paired-randomisation", 50, 7)
    assert (values["correction"], values["alpha"]) == ("none", 0.01)
    # Fifty trials cannot show less than 1/51.
    assert values["comparisons"][0]["p_value"] == pytest.approx(1 / 51)
    assert not values["comparisons"][0]["significant"]


def test_columns_break_scores_down(mtqc: Mtqc) -> None:
    for name, lines in (("a", GOOD), ("b", POOR)):
        rows = [
            json.dumps({"target": line, "reference": reference, "domain": "even" if number % 2 else "odd"})
            for number, (line, reference) in enumerate(zip(lines, REFERENCES, strict=True))
        ]
        Path(f"{name}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    arguments = ("compare", "-t", "a.jsonl", "b.jsonl", "-m", "chrf", "--no-cache", "--no-checks", "-q")
    done = mtqc(*arguments, "--by", "domain", "--resamples", "50")
    assert "chrf by domain" in done.out
    wrong = mtqc(*arguments, "--by", "domian")
    assert (wrong.status, wrong.out) == (2, "")
    assert wrong.err == "mtqc: error: unknown column 'domian'; did you mean 'domain'?\n"


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("json", '{\n  "schema": "mtqc-comparison/1"'), ("latex", "% needs"), ("html", "<!DOCTYPE html>")],
)
def test_reports_go_to_a_file(mtqc: Mtqc, form: str, beginning: str) -> None:
    done = mtqc("compare", "-t", "good.de", "poor.de", *OPTIONS, "--no-checks", "--format", form, "-o", "report")
    assert (done.status, done.out) == (0, "")
    assert Path("report").read_text(encoding="utf-8").startswith(beginning)


def test_notices_are_in_the_text_or_on_standard_error(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "MOST_CHECKED", 10)
    Path("twin.de").write_bytes(Path("good.de").read_bytes())
    arguments = ("compare", "-t", "good.de", "twin.de", *OPTIONS)
    text = mtqc(*arguments)
    assert "note: good and twin are the same in every segment" in text.out
    assert "note: the rules did not run" in text.out
    assert text.err == ""
    json_ = mtqc(*arguments, "--format", "json")
    assert "mtqc: good and twin are the same in every segment" in json_.err
    assert mtqc(*arguments, "--format", "json", "-q").err == ""


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("-t", "good.de"), "a comparison takes two systems or more, and there is only 'good'"),
        (("-t", "good.de", "poor.de", "--baseline", "pour"), "unknown system 'pour'; did you mean 'poor'?"),
        (("-t", "good.de", "good.de"), "two systems are called 'good.de'"),
        (("-t", "good.de", "short.de"), "has 20 lines, but short.de has 19: 1 fewer"),
        (("-t", "good.de", "nowhere.de"), "nowhere.de"),
        (("-t", "good.de", "poor.de", "--by", "domain"), "there is no column 'domain': only tables have some"),
        (("good.de", "-t", "poor.de"), "'good.de' follows no option: the output of a system follows -t"),
        (("-t", "good.de", "poor.de", "--resamples", "0"), "paired-bootstrap test takes 1 draw or more"),
        (("-t", "good.de", "poor.de", "--alpha", "1"), "--alpha"),
        (("-t", "good.de", "poor.de", "-m", "chrg"), "unknown metric 'chrg'; did you mean 'chrf'?"),
        (("-t", "good.de", "poor.de", "-o", "good.de"), "is one of the inputs"),
        ((), "Name the output of a system with -t FILE."),
    ],
)
def test_bad_input_is_one_line(mtqc: Mtqc, arguments: tuple[str, ...], problem: str) -> None:
    Path("short.de").write_text("\n".join(POOR[:-1]) + "\n", encoding="utf-8")
    before = Path("good.de").read_bytes()
    done = mtqc("compare", *OPTIONS, *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert problem in done.err
    assert Path("good.de").read_bytes() == before
