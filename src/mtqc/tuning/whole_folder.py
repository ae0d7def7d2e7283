"""A folder that appears whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from mtqc.errors import MtqcError


def require_new(folder: Path) -> None:
    """Makes sure before a long run that a folder can be written: nothing is replaced.

    Raises:
        MtqcError: it cannot, or there is something of that name already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MtqcError(f"{folder}: cannot be written: exists already; name a new folder")
    if not folder.resolve().parent.is_dir():
        raise MtqcError(f"{folder}: cannot be written: no such folder: {folder.parent}")


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A folder for work in progress beside the one that it may become; it is gone at the end, whatever happens.

    Raises:
        MtqcError: it cannot be written.
    """
    target = folder.resolve()
    try:
        temporary = Path(mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
    except OSError as error:
        raise MtqcError(f"{folder}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def become(temporary: Path, folder: Path) -> None:
    """Gives the work in progress its name, and the permissions of other folders.

    Raises:
        MtqcError: something of that name came up meanwhile.
    """
    try:
        temporary.chmod(0o755)
        if folder.is_dir():
            folder.rmdir()
        temporary.rename(folder.resolve())
    except OSError as error:
        raise MtqcError(f"{folder}: cannot be written: {(error.strerror or str(error)).lower()}") from error
