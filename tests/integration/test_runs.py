"""What a run leaves behind: the same bytes each time, nothing after an interruption, little memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mtqc.plugins import plugins

from .conftest import COMMAND, Mtqc

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("form", [name for name, plugin in plugins("mtqc.reports").items() if plugin.package == "mtqc"])
def test_two_runs_give_the_same_bytes(mtqc: Mtqc, environment: dict[str, str], form: str) -> None:
    arguments = ("check", str(EXAMPLES), "--config", str(EXAMPLES / "mtqc.toml"), "--format", form)
    environment["PYTHONHASHSEED"] = "1"
    first = mtqc(*arguments)
    environment["PYTHONHASHSEED"] = "2"
    second = mtqc(*arguments)
    assert first.status == 1, first.err
    assert first == second


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("article.de.txt", {"accuracy/wrong-language", "conventions/encoding", "conventions/brackets"}),
        ("app.de.po", {"markup/placeholder", "accuracy/number", "terminology/forbidden-term", "accuracy/empty-target"}),
        ("handbook.de.xliff", {"markup/tag", "accuracy/number", "conventions/doubled-word"}),
    ],
)
def test_the_examples_show_what_they_are_made_for(mtqc: Mtqc, name: str, rules: set[str]) -> None:
    outcome = mtqc("check", str(EXAMPLES / name), "--config", str(EXAMPLES / "mtqc.toml"), "--format", "json")
    (document,) = json.loads(outcome.out)["documents"]
    found = {finding["rule"] for finding in document["findings"]}
    assert rules <= found
    assert all(finding["segment"] != "Made by 3 people and a cat." for finding in document["findings"])


def test_fingerprints_survive_edits_elsewhere(mtqc: Mtqc, folder: Path) -> None:
    def fingerprints(text: str) -> list[str]:
        (folder / "a.txt").write_text(text, encoding="utf-8")
        report = json.loads(mtqc("check", "a.txt", "--target-lang", "de", "--format", "json").out)
        return [finding["fingerprint"] for finding in report["documents"][0]["findings"]]

    before = fingerprints("Es steht auf auf dem Dach.\n")
    after = fingerprints("Eine neue Zeile.\n\nNoch eine.\nEs steht auf auf dem Dach.\n")
    assert before == after
    assert len(before) == 1


def test_a_baseline_from_beginning_to_end(mtqc: Mtqc, folder: Path) -> None:
    (folder / "mtqc.toml").write_text('baseline = "known.json"\ntarget-language = "de"\n', encoding="utf-8")
    (folder / "a.txt").write_text("Es steht auf auf dem Dach.\n", encoding="utf-8")
    assert mtqc("baseline", "create", "a.txt").status == 0
    assert mtqc("check", "a.txt").status == 0
    (folder / "a.txt").write_text("Neu (ohne Ende.\nEs steht auf auf dem Dach.\n", encoding="utf-8")
    report = json.loads(mtqc("check", "a.txt", "--format", "json").out)
    assert {finding["rule"]: finding["known"] for finding in report["documents"][0]["findings"]} == {
        "conventions/brackets": False,
        "conventions/doubled-word": True,
    }
    assert report["summary"]["passed"] is False


@pytest.mark.parametrize(("stop", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_no_output(
    folder: Path, environment: dict[str, str], stop: signal.Signals, status: int
) -> None:
    # A pipe that never ends keeps the command reading.
    arguments = [str(COMMAND), "check", "-", "--target-lang", "de", "--format", "json", "--output", "report.json"]
    reading, writing = os.pipe()
    # Where the tests run in the background of a shell they ignore SIGINT, and the command would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(arguments, cwd=folder, env=environment, stdin=reading, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        os.close(reading)
        os.write(writing, b"Gut.\n")
        time.sleep(1.5)
        process.send_signal(stop)
        try:
            _, err = process.communicate(timeout=30)
        finally:
            process.kill()
            os.close(writing)
    assert process.returncode == status
    assert b"Traceback" not in err
    assert list(folder.iterdir()) == []


def test_memory_does_not_grow_with_the_input(folder: Path, environment: dict[str, str]) -> None:
    line = "Der Zug nach Hamburg fährt heute leider erst eine Stunde später ab, Gleis {}.\n"
    code = (
        "import resource, sys\n"
        "import mtqc.pipeline\n"
        "from mtqc.cli import run\n"
        "mtqc.pipeline.BLOCK_SEGMENTS = 5_000\n"
        "run(sys.argv[1:])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)\n"
    )

    def peak_in_mebibytes(lines: int) -> int:
        (folder / "a.txt").write_text("".join(line.format(number) for number in range(lines)), encoding="utf-8")
        arguments = ["check", "a.txt", "--target-lang", "de", "--select", "conventions/whitespace", "--quiet"]
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        return int(done.stderr)

    assert peak_in_mebibytes(60_000) - peak_in_mebibytes(20_000) < 8


def test_a_module_can_be_run_as_well(folder: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "mtqc", "--version"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("mtqc 0.")
