"""Output files appear whole or not at all; streams take any text."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mtqc.cli.streams import prepare_streams, require_writable, standard_output, terminal_of, whole_file
from mtqc.errors import MtqcError
from mtqc.reports.base import Terminal


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def test_a_file_appears_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "report"
    with umask(0o027), whole_file(path) as stream:
        stream.write("zwei\r\nZeilen\n\ud800")
        assert not path.exists()
    assert path.read_bytes() == b"zwei\r\nZeilen\n\\ud800"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_an_interrupted_file_stays_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "report"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(error), whole_file(path) as stream:
        stream.write("half")
        raise error
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_replaced_file_keeps_its_permissions_and_links(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o604)
    link = tmp_path / "link"
    link.symlink_to(path)
    with whole_file(link) as stream:
        stream.write("after")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "after"
    assert path.stat().st_mode & 0o777 == 0o604


def test_a_device_is_written_directly() -> None:
    with whole_file(Path(os.devnull)) as stream:
        stream.write("gone")
    assert not Path(os.devnull).is_file()


def test_a_full_disk_is_an_error_of_the_file() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    message = "/dev/full: cannot be written: no space left on device"
    with pytest.raises(MtqcError, match=message), whole_file(Path("/dev/full")) as stream:
        stream.write("x" * 100_000)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MtqcError, match="no such folder"):
        require_writable(tmp_path / "none" / "report", [])
    with pytest.raises(MtqcError, match="no such file or directory"), whole_file(tmp_path / "none" / "report"):
        pass


def test_an_input_is_no_output(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(MtqcError, match="is one of the inputs"):
        require_writable(path, [None, "-", str(tmp_path / "other"), str(path)])
    require_writable(path, ["-"])


@pytest.mark.parametrize(
    ("variables", "terminal", "colours"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_colours(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], terminal: bool, colours: bool) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLUMNS", "77")
    stream = Tty() if terminal else io.StringIO()
    assert terminal_of(stream) == Terminal(77 if terminal else 100, colours)


def test_output_that_is_no_terminal_is_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "latin-1"))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    prepare_streams()
    stream = standard_output()
    stream.write("ü\r\n中\ud800")
    stream.flush()
    assert written.getvalue() == "ü\r\n中".encode() + b"\\ud800"


def test_standard_output_may_be_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert standard_output() is stream
