"""What is counted in each segment, so that sums of it give the score of any set of segments."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import ClassVar

from mtqc.statistics.segment_statistics import Matrix

Option = str | int | bool


@dataclass(frozen=True, slots=True)
class Counting(ABC):
    """A way to count; its fields are its options, under sacreBLEU's names.

    ``seconds_per_million_characters`` is roughly how long counting takes a core, to tell when processes pay.
    """

    kind: ClassVar[str]
    seconds_per_million_characters: ClassVar[float]

    @property
    def options(self) -> Mapping[str, Option]:
        """The fields by their names: with ``kind`` all that is needed to count the same again."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    @abstractmethod
    def columns(self) -> int:
        """How many columns the statistics have; the last one counts segments."""

    @abstractmethod
    def count(self, systems: Sequence[Sequence[str]], references: Sequence[Sequence[str | None]]) -> tuple[Matrix, ...]:
        """The statistics of each system's hypotheses, shape (segments, columns).

        ``references`` are columns; in at least one of them every segment has a text, which may be empty.
        """
