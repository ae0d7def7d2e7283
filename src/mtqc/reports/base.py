"""What a report is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, TextIO

from mtqc.model import Report


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the output can show: its width in columns, and whether it shows colours."""

    width: int = 100
    colours: bool = False


class ReportFormat(ABC):
    """A way to write a report down; ``name`` is what ``--format`` takes."""

    name: ClassVar[str]
    summary: ClassVar[str]

    @abstractmethod
    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the whole report to the stream."""
