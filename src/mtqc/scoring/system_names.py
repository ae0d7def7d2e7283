"""Names of systems: what the user calls them, else as much of their files' paths as tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from mtqc.errors import SettingsError
from mtqc.formats.input import Input


@dataclass(frozen=True, slots=True)
class SystemFile:
    """A file of translations, and what to call the system that made them; None: as its file."""

    file: Input
    name: str | None = None


def system_names(files: Sequence[SystemFile]) -> tuple[str, ...]:
    """The names of the systems in some files, each its own: ``a/hyp.txt`` and ``b/hyp.txt``, not ``hyp.txt`` twice.

    Raises:
        SettingsError: a name or a file is given twice.
    """
    names = [file.name or PurePath(file.file.name).name for file in files]
    depth = 1
    while repeated := {name for name, count in Counter(names).items() if count > 1}:
        depth += 1
        longer = [
            file.name or "/".join(PurePath(file.file.name).parts[-depth:]) if name in repeated else name
            for file, name in zip(files, names, strict=True)
        ]
        if longer == names:
            raise SettingsError(f"two systems are called '{min(repeated)}'; call one of them otherwise: NAME=PATH")
        names = longer
    return tuple(names)
