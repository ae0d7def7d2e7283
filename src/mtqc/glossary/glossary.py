"""A glossary: terms with the translations that are wanted and the words that are forbidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Term:
    """One entry; ``source`` is None for a word that is forbidden whatever the source says."""

    source: str | None
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms that hold for a run."""

    terms: tuple[Term, ...]

    @classmethod
    def read(cls, paths: Sequence[Path]) -> Glossary:
        """The terms of several files together."""
        raise NotImplementedError
