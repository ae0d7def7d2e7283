"""The installed commands that score: sacreBLEU's numbers, light to start, and one line for whatever is wrong."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import InstallPlugin
from tests.house_metrics import ENTRY_POINTS, HOUSE_METRICS

from .conftest import COMMAND, Mtqc

HYPOTHESES = (
    "\ufeffDas Haus steht am Ende der Straße. \r\n"
    "Der Hund, der an der Ecke wohnt, bellt  den Briefträger an.\n"
    "\n"
    "  Wir haben gestern\u00a0lange darüber gesprochen!\u2028Noch ein Satz.\n"
    "Es kostet 1,234.50 Euro (ungefähr).\n\n"
)
REFERENCES = (
    "Das Haus ist am Ende der Straße.\n"
    "Der Hund an der Ecke bellt den Briefträger an.\r\n"
    "Hier fehlt etwas.\n"
    "Wir haben gestern lange darüber geredet! Noch ein Satz.\n"
    "Es kostet ungefähr 1.234,50 Euro.\n"
    "Auch hier fehlt alles.\n"
)
NO_TORCH = 'import sys\nsys.modules["torch"] = None\n'
STARTUP_SECONDS = 0.6
"""What issue and design allow for; of processor time."""


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    texts = {"hyp.de": HYPOTHESES, "ref.de": REFERENCES, "two.txt": "x\ny\n", "three.txt": "x\ny\nz\n", "empty.txt": ""}
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())


@pytest.fixture
def house(install_plugin: InstallPlugin, environment: dict[str, str]) -> None:
    environment["PYTHONPATH"] = str(install_plugin("house_metrics", {"mtqc.metrics": ENTRY_POINTS}, HOUSE_METRICS))


def test_numbers_and_signatures_are_those_of_the_sacrebleu_command(
    mtqc: Mtqc, folder: Path, environment: dict[str, str]
) -> None:
    metrics = ("bleu", "chrf", "ter")
    command = [sys.executable, "-m", "sacrebleu", "ref.de", "-i", "hyp.de", "-m", *metrics, "-w", "12"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    outcome = mtqc("score", "-t", "hyp.de", "-r", "ref.de", "-m", *metrics, "--format", "json", "-q")
    assert [(score["signature"], round(score["value"], 12)) for score in json.loads(outcome.out)["scores"]] == [
        (theirs["signature"], theirs["score"]) for theirs in json.loads(done.stdout)
    ]


def test_starting_is_cheap_and_loads_no_torch(mtqc: Mtqc, folder: Path, environment: dict[str, str]) -> None:
    arguments = ["score", "-t", "two.txt", "-r", "two.txt", "-m", "bleu", "-q"]
    code = (
        "import sys\nfrom mtqc.cli import run\nstatus = run(sys.argv[1:])\n"
        "print([name for name in ('torch', 'transformers', 'onnxruntime') if name in sys.modules])\nsys.exit(status)\n"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert mtqc(*arguments).status == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # The least of some runs: other programs only ever add to it. Measuring coverage does, too.
    allowed = STARTUP_SECONDS * (
        3 if "COVERAGE_PROCESS_CONFIG" in environment or "COV_CORE_SOURCE" in environment else 1
    )
    assert min(seconds() for _ in range(4)) <= allowed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-t", "three.txt", "-r", "two.txt"], "three.txt: has 3 lines, but two.txt has 2: 1 fewer"),
        (["-t", "two.txt", "three.txt", "-r", "two.txt"], "two.txt: has 2 lines, but three.txt has 3: 1 more"),
        (["-t", "two.txt", "-r", "two.txt", "-s", "three.txt"], "two.txt: has 2 lines, but three.txt has 3: 1 more"),
        (["-t", "empty.txt", "-r", "empty.txt"], "empty.txt: holds no lines: there is nothing to score"),
        (["-t", "two.txt"], "there is nothing to compare with: add references for bleu and chrf (-r FILE"),
        (["-t", "two.txt", "-m", "ter"], "ter needs references: -r FILE on the command line"),
        (["-t", "two.txt", "-r", "two.txt", "-m", "chrff"], "unknown metric 'chrff'; did you mean 'chrf'?"),
        (["-t", "two.txt", "-r", "two.txt", "-m", "bleu:tok=zh"], "unknown option of bleu 'tok'"),
        (["-t", "none.txt", "-r", "two.txt"], "none.txt: no such file"),
        (
            ["-t", "two.txt", "-r", "two.txt", "-o", "none/s.json"],
            "none/s.json: cannot be written: no such folder: none",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(mtqc: Mtqc, arguments: list[str], message: str) -> None:
    outcome = mtqc("score", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"mtqc: error: {message}")
    assert outcome.err.count("\n") == 1


def test_without_torch_the_line_that_installs_it_is_named(
    mtqc: Mtqc, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "sitecustomize.py").write_text(NO_TORCH, encoding="utf-8")
    environment["PYTHONPATH"] = str(tmp_path / "blocked")
    outcome = mtqc("score", "-t", "two.txt", "-r", "two.txt", "-s", "two.txt", "-m", "comet:Unbabel/wmt22-comet-da")
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert outcome.err.endswith("pip install 'mtqc[neural]'\n")
    assert mtqc("score", "-t", "two.txt", "-r", "two.txt", "-q").status == 0


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("stop", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_no_half_file(
    folder: Path, environment: dict[str, str], stop: signal.Signals, status: int
) -> None:
    (folder / "scores.json").write_text("as it was", encoding="utf-8")
    before = {path.name for path in folder.iterdir()}
    arguments = ["score", "-t", "two.txt", "-m", "slow", "--format", "json", "--output", "scores.json"]
    # Where the tests run in the background of a shell they ignore SIGINT, and the command would inherit that.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            [str(COMMAND), *arguments], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
        )
    finally:
        signal.signal(signal.SIGINT, handler)
    with process:
        assert process.stderr is not None
        assert process.stderr.readline() == "at work\n"
        process.send_signal(stop)
        try:
            _, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == status
    assert "Traceback" not in err
    assert {path.name for path in folder.iterdir()} == before
    assert (folder / "scores.json").read_text(encoding="utf-8") == "as it was"


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("command", [["score", "-m", "letters"], ["rank", "--candidates", "1", "--by", "letters"]])
def test_a_full_disk_leaves_no_half_file(folder: Path, environment: dict[str, str], command: list[str]) -> None:
    (folder / "long.txt").write_text("Zeile\n" * 20_000, encoding="utf-8")
    (folder / "out.json").write_text("as it was", encoding="utf-8")
    before = {path.name for path in folder.iterdir()}

    def with_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        [
            str(COMMAND),
            *command,
            "-t",
            "long.txt",
            "--format",
            "json",
            "--no-cache",
            "--resamples=0" if command[0] == "score" else "-q",
            "-o",
            "out.json",
        ],
        cwd=folder,
        # Coverage would write its own file, which is larger than there is room for.
        env={name: value for name, value in environment.items() if not name.startswith("COVERAGE")},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=with_little_room,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("mtqc: error: out.json: cannot be written: ")
    assert {path.name for path in folder.iterdir()} == before
    assert (folder / "out.json").read_text(encoding="utf-8") == "as it was"


def test_a_disk_without_room_for_the_cache_costs_no_scores(folder: Path, environment: dict[str, str]) -> None:
    environment["XDG_CACHE_HOME"] = str(folder / "two.txt")
    done = subprocess.run(
        [str(COMMAND), "score", "-t", "hyp.de", "-r", "ref.de", "--format", "tsv"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("form", ["text", "json", "tsv"])
def test_nan_is_never_printed(mtqc: Mtqc, form: str) -> None:
    outcome = mtqc("score", "-t", "two.txt", "-m", "undefined", "--format", form, "--segments", "-q")
    assert outcome.status == 0
    assert "nan" not in outcome.out.lower()

    def refuse(constant: str) -> float:
        raise AssertionError(constant)

    if form == "json":
        (score,) = json.loads(outcome.out, parse_constant=refuse)["scores"]
        assert (score["value"], score["interval"]) == (None, None)


def test_the_same_run_gives_the_same_bytes(mtqc: Mtqc) -> None:
    arguments = ("score", "-t", "hyp.de", "-r", "ref.de", "-m", "bleu", "chrf", "--format", "json")
    assert mtqc(*arguments).out == mtqc(*arguments, "--no-cache").out


def test_the_best_of_lists_in_json_lines(mtqc: Mtqc, folder: Path) -> None:
    lines = [{"candidates": ["Ein Haus", "Ein Hund", "Ein Haus"]}, {"candidates": ["Nein"]}]
    (folder / "c.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    outcome = mtqc("rank", "-t", "c.jsonl", "--mbr", "chrf", "-q")
    assert (outcome.status, outcome.out, outcome.err) == (0, "Ein Haus\nNein\n", "")
