"""``mtqc detect``: what goes in, what comes out, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import mtqc as library
from mtqc.checks.context import DocumentContext
from mtqc.model import Detection, Verdict

from .conftest import Mtqc

VERDICTS = {"machine": (0.99, 0.98), "translated": (0.9, 0.3), "no-trace": (0.1, 0.01)}


@pytest.fixture(autouse=True)
def verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file says what its verdict is."""

    def detection(self: DocumentContext, document: library.Document) -> Detection:
        word = next(iter(document.segments)).target.split()[0]
        return Detection(Verdict(word), 100, *VERDICTS[word], source_language={"es": 0.9})

    monkeypatch.setattr(DocumentContext, "detection", detection)


def write(name: str, verdict: str) -> str:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(f"{verdict} ist hier das Wort, und das Haus ist alt.\n", encoding="utf-8")
    return name


def test_one_text_has_reasons(mtqc: Mtqc) -> None:
    outcome = mtqc("detect", write("a.txt", "machine"), "--target-lang", "de")
    assert outcome.status == 0
    assert "reads as unedited machine translation" in outcome.out
    assert "98%" in outcome.out


def test_a_folder_has_a_row_a_text(mtqc: Mtqc) -> None:
    for name in VERDICTS:
        write(f"texts/{name}.txt", name)
    rows = mtqc("detect", "texts", "--target-lang", "de", "-q").out.splitlines()
    assert [row.split()[0] for row in rows[1:]] == ["machine", "no-trace", "translated"]
    assert rows[1].endswith("machine.txt")


@pytest.mark.parametrize(
    ("verdict", "fail_on", "status"),
    [
        ("machine", "machine", 1),
        ("machine", "translated", 1),
        ("translated", "machine", 0),
        ("translated", "translated", 1),
        ("no-trace", "translated", 0),
    ],
)
def test_fail_on(mtqc: Mtqc, verdict: str, fail_on: str, status: int) -> None:
    assert mtqc("detect", write("a.txt", verdict), "--target-lang", "de", "--fail-on", fail_on).status == status


def test_json_and_a_file(mtqc: Mtqc) -> None:
    outcome = mtqc("detect", write("a.txt", "machine"), "--format", "json", "-o", "report.json", "-q")
    assert outcome.status == 0
    assert outcome.out == ""
    (document,) = json.loads(Path("report.json").read_text(encoding="utf-8"))["documents"]
    assert document["detection"]["machine"] == 0.98


def test_html(mtqc: Mtqc) -> None:
    assert "Reads as unedited machine" in mtqc("detect", write("a.txt", "machine"), "--format", "html").out


def test_the_report_does_not_replace_the_text(mtqc: Mtqc) -> None:
    outcome = mtqc("detect", write("a.txt", "machine"), "-o", "a.txt")
    assert outcome.status == 2
    assert Path("a.txt").read_text(encoding="utf-8").startswith("machine")


def test_nothing_to_detect_is_an_error(mtqc: Mtqc) -> None:
    outcome = mtqc("detect")
    assert outcome.status == 2
    assert "Name a file or a folder" in outcome.err


def test_knowledge_of_ones_own(mtqc: Mtqc) -> None:
    Path("mine.toml").write_text(
        'source_language = "es"\ntarget_language = "de"\n[[entry]]\nid = "alt"\nkind = "calque"\n'
        'target = ["Haus ist alt"]\nsource = "casa vieja"\nwhy = "Because."\nevidence = "strong"\n',
        encoding="utf-8",
    )
    outcome = mtqc("detect", write("a.txt", "machine"), "--target-lang", "de", "--knowledge", "mine.toml")
    assert "Haus ist alt ← casa vieja" in outcome.out
    outcome = mtqc("check", "a.txt", "--target-lang", "de", "--knowledge", "mine.toml", "--select", "style/calque")
    assert "Because." in outcome.out


def test_knowledge_that_makes_no_sense_is_an_error(mtqc: Mtqc) -> None:
    Path("mine.toml").write_text("[[entry]]", encoding="utf-8")
    outcome = mtqc("detect", write("a.txt", "machine"), "--knowledge", "mine.toml")
    assert outcome.status == 2
    assert outcome.err == "mtqc: error: mine.toml: needs source_language, a language such as 'es'\n"


def test_in_python() -> None:
    report = library.detect("machine ist hier das Wort.", target_language="de")
    assert report.detection is not None
    assert report.detection.verdict is library.Verdict.MACHINE
