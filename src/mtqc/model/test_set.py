"""What translation systems are measured on, and what they made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class TestSet:
    """Sources and references in columns: the n-th text of each belongs to the n-th segment.

    ``sources`` is None where there are none. ``references`` has one column a reference; a text is None where that
    segment lacks it. ``columns`` holds what else is known of the segments by the name of its column: ``domain``,
    ``document`` and the like. Languages are BCP 47 tags, None where unknown.
    """

    size: int
    sources: tuple[str, ...] | None = None
    references: tuple[tuple[str | None, ...], ...] = ()
    source_language: str | None = None
    target_language: str | None = None
    ids: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    # Else pytest takes it for a class of tests.
    __test__ = False


@dataclass(frozen=True, slots=True)
class System:
    """The output of one translation system: a hypothesis for each segment of a test set, in its order."""

    name: str
    hypotheses: tuple[str, ...]
