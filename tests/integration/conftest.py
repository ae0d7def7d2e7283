"""Runs the installed command as a user does: another process, files in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("mtqc")


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


Mtqc = Callable[..., Outcome]


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of the commands; tests may change it."""
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "PYTHONPATH")}
    return plain | {"PYTHONUTF8": "1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder in which the commands run."""
    path = tmp_path / "work"
    path.mkdir()
    return path


@pytest.fixture
def mtqc(folder: Path, environment: Mapping[str, str]) -> Mtqc:
    """Runs mtqc with these arguments; checks estimate nothing unless they are told to.

    What the model that ships finds changes whenever it is trained.
    """

    def call(*arguments: str, stdin: bytes = b"") -> Outcome:
        if arguments[0] in ("check", "baseline") and "--estimate" not in arguments:
            arguments += ("--no-estimate",)
        done = subprocess.run(
            [COMMAND, *arguments], cwd=folder, env=dict(environment), input=stdin, capture_output=True, check=False
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
