"""Whatever goes wrong is one line on standard error and an exit status, never a traceback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mtqc.cli import checking, main
from mtqc.version import __version__

from .conftest import Mtqc

COMMAND = [sys.executable, "-m", "mtqc"]


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*arguments: object) -> None:
        raise error

    return fail


@pytest.fixture
def file(mtqc: Mtqc, shouting: None) -> str:
    Path("a.txt").write_text("Halt!!\n", encoding="utf-8")
    return "a.txt"


def test_version(mtqc: Mtqc) -> None:
    assert mtqc("--version").out == f"mtqc {__version__}\n"


def test_the_help_shows_what_each_command_does_whole(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = mtqc("--help").out.split("Commands:\n")[1].split("\n\n")[0]
    assert all(re.fullmatch(r"  \w+ +[A-Z].*[a-z]\.", line) for line in listed.splitlines())


@pytest.mark.parametrize("arguments", [["--help"], ["check", "-h"], ["baseline", "update", "--help"]])
def test_help(mtqc: Mtqc, arguments: list[str]) -> None:
    outcome = mtqc(*arguments)
    assert outcome.status == 0
    assert outcome.out.startswith("Usage: mtqc")


def test_an_unknown_command_names_the_nearest(mtqc: Mtqc) -> None:
    outcome = mtqc("chekc", "a.txt")
    assert outcome.status == 2
    assert outcome.err.startswith("mtqc: error: No such command 'chekc'")


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (KeyboardInterrupt(), 130, "mtqc: interrupted"),
        (PermissionError(13, "Permission denied", "a.txt"), 2, "mtqc: error: a.txt: permission denied"),
        (OSError("strange"), 2, "mtqc: error: strange"),
        (MemoryError("Unable to allocate 14 TiB"), 2, "mtqc: error: not enough memory. Unable to allocate 14 TiB"),
        (KeyError("x"), 2, "mtqc: error: internal error, please report it: KeyError: 'x'"),
        (ValueError("two\nlines"), 2, "mtqc: error: internal error, please report it: ValueError: two lines"),
    ],
)
def test_errors_end_in_one_line(
    mtqc: Mtqc, file: str, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, message: str
) -> None:
    monkeypatch.setattr(checking, "read_files", failing(error))
    outcome = mtqc("check", file, "--select", "house")
    assert outcome.status == status
    assert outcome.err.strip() == message


def test_debug_shows_the_traceback(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "none.txt", "--debug")
    assert outcome.status == 2
    assert "Traceback" in outcome.err
    assert outcome.err.endswith("mtqc: error: none.txt: no such file\n")


def test_a_reader_that_leaves_early_is_no_error(file: str) -> None:
    Path(file).write_text("Halt\u202e jetzt.\n" * 5000, encoding="utf-8")
    arguments = ["check", file, "--target-lang", "de", "--select", "conventions/invisible-character"]
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_termination_ends_the_process_as_an_exception_does(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(sys, "argv", ["mtqc", "--version"])
    try:
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
        with pytest.raises(SystemExit) as ended:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()
        assert ended.value.code == 143
    finally:
        signal.signal(signal.SIGTERM, before)


def test_light_commands_load_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from mtqc.cli import run\n"
        "for arguments in (['--version'], ['--help'], ['check', '--help']):\n"
        "    assert run(arguments) == 0\n"
        "print(sorted(name for name in sys.modules if '.' not in name), file=sys.stderr)\n"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr
    for heavy in ("numpy", "torch", "transformers", "onnxruntime", "lxml", "rich", "jinja2", "babel", "polib", "regex"):
        assert f"'{heavy}'" not in loaded


def test_shells_complete_names(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {
        **os.environ,
        "_MTQC_COMPLETE": "bash_complete",
        "COMP_WORDS": "mtqc explain mark",
        "COMP_CWORD": "2",
    }
    code = "from mtqc.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert "plain,markup/tag" in done.stdout
