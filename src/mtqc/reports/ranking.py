"""Puts the worst findings first, for readers that take only so many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mtqc.model import DocumentReport, Finding, Report, Severity

_ORDER = list(reversed(Severity))


def worst_first(report: Report) -> list[tuple[DocumentReport, Finding]]:
    """All findings with their documents: new ones before known ones, then by severity, then in reading order."""
    pairs = [(document, finding) for document in report.documents for finding in document.findings]
    return sorted(pairs, key=lambda pair: (pair[1].known, _ORDER.index(pair[1].severity)))


def cut(report: Report, limit: int) -> tuple[Report, int]:
    """The report with its worst findings only, in reading order, and the number of those left out."""
    left_out = len(report) - limit
    if left_out <= 0:
        return report, 0
    kept = {id(finding) for _, finding in worst_first(report)[:limit]}
    documents = tuple(
        replace(document, findings=tuple(finding for finding in document.findings if id(finding) in kept))
        for document in report.documents
    )
    return replace(report, documents=documents), left_out


def severest(findings: Sequence[Finding]) -> Finding:
    """The first of the worst among some findings."""
    return max(findings, key=lambda finding: len(_ORDER) - _ORDER.index(finding.severity))
