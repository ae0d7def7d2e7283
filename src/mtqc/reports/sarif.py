"""The report for code scanning: SARIF 2.1.0 (OASIS standard, 27 March 2020)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, TextIO
from urllib.parse import quote

from mtqc.checks.base import Check
from mtqc.fingerprint import portable_path
from mtqc.model import CheckFailure, DocumentReport, Finding, Report, Severity
from mtqc.model.json_text import json_text, json_value
from mtqc.reports import wording
from mtqc.reports.base import ReportFormat, Terminal
from mtqc.reports.ranking import cut
from mtqc.reports.rules import checks_of, documentation
from mtqc.version import __version__

MOST_RESULTS = 25_000
"""GitHub takes so many results a run."""
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}
_TEXT_FORMATS = frozenset({"text", "markdown"})
"""Formats in which a suggestion can stand in the file as it is, without escaping."""
_BASE = "SRCROOT"


class SarifReport(ReportFormat):
    """One run with its rules, MQM as a taxonomy, and one result a finding; the worst 25,000 if there are more."""

    name = "sarif"
    summary = "For code scanning on GitHub and elsewhere: SARIF 2.1.0."

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the log; without times and machine names, so that two runs give the same bytes."""
        kept, left_out = cut(report, MOST_RESULTS)
        stream.write(json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_Run(kept).to_dict(left_out)]}) + "\n")


class _Run:
    """The tables of a run, and what refers to them by index."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._checks = checks_of([finding.rule for finding in report] + [failure.rule for failure in report.failures])
        self._rules = {rule: index for index, rule in enumerate(self._checks)}
        categories = sorted({finding.category.value for finding in report})
        self._categories = {category: index for index, category in enumerate(categories)}
        paths = dict.fromkeys(document.path for document in report.documents)
        self._artifacts = {path: index for index, path in enumerate(paths)}
        self._has_baseline = any(finding.known for finding in report)

    def to_dict(self, left_out: int) -> dict[str, Any]:
        """The run; ``left_out`` results were cut from it."""
        address = documentation()
        return {
            "tool": {
                "driver": {
                    "name": "mtqc",
                    "fullName": "mtqc, a machine-translation quality checker",
                    "semanticVersion": __version__,
                    **({"informationUri": address} if address else {}),
                    "rules": [_rule(rule, check, address) for rule, check in self._checks.items()],
                    "supportedTaxonomies": [{"name": "MQM", "index": 0}],
                }
            },
            "taxonomies": [self._taxonomy()],
            "invocations": [
                {
                    "executionSuccessful": not self._report.failures,
                    "toolExecutionNotifications": list(self._notifications(left_out)),
                }
            ],
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_BASE: {"description": {"text": "The directory that mtqc was run in."}}},
            "artifacts": [{"location": self._location(path), "roles": ["analysisTarget"]} for path in self._artifacts],
            "results": [
                self._result(document, finding) for document in self._report.documents for finding in document.findings
            ],
            "properties": {"signature": self._report.signature},
        }

    def _taxonomy(self) -> dict[str, Any]:
        return {
            "name": "MQM",
            "organization": "MQM Council",
            "informationUri": "https://themqm.org",
            "shortDescription": {"text": "Multidimensional Quality Metrics: the core error typology."},
            "isComprehensive": False,
            "taxa": [
                {"id": category, "shortDescription": {"text": category.replace("-", " ").replace("/", ": ")}}
                for category in self._categories
            ],
        }

    def _notifications(self, left_out: int) -> Iterator[dict[str, Any]]:
        for failure in self._report.failures:
            yield self._broken(failure)
        if left_out:
            kept = len(self._report)
            text = f"{left_out:,} of {left_out + kept:,} findings were left out; these are the {kept:,} worst."
            yield {"level": "warning", "message": {"text": text}}
        for document in self._report.documents:
            for notice in document.notices:
                yield {
                    "level": "note",
                    "message": {"text": notice},
                    "locations": [{"physicalLocation": {"artifactLocation": self._artifact(document.path)}}],
                }

    def _broken(self, failure: CheckFailure) -> dict[str, Any]:
        notification: dict[str, Any] = {
            "level": "error",
            "message": {"text": wording.broken(failure)},
            "associatedRule": {"id": failure.rule, "index": self._rules[failure.rule]},
        }
        if failure.path:
            location: dict[str, Any] = {"physicalLocation": {"artifactLocation": self._location(failure.path)}}
            if failure.segment is not None:
                location["logicalLocations"] = [{"name": failure.segment, "kind": "segment"}]
            notification["locations"] = [location]
        return notification

    def _result(self, document: DocumentReport, finding: Finding) -> dict[str, Any]:
        category = finding.category.value
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._rules[finding.rule],
            "kind": "fail",
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [self._place(document, finding)],
            "taxa": [
                {"id": category, "index": self._categories[category], "toolComponent": {"name": "MQM", "index": 0}}
            ],
            "suppressions": [_SUPPRESSION] if finding.known else [],
            "properties": {
                "category": category,
                "severity": finding.severity.value,
                "confidence": round(finding.confidence, 4),
                "suggestions": list(finding.suggestions),
                "evidence": json_value(finding.evidence),
            },
        }
        if finding.fingerprint is not None:
            result["partialFingerprints"] = {"mtqc/v1": finding.fingerprint}
        if self._has_baseline:
            result["baselineState"] = "unchanged" if finding.known else "new"
        if fixes := list(self._fixes(document, finding)):
            result["fixes"] = fixes
        return result

    def _place(self, document: DocumentReport, finding: Finding) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self._artifact(document.path)}
        region = _region(finding)
        if region is not None:
            if finding.target_text:
                region["snippet"] = {"text": finding.target_text}
            physical["region"] = region
        return {
            "physicalLocation": physical,
            "logicalLocations": [{"name": finding.segment.id, "kind": "segment"}],
        }

    def _fixes(self, document: DocumentReport, finding: Finding) -> Iterator[dict[str, Any]]:
        """The suggestions as changes of the file, where the marked text stands in it letter by letter."""
        region = _region(finding)
        if (
            document.format not in _TEXT_FORMATS
            or finding.target is None
            or region is None
            or "startColumn" not in region
        ):
            return
        # Between two anchors stands markup that a replacement would swallow.
        if any(finding.target.start < anchor.offset < finding.target.end for anchor in finding.segment.anchors):
            return
        for suggestion in finding.suggestions:
            yield {
                "description": {"text": f"Replace with: {wording.suggested(suggestion)}"},
                "artifactChanges": [
                    {
                        "artifactLocation": self._artifact(document.path),
                        "replacements": [{"deletedRegion": region, "insertedContent": {"text": suggestion}}],
                    }
                ],
            }

    def _artifact(self, path: str) -> dict[str, Any]:
        return {**self._location(path), "index": self._artifacts[path]}

    def _location(self, path: str) -> dict[str, Any]:
        portable = portable_path(path)
        address = quote(portable.encode("utf-8", "surrogatepass"), safe="/")
        if PurePath(portable).is_absolute():
            return {"uri": f"file://{address}"}
        return {"uri": address, "uriBaseId": _BASE}


_SUPPRESSION = {"kind": "external", "status": "accepted", "justification": "The finding stands in the baseline."}


def _rule(rule: str, check: type[Check] | None, address: str | None) -> dict[str, Any]:
    if check is None:
        return {"id": rule}
    described: dict[str, Any] = {
        "id": rule,
        "shortDescription": {"text": check.summary},
        "fullDescription": {"text": check.why},
        "help": {"text": f"{check.why} Not reported: {'; '.join(check.silent_on)}."},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"tags": list(dict.fromkeys(("translation", check.category.dimension, check.category.value)))},
    }
    if address:
        described["helpUri"] = f"{address.rstrip('/')}/rules#{rule.replace('/', '-')}"
    return described


def _region(finding: Finding) -> dict[str, Any] | None:
    """Where the finding stands in its file, as far as the format can tell."""
    start, end = finding.position, finding.end_position
    if start is None or end is None:
        return None if finding.line is None else {"startLine": finding.line}
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
