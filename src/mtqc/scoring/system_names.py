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
    """The names of the systems in some files, each its own.

    ``hyp.txt`` is ``hyp``; ``hyp.A`` and ``hyp.B`` are called so; ``a/hyp.txt`` and ``b/hyp.txt`` are ``a/hyp`` and
    ``b/hyp``.

    Raises:
        SettingsError: a name or a file is given twice.
    """
    every = [_possible_names(file) for file in files]
    names = [possible[0] for possible in every]
    for longer in range(1, max(map(len, every), default=0)):
        repeated = _repeated(names)
        names = [
            possible[min(longer, len(possible) - 1)] if name in repeated else name
            for possible, name in zip(every, names, strict=True)
        ]
    if repeated := _repeated(names):
        raise SettingsError(f"two systems are called '{min(repeated)}'; call one of them otherwise: NAME=PATH")
    return tuple(names)


def _possible_names(file: SystemFile) -> list[str]:
    """What a system may be called, shortest first: as much of its path as needs be, without the extension and with."""
    if file.name:
        return [file.name]
    path = PurePath(file.file.name)
    tails = ["/".join(path.parts[-depth:]) for depth in range(1, len(path.parts) + 1)]
    return list(dict.fromkeys(name for tail in tails for name in (_without_extension(tail), tail)))


def _without_extension(name: str) -> str:
    """The name without ``.gz`` and what says of which kind or language the text is; ``system.v2`` keeps its version."""
    name = name.removesuffix(".gz")
    suffix = PurePath(name).suffix
    return name if any(character.isdecimal() for character in suffix) else name.removesuffix(suffix)


def _repeated(names: Sequence[str]) -> set[str]:
    return {name for name, count in Counter(names).items() if count > 1}
