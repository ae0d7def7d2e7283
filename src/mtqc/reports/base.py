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
    """A way to write a report down; ``name`` is what ``--format`` takes.

    ``whole_texts`` says that the report also shows segments without findings: the run then keeps them, where they
    fit into memory, as ``DocumentReport.texts``.
    """

    name: ClassVar[str]
    summary: ClassVar[str]
    whole_texts: ClassVar[bool] = False

    @abstractmethod
    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the whole report to the stream.

        Whatever the texts hold, lone surrogates too, what is written encodes to UTF-8.
        """
