"""Scores that learned metrics computed, kept on disk as they come.

An interrupted run goes on where it was, and a second system or a second metric option costs nothing for what it
shares with the first. There is one file a model signature; a line of it is a checksum, the hash of an item, and the
result as JSON. Lines are only ever added, so that several runs may share a file; a line that was written half, or
damaged, does not match its checksum and is left out.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mtqc.metrics.computing import Computing

_KEY_BYTES = 16
_FOLDER = "scores"


@dataclass(frozen=True, slots=True)
class Kept:
    """A result from the store, which may be None itself."""

    value: Any


class ScoreStore:
    """The kept results of one model signature.

    A folder that cannot be read or written, or a full disk, turns the store off; ``notices`` say so, once.
    """

    def __init__(self, folder: Path, signature: str) -> None:
        self.notices: tuple[str, ...] = ()
        self._signature = signature
        self._path = folder / _FOLDER / f"{_hash(signature)}.txt"
        self._usable = True
        self._kept: dict[str, Any] = {}
        self._read()

    @classmethod
    def of(cls, computing: Computing, signature: str) -> ScoreStore | None:
        """The store for results under a signature, None if none are to be kept.

        The signature says everything besides the item that a result depends on: revision of the checkpoint,
        precision, options, version of the code.
        """
        return None if computing.cache is None else cls(computing.cache, signature)

    def get(self, key: Any) -> Kept | None:
        """The result of the item with that key, a JSON value; None if there is none yet."""
        hashed = self._hashed(key)
        return Kept(self._kept[hashed]) if hashed in self._kept else None

    def put(self, results: Iterable[tuple[Any, Any]]) -> None:
        """Keeps results by the keys of their items. Both are JSON values; NaN is none."""
        lines = []
        for key, result in results:
            hashed = self._hashed(key)
            self._kept[hashed] = result
            lines.append(_line(f"{hashed} {json.dumps(result, allow_nan=False)}"))
        if self._usable and lines:
            self._append("".join(lines).encode())

    def _hashed(self, key: Any) -> str:
        return _hash(self._signature + "\n" + json.dumps(key, ensure_ascii=False))

    def _read(self) -> None:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            self._turn_off(error)
            return
        for line in content.decode("utf-8", "replace").split("\n"):
            checksum, _, rest = line.partition(" ")
            hashed, _, result = rest.partition(" ")
            if checksum == _checksum(rest):
                self._kept[hashed] = json.loads(result)

    def _append(self, lines: bytes) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a+b") as file:
                if _ends_inside_line(file.fileno()):
                    lines = b"\n" + lines
                file.write(lines)
        except OSError as error:
            self._turn_off(error)

    def _turn_off(self, error: OSError) -> None:
        self._usable = False
        reason = (error.strerror or str(error)).lower()
        self.notices = (f"scores are not kept for the next run: {self._path.parent}: {reason}",)


def _ends_inside_line(file: int) -> bool:
    """Whether a run was interrupted while it wrote the last line."""
    size = os.fstat(file).st_size
    if size == 0:
        return False
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) != b"\n"


def _line(rest: str) -> str:
    return f"{_checksum(rest)} {rest}\n"


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).hexdigest()
