"""Standard output, standard error and output files: encoding, colours, width, and files that appear whole."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TextIO

from mtqc.errors import MtqcError
from mtqc.reports.base import Terminal

PLAIN_WIDTH = 100


def prepare_streams() -> None:
    """Lets standard output and error take any text: what they cannot encode is escaped.

    Output that is no terminal is UTF-8 whatever the locale: other programs read it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def terminal_of(stream: IO[str]) -> Terminal:
    """What the stream can show.

    FORCE_COLOR asks for colours on whatever it is, NO_COLOR forbids them (https://no-color.org); without them colours
    are for terminals.
    """
    if os.environ.get("NO_COLOR"):
        colours = False
    elif os.environ.get("FORCE_COLOR"):
        colours = True
    else:
        colours = stream.isatty() and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if stream.isatty() else PLAIN_WIDTH
    return Terminal(width, colours)


def standard_output() -> TextIO:
    """Standard output, on which line ends stay as they are written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    return sys.stdout


def write_out(write: Callable[[TextIO, Terminal], None], output: Path | None) -> None:
    """Writes a result to a file, all of it or nothing, or to standard output if there is none.

    Raises:
        MtqcError: the file cannot be written.
    """
    if output is None:
        stream = standard_output()
        write(stream, terminal_of(stream))
        return
    with whole_file(output) as stream:
        write(stream, Terminal())


def require_writable(path: Path, inputs: Iterable[str | Path | None]) -> None:
    """Makes sure before a long run that its output can be written, and overwrites no input.

    Raises:
        MtqcError: it cannot, or would.
    """
    if not path.parent.is_dir():
        raise MtqcError(f"{path}: cannot be written: no such folder: {path.parent}")
    if path.is_dir():
        raise MtqcError(f"{path}: cannot be written: is a directory")
    for name in inputs:
        if name is not None and Path(name).exists() and path.exists() and path.samefile(name):
            raise MtqcError(f"{path}: cannot be written: is one of the inputs")


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A stream whose text becomes the file when all is written; on any error or interruption the file stays as it was.

    The text is UTF-8, with line ends as written.

    Raises:
        MtqcError: the file cannot be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        # Devices and pipes cannot be replaced by a file.
        with _named(path), target.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        return
    with _named(path):
        temporary = NamedTemporaryFile(  # noqa: SIM115 - closed before it is renamed
            dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False
        )
    try:
        with _named(path):
            with io.TextIOWrapper(temporary, encoding="utf-8", errors="backslashreplace", newline="") as stream:
                yield stream
            Path(temporary.name).chmod(_mode(target))
            Path(temporary.name).replace(target)
    finally:
        Path(temporary.name).unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MtqcError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
