"""The report for spreadsheets and data frames: one row a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TextIO

from mtqc.model import Report
from mtqc.reports.base import ReportFormat, Terminal
from mtqc.reports.characters import encodable

COLUMNS = (
    "path",
    "line",
    "column",
    "segment",
    "rule",
    "category",
    "severity",
    "message",
    "target_start",
    "target_end",
    "target_text",
    "source_start",
    "source_end",
    "source_text",
    "suggestions",
    "confidence",
    "known",
    "source",
    "target",
)
"""The columns in their order, which later versions only add to at the end."""
_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""A cell that begins with one of these is run by spreadsheets as a formula, or hides one that is."""
_QUOTED = re.compile(r'[,"\r\n]')


class CsvReport(ReportFormat):
    """A header and one row a finding, in UTF-8; several suggestions are joined by `` | ``.

    Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """

    name = "csv"
    summary = "For spreadsheets: one row a finding."

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the header, then the findings file by file in reading order."""
        stream.write(",".join(COLUMNS) + "\n")
        for row in report.to_dicts():
            stream.write(",".join(_cell(row[column]) for column in COLUMNS) + "\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = " | ".join(value)
    text = encodable(str(value))
    if text and text[0] in _FORMULA:
        text = "'" + text
    # The csv module leaves a lone carriage return bare, which most readers take for the end of the row.
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
