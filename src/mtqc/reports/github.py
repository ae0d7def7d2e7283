"""The report for GitHub Actions: workflow commands that become annotations of the changed lines.

The commands and what they escape: https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from mtqc.fingerprint import portable_path
from mtqc.model import DocumentReport, Finding, Report, Severity
from mtqc.reports import wording
from mtqc.reports.base import ReportFormat, Terminal
from mtqc.reports.characters import visible
from mtqc.reports.ranking import worst_first

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}
_SHOWN_PER_LEVEL = 10
"""GitHub shows so many annotations of one level for one step of a job."""


class GithubReport(ReportFormat):
    """One workflow command a finding, the worst first; the last line is the summary."""

    name = "github"
    summary = "For GitHub Actions: annotations of the changed lines."

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes broken checks, then findings, then one line of plain text."""
        for failure in report.failures:
            stream.write(_command("error", {"title": "mtqc: a check broke"}, visible(wording.broken(failure))))
        levels: Counter[str] = Counter(error=len(report.failures))
        for document, finding in worst_first(report):
            level = "notice" if finding.known else _LEVELS[finding.severity]
            levels[level] += 1
            stream.write(_command(level, dict(_properties(document, finding)), _message(finding)))
        hidden = sum(max(0, count - _SHOWN_PER_LEVEL) for count in levels.values())
        stream.write(f"mtqc: {report.verdict}, {wording.reason(report)}; {wording.scope(report)}")
        if hidden:
            stream.write(f". GitHub shows {_SHOWN_PER_LEVEL} annotations a level: {hidden:,} more are in this log only")
        stream.write(".\n")


def _properties(document: DocumentReport, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "file", portable_path(document.path)
    start, end = finding.position, finding.end_position
    if finding.line is not None:
        yield "line", str(finding.line)
    # GitHub takes columns only for what stays in one line.
    if start is not None and end is not None and start.line == end.line:
        yield "col", str(start.column)
        yield "endColumn", str(end.column)
    known = "known, " if finding.known else ""
    yield "title", f"{known}{finding.severity.value}: {finding.rule}"


def _message(finding: Finding) -> str:
    fix = f"\nFix: {wording.suggested(finding.suggestions[0])}" if finding.suggestions else ""
    segment = "" if finding.line is not None else f"\nSegment: {visible(finding.segment.id)}"
    return visible(finding.message) + fix + segment


def _command(level: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{name}={_escaped_property(visible(value))}" for name, value in properties.items())
    return f"::{level} {listed}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
