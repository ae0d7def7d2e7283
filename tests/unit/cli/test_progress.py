"""A progress bar shows on terminals, after a second, and leaves nothing behind."""

from __future__ import annotations

import io
import sys
import time

import pytest

import mtqc.cli.progress
from mtqc.cli.progress import progress


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_there_is_none_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress() as advance:
        assert advance is None


def test_a_short_run_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Tty()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress() as advance:
        assert advance is not None
        advance(500)
    assert stream.getvalue() == ""


def test_a_long_run_counts_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Tty()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(mtqc.cli.progress, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with progress() as advance:
        assert advance is not None
        advance(1234)
        deadline = time.monotonic() + 10
        while "segments" not in stream.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
        advance(1)
    assert "checking" in stream.getvalue()
    assert "1,23" in stream.getvalue()


def test_an_error_ends_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Tty())
    with pytest.raises(KeyboardInterrupt), progress():
        raise KeyboardInterrupt
