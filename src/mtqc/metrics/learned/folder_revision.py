"""A name for the content of a folder, so that a score says which weights it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from hashlib import blake2b, file_digest
from pathlib import Path

_DIGEST_BYTES = 20
"""As long as the commit hash that stands in its place for a repository."""
_REMEMBERED = "revisions"


def folder_revision(folder: Path, wanted: Sequence[str], cache: Path | None) -> str:
    """The hash of the wanted files of a folder: their names and contents.

    Large files take seconds to read, so the hash of each is kept in ``cache`` for its path, size and time of change.
    """
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for path in _files(folder, wanted):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(_remembered_hash(path, cache).encode())
    return digest.hexdigest()


def _files(folder: Path, wanted: Sequence[str]) -> Iterable[Path]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and any(fnmatch(name, pattern) for pattern in wanted):
            yield path


def _remembered_hash(path: Path, cache: Path | None) -> str:
    if cache is None:
        return _hash(path)
    status = path.stat()
    identity = f"{path.resolve()}\n{status.st_size}\n{status.st_mtime_ns}\n{status.st_ino}"
    note = cache / _REMEMBERED / blake2b(identity.encode(), digest_size=_DIGEST_BYTES).hexdigest()
    try:
        if len(known := note.read_text(encoding="ascii")) == 2 * _DIGEST_BYTES:
            return known
    except (OSError, UnicodeDecodeError):
        pass
    hashed = _hash(path)
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(hashed, encoding="ascii")
    except OSError:
        # Without a place to remember it, it is computed again next time.
        pass
    return hashed


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=_DIGEST_BYTES)).hexdigest()
