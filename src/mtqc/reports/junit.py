"""The report for CI systems that show test results: JUnit's XML, as Jenkins and GitLab read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from mtqc.model import CheckFailure, DocumentReport, Finding, Report
from mtqc.reports import wording
from mtqc.reports.base import ReportFormat, Terminal
from mtqc.reports.characters import visible
from mtqc.reports.ranking import severest

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class JunitReport(ReportFormat):
    """One suite a document, one case a rule that found something there.

    A case fails if one of its findings fails the run; others pass and list their findings as output. A document
    without findings is one case that passes. A check that broke is a case with an error.
    """

    name = "junit"
    summary = "For CI systems: JUnit XML, one test case a rule and file."

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the XML document, indented; without times, so that two runs give the same bytes."""
        from xml.etree.ElementTree import Element, indent, tostring

        root = Element("testsuites", name="mtqc")
        for document in report.documents:
            root.append(_suite(report, document))
        if report.failures:
            root.append(_broken(report.failures))
        for count in ("tests", "failures", "errors"):
            root.set(count, str(sum(int(suite.get(count, 0)) for suite in root)))
        indent(root)
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n")


def _suite(report: Report, document: DocumentReport) -> Element:
    from xml.etree.ElementTree import SubElement

    by_rule: dict[str, list[Finding]] = {}
    for finding in document.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    suite = _new_suite(document.path)
    for rule, findings in sorted(by_rule.items()):
        case = _case(suite, document.path, rule)
        failing = [finding for finding in findings if report.fails(finding)]
        if failing:
            worst = severest(failing)
            message = worst.message
            if len(failing) > 1:
                message += f" (and {len(failing) - 1:,} more)"
            failure = SubElement(case, "failure", message=visible(message), type=worst.severity.value)
            failure.text = _listing(document, failing)
        if others := [finding for finding in findings if not report.fails(finding)]:
            SubElement(case, "system-out").text = _listing(document, others)
    if wording.is_low(report, document):
        case = _case(suite, document.path, "mqm-score")
        message = f"The MQM score {wording.score(document.quality)} is below {report.fail_under:g}."
        SubElement(case, "failure", message=message, type="mqm-score")
    if not len(suite):
        _case(suite, document.path, "no findings")
    return _with_counts(suite)


def _broken(failures: Iterable[CheckFailure]) -> Element:
    from xml.etree.ElementTree import SubElement

    suite = _new_suite("checks that broke")
    for failure in failures:
        case = _case(suite, failure.path or "mtqc", failure.rule)
        SubElement(case, "error", message=visible(wording.broken(failure)), type="broken check")
    return _with_counts(suite)


def _new_suite(name: str) -> Element:
    from xml.etree.ElementTree import Element

    return Element("testsuite", name=visible(name))


def _case(suite: Element, class_name: str, name: str) -> Element:
    from xml.etree.ElementTree import SubElement

    return SubElement(suite, "testcase", classname=visible(class_name), name=visible(name))


def _with_counts(suite: Element) -> Element:
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
    return suite


def _listing(document: DocumentReport, findings: Iterable[Finding]) -> str:
    lines: list[str] = []
    for finding in findings:
        known = ", known" if finding.known else ""
        fix = f" Fix: {wording.suggested(finding.suggestions[0])}" if finding.suggestions else ""
        place = visible(wording.place(document, finding))
        lines.append(f"{place}: {finding.severity.value}{known}: {visible(finding.message)}{fix}")
    return "\n".join(lines)
