"""The scores that other programs read."""

from __future__ import annotations

from typing import TextIO

from mtqc.model.score_report import ScoreReport
from mtqc.reports.base import Terminal


class ScoresJson:
    """Everything the report holds, in the form that docs/scores.schema.json describes."""

    def write(self, report: ScoreReport, stream: TextIO, terminal: Terminal) -> None:
        """Writes :meth:`mtqc.model.score_report.ScoreReport.to_json` and a line feed."""
        stream.write(report.to_json() + "\n")
