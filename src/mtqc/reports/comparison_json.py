"""The comparison for other programs, by the schema ``mtqc-comparison/1``."""

from __future__ import annotations

from typing import TextIO

from mtqc.model.comparison import Comparison
from mtqc.reports.base import Terminal
from mtqc.reports.comparison_forms import ComparisonForm


class ComparisonJson(ComparisonForm):
    """Everything that is known, as JSON."""

    def write(self, comparison: Comparison, stream: TextIO, terminal: Terminal) -> None:
        """Writes the comparison as indented JSON."""
        stream.write(comparison.to_json() + "\n")
