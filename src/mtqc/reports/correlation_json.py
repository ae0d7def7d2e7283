"""The agreement of metrics with people, for other programs."""

from __future__ import annotations

from typing import TextIO

from mtqc.model.correlation import CorrelationReport
from mtqc.reports.base import Terminal


class CorrelationJson:
    """Everything the report holds, in the form ``mtqc-correlation/1``."""

    def write(self, report: CorrelationReport, stream: TextIO, terminal: Terminal) -> None:
        """Writes :meth:`mtqc.model.correlation.CorrelationReport.to_json` and a line feed."""
        stream.write(report.to_json() + "\n")
