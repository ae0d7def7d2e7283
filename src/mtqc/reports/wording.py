"""The words that reports share: counts, lists of severities, scores, places."""

from __future__ import annotations

from mtqc.model import CheckFailure, DocumentReport, Finding, Quality, Report, Severity
from mtqc.model.mqm import count_by_severity
from mtqc.reports.characters import spelled


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 file``, ``1,061 words``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def severities(document: DocumentReport | Report) -> str:
    """How many findings there are of each severity: ``3 major, 19 minor``; empty without findings."""
    counts = count_by_severity(finding.severity for finding in document.findings)
    return ", ".join(f"{count:,} {severity.value}" for severity, count in counts.items())


def found(report: Report) -> str:
    """How many findings there are: ``22 findings: 3 major, 19 minor (4 known)``; empty without findings."""
    if not len(report):
        return ""
    known = sum(finding.known for finding in report)
    return f"{counted(len(report), 'finding')}: {severities(report)}" + (f" ({known:,} known)" if known else "")


def scope(report: Report) -> str:
    """How much was checked: ``7 files, 12 segments, 115 words``."""
    segments = sum(document.segments for document in report.documents)
    return ", ".join(
        (counted(len(report.documents), "file"), counted(segments, "segment"), counted(report.quality.words, "word"))
    )


def score(quality: Quality) -> str | None:
    """The MQM score with one decimal, ``100`` only for a flawless text; None for a text without words."""
    if quality.mqm is None:
        return None
    if not quality.penalty:
        return "100"
    return f"{min(quality.mqm, 99.9):.1f}"


def penalty(quality: Quality) -> str:
    """The penalty in relation to the length of the text: ``38.6 penalty points per 1,000 words``."""
    per_1000 = quality.penalty_per_1000_words or 0.0
    return f"{per_1000:,.1f} penalty points per 1,000 words"


def place(document: DocumentReport, finding: Finding) -> str:
    """Where to look, as editors and terminals can jump to it: ``path:line:column`` as far as it is known."""
    if finding.line is None:
        return f"{document.path}, segment {finding.segment.id}"
    column = "" if finding.column is None else f":{finding.column}"
    return f"{document.path}:{finding.line}{column}"


def suggested(suggestion: str) -> str:
    """A suggestion as a reader can tell it from others: blanks at its ends in quotation marks, unusual ones named."""
    if not suggestion:
        return "(delete it)"
    shown = spelled(suggestion)
    return shown if shown == shown.strip() else f'"{shown}"'


def languages(document: DocumentReport) -> str:
    """The language or languages of a document: ``es → de``, ``de``; empty if unknown."""
    return " → ".join(filter(None, (document.source_language, document.target_language)))


def broken(failure: CheckFailure) -> str:
    """What became of a check that broke, in one sentence."""
    where = ""
    if failure.path:
        where = f" in {failure.path}"
        if failure.segment is not None:
            where += f", segment {failure.segment}"
    return f"The check {failure.rule} broke{where}: {failure.error}"


def reason(report: Report) -> str:
    """Why the run passed or failed, in one sentence."""
    reasons: list[str] = []
    if report.failures:
        reasons.append(f"{counted(len(report.failures), 'check')} broke, so findings may be missing")
    if failing := sum(map(report.fails, report)):
        reasons.append(f"{counted(failing, 'new finding')} of severity {_threshold(report)}")
    if low := sum(is_low(report, document) for document in report.documents):
        reasons.append(f"{counted(low, 'file')} with an MQM score below {report.fail_under:g}")
    if reasons:
        return "; ".join(reasons)
    if not len(report):
        return "nothing found"
    if report.fail_on is None:
        return "findings do not fail this run"
    return f"no new finding of severity {_threshold(report)}"


def is_low(report: Report, document: DocumentReport) -> bool:
    """Whether the document's score is below what the run demands."""
    mqm = document.quality.mqm
    return report.fail_under is not None and mqm is not None and mqm < report.fail_under


def _threshold(report: Report) -> str:
    if report.fail_on in (None, Severity.CRITICAL):
        return Severity.CRITICAL.value
    return f"{report.fail_on.value} or worse"
