"""The report for GitLab's code quality widget.

The format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, TextIO

from mtqc.fingerprint import portable_path
from mtqc.model import DocumentReport, Finding, Report, Severity
from mtqc.model.json_text import json_text
from mtqc.reports import wording
from mtqc.reports.base import ReportFormat, Terminal

_SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


class GitlabReport(ReportFormat):
    """A JSON array with one entry a finding; a check that broke is an entry of severity ``blocker``."""

    name = "gitlab"
    summary = "For GitLab: a code quality report."

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the array; no two entries share a fingerprint, or GitLab would drop one."""
        seen: set[str] = set()
        entries = [
            _entry(
                wording.broken(failure),
                failure.rule,
                "blocker",
                failure.path or ".",
                1,
                _unique(f"{failure.rule}\x1f{failure.path}", seen),
            )
            for failure in report.failures
        ]
        for document in report.documents:
            for finding in document.findings:
                entries.append(
                    _entry(
                        _description(finding),
                        finding.rule,
                        _SEVERITIES[finding.severity],
                        portable_path(document.path),
                        finding.line or 1,
                        _unique(_identity(document, finding), seen),
                    )
                )
        stream.write(json_text(entries) + "\n")


def _entry(description: str, rule: str, severity: str, path: str, line: int, fingerprint: str) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }


def _description(finding: Finding) -> str:
    known = "Known: " if finding.known else ""
    fix = f" Fix: {wording.suggested(finding.suggestions[0])}" if finding.suggestions else ""
    where = f" (segment {finding.segment.id})" if finding.line is None else ""
    return f"{known}{finding.message}{fix}{where}"


def _identity(document: DocumentReport, finding: Finding) -> str:
    """What names the finding across runs: its fingerprint, or what one is made of."""
    if finding.fingerprint is not None:
        return finding.fingerprint
    return "\x1f".join((finding.rule, portable_path(document.path), finding.segment.id, finding.target_text or ""))


def _unique(identity: str, seen: set[str]) -> str:
    salt = 0
    while True:
        text = f"{identity}\x1f{salt}" if salt else identity
        fingerprint = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        if fingerprint not in seen:
            seen.add(fingerprint)
            return fingerprint
        salt += 1
