"""``mtqc check``: what goes in, what comes out, and with which exit status."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from .conftest import Mtqc

OPTIONS = ("--select", "house/shouting", "--target-lang", "de")


@pytest.fixture(autouse=True)
def files(mtqc: Mtqc, house: None) -> None:
    Path("bad.txt").write_text("Gut.\nHalt!!\n", encoding="utf-8")
    Path("good.txt").write_text("Gut.\n", encoding="utf-8")


def test_exit_status_0_is_clean(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "good.txt", *OPTIONS)
    assert outcome.status == 0
    assert "PASSED" in outcome.out
    assert outcome.err == ""


def test_exit_status_1_is_findings(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "bad.txt", *OPTIONS)
    assert outcome.status == 1
    assert "bad.txt:2:5" in outcome.out
    assert "Two exclamation marks." in outcome.out
    assert outcome.err == ""


def test_exit_status_2_is_a_broken_check(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "bad.txt", "--select", "house", "--target-lang", "de", "--format", "json")
    assert outcome.status == 2
    assert {failure["rule"] for failure in json.loads(outcome.out)["failures"]} == {"house/broken", "house/unmakeable"}
    assert "mtqc: error: The check house/broken broke in bad.txt, segment 1: ValueError: out of order\n" in outcome.err
    assert "house/unmakeable" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(("fail_on", "status"), [("neutral", 1), ("minor", 1), ("major", 0), ("never", 0)])
def test_fail_on(mtqc: Mtqc, fail_on: str, status: int) -> None:
    assert mtqc("check", "bad.txt", *OPTIONS, "--fail-on", fail_on).status == status


def test_fail_under(mtqc: Mtqc) -> None:
    never = ("check", "bad.txt", *OPTIONS, "--fail-on", "never", "--fail-under")
    assert mtqc(*never, "50").status == 0
    assert mtqc(*never, "50.1").status == 1


def test_several_files_and_folders(mtqc: Mtqc) -> None:
    Path("inner").mkdir()
    Path("inner/c.txt").write_text("Stopp!!", encoding="utf-8")
    outcome = mtqc("check", "good.txt", "inner", "good.txt", *OPTIONS, "--format", "json")
    assert [document["path"] for document in json.loads(outcome.out)["documents"]] == ["good.txt", "inner/c.txt"]


def test_standard_input(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Halt!!\n")))
    outcome = mtqc("check", "-", *OPTIONS, "--format", "json")
    (document,) = json.loads(outcome.out)["documents"]
    assert document["path"] == "<stdin>"
    assert len(document["findings"]) == 1


def test_a_source_beside_it(mtqc: Mtqc) -> None:
    Path("en.txt").write_text("Good.\nStop!", encoding="utf-8")
    Path("ref.txt").write_text("Gut.\nStopp!", encoding="utf-8")
    outcome = mtqc("check", "bad.txt", *OPTIONS, "--source", "en.txt", "--reference", "ref.txt", "--source-lang", "en")
    assert outcome.status == 1
    assert "Stop!" in outcome.out


def test_a_source_goes_with_one_file(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "bad.txt", "good.txt", "--source", "good.txt")
    assert outcome.status == 2
    assert outcome.err == "mtqc: error: --source and --reference go with one file to check. See 'mtqc check --help'.\n"


def test_notices_are_said_once_for_many_files(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "bad.txt", "good.txt", "--select", "house/shouting", "--format", "json")
    notices = outcome.err.splitlines()
    assert len(notices) in (1, 2)
    assert all(notice.startswith(("mtqc: bad.txt", "mtqc: good.txt")) for notice in notices)
    assert mtqc("check", "bad.txt", "--select", "house/shouting", "--quiet").err == ""


def test_a_terminal_shows_notices_once(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.cli.checking._notices", lambda report: ["a notice"])
    assert mtqc("check", "good.txt", *OPTIONS).err == "mtqc: a notice\n"
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert mtqc("check", "good.txt", *OPTIONS).err == ""
    assert mtqc("check", "good.txt", *OPTIONS, "--format", "json").err == "mtqc: a notice\n"


def test_a_report_in_a_file(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "bad.txt", *OPTIONS, "--format", "json", "--output", "report.json")
    assert outcome.status == 1
    assert outcome.out == ""
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["findings"] == 1
    assert sorted(path.name for path in Path().iterdir()) == ["bad.txt", "good.txt", "report.json"]


def test_an_html_report_shows_whole_texts(mtqc: Mtqc) -> None:
    assert "Gut." in mtqc("check", "bad.txt", *OPTIONS, "--format", "html").out


@pytest.mark.parametrize("output", ["none/report.json", ".", "bad.txt"])
def test_an_output_that_cannot_be_is_said_before_the_work(mtqc: Mtqc, output: str) -> None:
    outcome = mtqc("check", "bad.txt", *OPTIONS, "--output", output)
    assert outcome.status == 2
    assert outcome.err.startswith(f"mtqc: error: {output}: cannot be written: ")
    assert Path("bad.txt").read_text(encoding="utf-8") == "Gut.\nHalt!!\n"


def test_colours_are_for_terminals(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in mtqc("check", "bad.txt", *OPTIONS).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in mtqc("check", "bad.txt", *OPTIONS).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in mtqc("check", "bad.txt", *OPTIONS).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Name a file or a folder to check, or - for standard input. See 'mtqc check --help'."),
        (("bda.txt",), "bda.txt: no such file"),
        (("good.txt", "--format", "jsn"), "unknown report format 'jsn'; did you mean 'json'?"),
        (("good.txt", "--input-format", "txt"), "command line: unknown format 'txt'; did you mean 'text'?"),
        (("good.txt", "--select", "house/shuoting"), "command line: unknown rule 'house/shuoting'; did you mean"),
        (("good.txt", "--target-lang", "xx-xx"), "command line: unknown language 'xx-xx'"),
        (("good.txt", "--encoding", "utf-9"), "unknown encoding 'utf-9'"),
        (("good.txt", "--severity", "mayor"), "Invalid value for '--severity'"),
        (("good.txt", "--column", "target"), "Invalid value for '--column': 'target' is not of the form target=NAME"),
        (("good.txt", "--column", "traget=de"), "setting 'columns' has an unknown column 'traget'; did you mean"),
        (("good.txt", "--sevrity", "major"), "No such option '--sevrity'"),
        (("good.txt", "--config", "none.toml"), "none.toml: the settings cannot be read: No such file or directory"),
        (("good.txt", "--isolated", "--config", "x"), "--config names a settings file, and --isolated forbids"),
        (("good.txt", "--baseline", "none.json"), "none.json: the baseline cannot be read: No such file or directory"),
        (("good.txt", "--glossary", "none.tsv"), "none.tsv: no such file"),
        (("good.txt", "--source", "none.txt"), "none.txt: no such file"),
    ],
)
def test_bad_input_is_one_line_and_exit_status_2(mtqc: Mtqc, arguments: tuple[str, ...], message: str) -> None:
    outcome = mtqc("check", *arguments)
    assert outcome.status == 2
    assert outcome.out == ""
    assert message in outcome.err
    assert outcome.err.startswith("mtqc: error: ")
    assert outcome.err.count("\n") == 1


def test_settings_come_from_the_nearest_file(mtqc: Mtqc) -> None:
    Path("mtqc.toml").write_text('select = ["house/shouting"]\ntarget-language = "de"\n', encoding="utf-8")
    assert mtqc("check", "bad.txt").status == 1
    assert mtqc("check", "bad.txt", "--ignore", "house/shouting,style").status == 0
    assert "house/shouting" not in mtqc("check", "bad.txt", "--isolated", "--ignore", "house").out


def test_columns_add_to_those_of_the_settings_file(mtqc: Mtqc) -> None:
    Path("mtqc.toml").write_text('[columns]\nsource = "en"\n', encoding="utf-8")
    Path("table.tsv").write_text("en\tde\nStop!\tHalt!!\n", encoding="utf-8")
    outcome = mtqc("check", "table.tsv", *OPTIONS, "--source-lang", "en", "--column", "target=de", "--format", "json")
    (finding,) = json.loads(outcome.out)["documents"][0]["findings"]
    assert finding["target"]["text"] == "!!"


def test_show_settings_says_what_holds_and_why(mtqc: Mtqc) -> None:
    Path("mtqc.toml").write_text('severity = "major"\n[weights]\nmajor = 3\n', encoding="utf-8")
    outcome = mtqc("check", "--show-settings", "--fail-under", "90")
    assert outcome.status == 0
    origins = {line.split("#")[0].strip(): line.rsplit("# ", 1)[1] for line in outcome.out.splitlines()}
    assert origins['severity = "major"'].endswith("mtqc.toml")
    assert origins["fail-under = 90.0"] == "command line"
    assert origins["include-fuzzy = false"] == "default"


def test_shown_settings_are_a_settings_file(mtqc: Mtqc, tmp_path: Path) -> None:
    Path("mtqc.toml").write_text(
        'select = ["house"]\nfail-on = "never"\n[[patterns]]\nname = "a"\nmessage = "No."\ntarget = "x\\\\d"\n',
        encoding="utf-8",
    )
    shown = mtqc("check", "--show-settings").out
    Path("mtqc.toml").write_text(shown, encoding="utf-8")
    again = mtqc("check", "--show-settings").out
    strip = [line.rsplit("#", 1)[0] for line in shown.splitlines()]
    assert [line.rsplit("#", 1)[0] for line in again.splitlines()] == strip


def test_help_has_groups_and_names(mtqc: Mtqc) -> None:
    out = mtqc("check", "--help").out
    for part in ("Result:", "Input:", "Rules:", "--select RULE", "One of: csv, github", "Default: minor."):
        assert part in " ".join(out.split())


def test_stale_entries_of_the_baseline_are_said_and_no_error(mtqc: Mtqc) -> None:
    assert mtqc("baseline", "create", "bad.txt", *OPTIONS, "--baseline", "known.json").status == 0
    known = mtqc("check", "bad.txt", *OPTIONS, "--baseline", "known.json")
    assert known.status == 0
    assert "known" in known.out
    assert known.err == ""
    Path("bad.txt").write_text("Gut.\n", encoding="utf-8")
    fixed = mtqc("check", "bad.txt", *OPTIONS, "--baseline", "known.json")
    assert fixed.status == 0
    assert fixed.err == "mtqc: known.json: 1 known finding is gone; 'mtqc baseline update' removes what is stale\n"
    assert mtqc("check", "bad.txt", *OPTIONS, "--baseline", "known.json", "--severity", "major").err == ""
