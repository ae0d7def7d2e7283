"""Makes sure that no two segments of a file have one id, within bounded memory."""

from __future__ import annotations

from mtqc.errors import InputError

REMEMBERED_IDS = 100_000
"""So many ids of a file that streams are remembered: about 10 MB. Duplicates of later ones are not noticed."""


class Identifiers:
    """The ids seen so far in one file and the lines they stand in."""

    def __init__(self, path: str) -> None:
        self._path = path
        # Hashes take the same room however long the ids are.
        self._lines: dict[int, int] = {}

    def add(self, identifier: str, line: int) -> None:
        """Notes an id.

        Raises:
            InputError: it was noted before; names both lines.
        """
        first = self._lines.get(hash(identifier))
        if first is not None:
            raise InputError(self._path, f"the id '{identifier}' is already that of line {first}", line)
        if len(self._lines) < REMEMBERED_IDS:
            self._lines[hash(identifier)] = line
