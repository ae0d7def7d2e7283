"""Writes a report into a string."""

from __future__ import annotations

from io import StringIO

from mtqc.model import Report
from mtqc.reports.base import ReportFormat, Terminal


def written(format: ReportFormat, report: Report, width: int = 100, colours: bool = False) -> str:
    stream = StringIO()
    format.write(report, stream, Terminal(width, colours))
    return stream.getvalue()
