"""``mtqc correlate``: what goes in, what comes out, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Mtqc

WORDS = ("one", "two", "three", "four", "five", "six")
GOOD = ("lp", "system", "segment", "source", "target", "reference", "mqm", "guess")


@pytest.fixture(autouse=True)
def table(mtqc: Mtqc) -> None:
    rows = [GOOD]
    for lost, system in enumerate(("Human", "A", "B", "C")):
        for number in range(6):
            words = [f"{word} {number} green houses stand here" for word in WORDS[: 1 + number]]
            target = " and ".join(words)
            if lost:
                target = target.replace("green", "blue", lost).replace("here", "there", lost * (number % 2))
            source = f"Satz {number}"
            penalty, guess = str(-lost * (1 + number % 3)), str(10 - lost - number % 2)
            rows.append(("en-de", system, str(number), source, target, " and ".join(words), penalty, guess))
    rows.append(("zh-en", "A", "0", "anders", "x", "y", "-1", "1"))
    Path("human.tsv").write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")


def test_metrics_are_computed_on_the_judged_texts(mtqc: Mtqc) -> None:
    arguments = (
        "--where",
        "lp=en-de",
        "--reference-system",
        "Human",
        "-m",
        "chrf",
        "--no-cache",
        "--target-lang",
        "de",
    )
    done = mtqc("correlate", "human.tsv", *arguments, "--source-lang", "de")
    assert (done.status, done.err) == (0, "")
    assert "human.tsv: 3 systems, 6 segments, 18 scores of people" in done.out
    assert "people: mqm, from −15 to 0, higher is better" not in done.out
    assert "− translation length" in done.out
    assert "chrf  nrefs:2|case:mixed" in done.out


def test_columns_and_files_of_scores_are_compared(mtqc: Mtqc) -> None:
    Path("scores.json").write_text(
        json.dumps(
            {
                "schema": "mtqc-scores/1",
                "scores": [
                    {
                        "metric": "ter",
                        "system": system,
                        "value": value,
                        "segments": [{"value": value + number, "spans": []} for number in range(6)],
                        "signature": "s",
                        "higher_is_better": False,
                    }
                    for system, value in (("Human", 0), ("A", 10), ("B", 20), ("C", 30))
                ],
            }
        ),
        encoding="utf-8",
    )
    arguments = ("--where", "lp=en-de", "--score-column", "guess", "--scores", "scores.json", "--format", "json")
    values = json.loads(mtqc("correlate", "human.tsv", *arguments, "--group", "item", "none", "-q").out)
    assert [metric["metric"] for metric in values["metrics"]][:2] == ["guess", "ter"]
    assert {each["group"] for each in values["correlations"]} == {None, "item", "none"}
    accuracy = [each["value"] for each in values["correlations"] if each["statistic"] == "accuracy"]
    assert accuracy[:2] == [1, 1]


def test_differences_can_be_tested_and_written_to_a_file(mtqc: Mtqc) -> None:
    arguments = ("--where", "lp=en-de", "--score-column", "guess", "--significance", "acc-eq", "--permutations", "50")
    done = mtqc("correlate", "human.tsv", *arguments, "--format", "tsv", "-o", "out.tsv")
    assert (done.status, done.out) == (0, "")
    assert "4 systems say little" in done.err
    assert "acc-eq\titem" in Path("out.tsv").read_text(encoding="utf-8")


def test_directions_can_be_told(mtqc: Mtqc) -> None:
    arguments = (
        "--where",
        "lp=en-de",
        "--score-column",
        "guess",
        "--lower-is-better",
        "guess",
        "--format",
        "json",
        "-q",
    )
    values = json.loads(mtqc("correlate", "human.tsv", *arguments, "--higher-is-better", "mqm").out)
    assert values["human"]["direction_guessed"] is False
    assert values["metrics"][0]["higher_is_better"] is False
    turned = json.loads(mtqc("correlate", "human.tsv", *arguments, "--lower-is-better", "mqm").out)
    assert turned["human"]["higher_is_better"] is False


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "human.tsv:26: segment '0' has another text in column 'source'"),
        (("--where", "lp"), "'lp' is not written NAME=VALUE"),
        (("--where", "lp=en-de"), "Name what to compare with people"),
        (("--where", "lp=en-de", "--score-column", "gues"), "did you mean 'guess'"),
        (("--where", "lp=en-de", "--column", "human=esa", "-m", "chrf"), "unknown column of human.tsv 'esa'"),
        (("--where", "lp=en-de", "--without-system", "D", "-m", "chrf"), "unknown system in human.tsv 'D'"),
        (("--where", "lp=en-de", "--score-column", "guess", "-o", "human.tsv"), "is one of the inputs"),
        (("--where", "lp=en-de", "--score-column", "guess", "--significance", "spa"), "no test for 'spa'"),
    ],
)
def test_errors_are_one_line(mtqc: Mtqc, arguments: tuple[str, ...], message: str) -> None:
    done = mtqc("correlate", "human.tsv", *arguments)
    assert done.status == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_a_missing_file_is_named(mtqc: Mtqc) -> None:
    done = mtqc("correlate", "humna.tsv", "-m", "bleu")
    assert done.status == 2
    assert "humna.tsv: no such file" in done.err


def test_the_example_of_the_documentation_is_what_comes_out(mtqc: Mtqc) -> None:
    documentation = Path(__file__).parents[3] / "docs"
    page = (documentation / "correlate.md").read_text(encoding="utf-8")
    command, _, rest = page.partition("$ mtqc correlate ")[2].partition("\n")
    judgements = (documentation / "correlate-example" / "judgements.tsv").read_text(encoding="utf-8")
    Path("judgements.tsv").write_text(judgements, encoding="utf-8")
    done = mtqc("correlate", *command.split(), "--no-cache")
    assert done.status == 0
    assert without_versions(done.out) == without_versions(rest.partition("\n```")[0])


def without_versions(text: str) -> list[str]:
    """The lines but for signatures, which name versions."""
    return [line for line in text.rstrip().splitlines() if "version:" not in line and "mtqc:" not in line]
