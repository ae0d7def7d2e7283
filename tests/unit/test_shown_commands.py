"""Every command that the pages on scores show runs as it is written, on the files of the examples."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from mtqc.cli.command import run

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/scores.md", "docs/compare.md", "docs/correlate.md", "docs/which-metric.md")


def shown(page: str) -> Iterator[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield from re.findall(r"^mtqc ((?:score|compare|correlate|rank) .*)", block, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_commands_run_as_they_are_written(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for example in ("compare-example", "correlate-example"):
        copytree(ROOT / "docs" / example, tmp_path / "docs" / example)
        copytree(ROOT / "docs" / example, tmp_path / "docs" / "here", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path / "docs" / "here")
    commands = list(shown(page))
    assert commands
    for command in commands:
        arguments = shlex.split(command.partition(" > ")[0], comments=True)
        status = run([*arguments, "--isolated", "--no-cache", "--offline"])
        said = capsys.readouterr().err
        if "Unbabel/" in command:
            # No model can be had here: all else has to be right before that is said.
            assert re.search(r"Unbabel/\S+: no such folder|pip install 'mtqc\[neural\]'", said), command
        else:
            assert (status, "error" in said) == (0, False), command
