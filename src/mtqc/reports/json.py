"""The report that other programs read."""

from __future__ import annotations

from typing import TextIO

from mtqc.model import Report
from mtqc.reports.base import ReportFormat, Terminal


class JsonReport(ReportFormat):
    """Everything the report holds, in the form that docs/report.schema.json describes."""

    name = "json"
    summary = "For other programs: everything, in the form of docs/report.schema.json."

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes :meth:`mtqc.model.Report.to_json` and a line feed."""
        stream.write(report.to_json() + "\n")
