"""``mtqc compare`` as it is installed: real files, every report, and the same figures every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from .conftest import Mtqc

SCHEMA = Path(__file__).parents[2] / "docs" / "comparison.schema.json"
REFERENCES = [f"Der Zug Nummer {number} fährt heute um {number % 24} Uhr ab." for number in range(2, 62)]
SOURCES = [f"Train number {number} leaves at {number % 24} o'clock today." for number in range(2, 62)]
CLOSE = [line.replace("fährt heute", "geht heute") if n % 2 else line for n, line in enumerate(REFERENCES)]
LOOSE = [line.replace("Der Zug Nummer", "Zug").replace("heute ", "") for line in REFERENCES]
WRONG = [line.replace(" Uhr", "") for line in [REFERENCES[0], *REFERENCES[:-1]]]


@pytest.fixture
def files(folder: Path) -> Path:
    columns = {"ref.de": REFERENCES, "src.en": SOURCES, "close.de": CLOSE, "loose.de": LOOSE, "wrong.de": WRONG}
    for name, lines in columns.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


ARGUMENTS = ("compare", "-t", "close.de", "loose.de", "wrong.de", "-s", "src.en", "-r", "ref.de", "--no-cache")
LANGUAGES = ("--source-lang", "en", "--target-lang", "de")


def test_a_comparison_from_files_to_json(mtqc: Mtqc, files: Path) -> None:
    done = mtqc(*ARGUMENTS, *LANGUAGES, "-m", "bleu", "chrf", "ter", "--format", "json")
    assert (done.status, done.err) == (0, "")
    values = json.loads(done.out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(values)
    assert [metric["metric"] for metric in values["metrics"]] == ["bleu", "chrf", "ter"]
    for metric in values["metrics"]:
        assert metric["scores"][0]["system"] == "close"
    assert len(values["comparisons"]) == 9
    wrong = values["findings"]["systems"].index("wrong")
    numbers = next(rule for rule in values["findings"]["rules"] if rule["rule"] == "accuracy/number")
    assert numbers["counts"][wrong] > 50
    assert max(count for place, count in enumerate(numbers["counts"]) if place != wrong) == 0
    assert any(each["significant"] for each in numbers["differences"])


def test_the_same_seed_gives_the_same_figures(mtqc: Mtqc, files: Path) -> None:
    runs = [mtqc(*ARGUMENTS, *LANGUAGES, "-m", "chrf", "--format", "json", "--no-checks").out for _ in range(2)]
    assert runs[0] == runs[1]
    other = mtqc(*ARGUMENTS, *LANGUAGES, "-m", "chrf", "--format", "json", "--no-checks", "--seed", "1").out
    assert json.loads(other)["metrics"][0]["scores"] != json.loads(runs[0])["metrics"][0]["scores"]


def test_the_text_ends_with_the_verdict(mtqc: Mtqc, files: Path) -> None:
    done = mtqc(*ARGUMENTS, "-m", "chrf", "--no-checks")
    assert done.status == 0
    assert "close is best: it is significantly better than all others." in done.out
    assert "3 systems on 60 segments, en → de, 1 reference" in done.out
    assert "⟦" in done.out


def test_the_page_and_the_table_are_whole_files(mtqc: Mtqc, files: Path) -> None:
    for form, name, ending in (("html", "page.html", "</html>\n"), ("latex", "table.tex", "\\end{table}\n")):
        done = mtqc(*ARGUMENTS, "-m", "chrf", "--no-checks", "--format", form, "-o", name, "-q")
        assert (done.status, done.out, done.err) == (0, "", "")
        assert (files / name).read_text(encoding="utf-8").endswith(ending)


def test_files_that_do_not_belong_together(mtqc: Mtqc, files: Path) -> None:
    (files / "short.de").write_text("Ein Zug.\n", encoding="utf-8")
    done = mtqc("compare", "-t", "close.de", "short.de", "-r", "ref.de", "-m", "chrf", "-o", "page.html")
    assert (done.status, done.out) == (2, "")
    assert done.err == "mtqc: error: close.de: has 60 lines, but short.de has 1: 59 fewer\n"
    assert not (files / "page.html").exists()


def test_the_documentation_shows_what_is_written(mtqc: Mtqc, folder: Path) -> None:
    documentation = SCHEMA.parent
    for file in (documentation / "compare-example").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    page = (documentation / "compare.md").read_text(encoding="utf-8")
    command, _, shown = page.split("```text\n$ mtqc ")[1].split("\n```")[0].partition("\n\n")
    done = mtqc(*command.split(), *LANGUAGES, "--isolated", "--no-cache")
    assert done.out.rstrip("\n") == shown
