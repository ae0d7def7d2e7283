"""Statistics kept on disk by what they were counted from; without the files everything is only slower."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mtqc.metrics.lexical.counting import Option
from mtqc.statistics.segment_statistics import Matrix

MOST_BYTES = 512 * 1024**2
"""How much the files may take: when there is more, those not used for longest go."""

_FORMAT = 1
_CHECK_BYTES = 16


def key_of(options: Mapping[str, Option], columns: Sequence[Sequence[str | None]]) -> str:
    """A name for what is counted in some columns of texts: another text, order or option gives another name."""
    hashed = hashlib.blake2b(digest_size=20)
    hashed.update(json.dumps([_FORMAT, sorted(options.items())]).encode())
    for column in columns:
        # The lengths tell where one text ends and the next begins, and a missing text from an empty one.
        lengths = np.array([-1 if text is None else len(text) for text in column], dtype="<i8")
        hashed.update(len(column).to_bytes(8, "little"))
        hashed.update(lengths.tobytes())
        hashed.update("".join(text for text in column if text is not None).encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class StatisticsCache:
    """Statistics in the files of a folder, ``KEY.npy`` each: an array of numpy's, and a checksum behind it.

    Nothing here fails: a file that cannot be read or was damaged is as good as none, and one that cannot be written
    in full is not written at all. ``most_bytes`` is how large the files may be together.
    """

    folder: Path
    most_bytes: int = MOST_BYTES

    def get(self, key: str, shape: tuple[int, int]) -> Matrix | None:
        """The statistics kept under a key, None if there are none of that shape."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            array, check = content[:-_CHECK_BYTES], content[-_CHECK_BYTES:]
            if _check(array) != check:
                return None
            rows = np.load(io.BytesIO(array), allow_pickle=False)
            # Whoever is asked for lately is the last to go.
            os.utime(path)
        except (OSError, ValueError, EOFError):
            return None
        return rows.astype(np.float64) if rows.shape == shape else None

    def put(self, key: str, rows: Matrix) -> None:
        """Keeps statistics under a key, if there is room on the disk."""
        stream = io.BytesIO()
        np.save(stream, _compact(rows), allow_pickle=False)
        array = stream.getvalue()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(self._path(key), array + _check(array))
            self._shrink()
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.npy"

    def _write(self, path: Path, content: bytes) -> None:
        """Writes a file in whole or not at all, whoever else writes the same."""
        descriptor, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)

    def _shrink(self) -> None:
        files = [(path, path.stat()) for path in self.folder.glob("*.npy")]
        size = sum(facts.st_size for _, facts in files)
        for path, facts in sorted(files, key=lambda file: file[1].st_mtime_ns):
            if size <= self.most_bytes:
                return
            path.unlink(missing_ok=True)
            size -= facts.st_size


def _check(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECK_BYTES).digest()


def _compact(rows: Matrix) -> npt.NDArray[np.generic]:
    """The same numbers in fewer bytes, where they are whole and small."""
    if (rows % 1 == 0).all() and rows.min(initial=0) >= 0:
        for kind in (np.uint16, np.uint32):
            if rows.max(initial=0) <= np.iinfo(kind).max:
                return rows.astype(kind)
    return rows
