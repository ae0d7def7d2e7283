"""The outcome of a run: what was found in which document, and whether that passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mtqc.model.detection import Detection, Reason, Verdict
from mtqc.model.document import Segment
from mtqc.model.estimate import DocumentEstimate, EstimatedSegment
from mtqc.model.finding import Finding, Span
from mtqc.model.json_text import json_text, json_value
from mtqc.model.mqm import Quality, Severity, count_by_severity
from mtqc.model.score import Score

SCHEMA = "mtqc-report/1"


@dataclass(frozen=True, slots=True)
class CheckFailure:
    """A check that broke: a bug of that check, not of the text. The rest of the run is not affected."""

    rule: str
    path: str
    segment: str | None
    error: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was found in one document.

    ``findings`` are in reading order. ``notices`` say what was guessed or left out. ``texts`` are the document's
    segments when they were kept for display, None for documents that stream. ``detection`` says what the text itself
    tells of its origin, None where that was not asked for. ``estimate`` is how good the translation is by estimation,
    None where it was not estimated.
    """

    path: str
    format: str
    source_language: str | None
    target_language: str | None
    segments: int
    findings: Sequence[Finding]
    quality: Quality
    notices: tuple[str, ...] = ()
    texts: Sequence[Segment] | None = None
    detection: Detection | None = None
    estimate: DocumentEstimate | None = None

    @property
    def words(self) -> int:
        """The number of words that the quality score relates to."""
        return self.quality.words

    @property
    def new_findings(self) -> tuple[Finding, ...]:
        """The findings that no baseline knows."""
        return tuple(finding for finding in self.findings if not finding.known)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run of the checks has to say; iterating gives the findings, file by file in reading order.

    ``passed`` has been judged by ``fail_on``, the severity from which on a new finding fails the run (None: none does),
    and by ``fail_under``, the MQM score that each document must reach.
    """

    documents: tuple[DocumentReport, ...]
    passed: bool
    signature: str
    scores: tuple[Score, ...] = ()
    failures: tuple[CheckFailure, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    fail_on: Severity | None = Severity.MINOR
    fail_under: float | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of all documents, known ones too."""
        return tuple(self)

    @property
    def verdict(self) -> str:
        """``passed``, ``failed``, or ``error`` when a check broke."""
        return "error" if self.failures else "passed" if self.passed else "failed"

    def __iter__(self) -> Iterator[Finding]:
        for document in self.documents:
            yield from document.findings

    def __len__(self) -> int:
        return sum(len(document.findings) for document in self.documents)

    def __repr__(self) -> str:
        findings = f"{len(self):,} finding{'' if len(self) == 1 else 's'}"
        documents = f"{len(self.documents):,} document{'' if len(self.documents) == 1 else 's'}"
        return f"<Report: {self.verdict}, {findings} in {documents}>"

    def __bool__(self) -> bool:
        """A report is a result even when it has nothing to report."""
        return True

    @property
    def by_severity(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, worst first, known ones included."""
        return count_by_severity(finding.severity for finding in self)

    @property
    def quality(self) -> Quality:
        """The quality of all documents taken together: all penalties, all words."""
        qualities = [document.quality for document in self.documents]
        return Quality(sum(quality.penalty for quality in qualities), sum(quality.words for quality in qualities))

    @property
    def detection(self) -> Detection | None:
        """What the first document that was judged says of its origin; None if none was."""
        return next((document.detection for document in self.documents if document.detection is not None), None)

    def reaches(self, verdict: Verdict) -> bool:
        """Whether a document is of that verdict or a graver one: a machine's translation is translated as well."""
        wanted = {Verdict.MACHINE} if verdict is Verdict.MACHINE else {Verdict.MACHINE, verdict}
        return any(document.detection and document.detection.verdict in wanted for document in self.documents)

    def fails(self, finding: Finding) -> bool:
        """Whether this finding alone fails the run."""
        return not finding.known and self.fail_on is not None and finding.severity >= self.fail_on

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dictionary a finding, ready for a pandas or polars data frame."""
        return [_row(document, finding) for document in self.documents for finding in document.findings]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values, in the form of the schema ``mtqc-report/1`` (docs/report.schema.json)."""
        return {
            "schema": SCHEMA,
            "documents": [_document_json(document) for document in self.documents],
            "summary": {
                "documents": len(self.documents),
                "segments": sum(document.segments for document in self.documents),
                "words": self.quality.words,
                "mqm": _rounded(self.quality.mqm),
                "findings": len(self),
                "known": sum(finding.known for finding in self),
                "by_severity": {severity.value: count for severity, count in self.by_severity.items()},
                "fail_on": None if self.fail_on is None else self.fail_on.value,
                "fail_under": self.fail_under,
                "passed": self.passed,
                "verdict": self.verdict,
            },
            "failures": [
                {"rule": failure.rule, "path": failure.path, "segment": failure.segment, "error": failure.error}
                for failure in self.failures
            ],
            "settings": json_value(self.settings),
            "signature": self.signature,
        }

    def to_json(self, indent: int | None = 2) -> str:
        """The report as JSON text; see :meth:`to_dict`."""
        return json_text(self.to_dict(), indent)

    def _repr_html_(self) -> str:
        """The report as a notebook shows it: the page of the installed HTML report, in a frame of its own."""
        from importlib.metadata import entry_points

        (html_report,) = entry_points(group="mtqc.reports", name="html")
        return str(html_report.load()().notebook(self))


def _document_json(document: DocumentReport) -> dict[str, Any]:
    quality = document.quality
    return {
        "path": document.path,
        "format": document.format,
        "source_language": document.source_language,
        "target_language": document.target_language,
        "segments": document.segments,
        "words": document.words,
        "detection": None if document.detection is None else _detection_json(document.detection),
        "quality": {
            "mqm": _rounded(quality.mqm),
            "penalty": _rounded(quality.penalty),
            "penalty_per_1000_words": _rounded(quality.penalty_per_1000_words),
            "estimate": None if document.estimate is None else _estimate_json(document.estimate),
        },
        "notices": list(document.notices),
        "findings": [finding_json(finding) for finding in document.findings],
    }


def _estimate_json(estimate: DocumentEstimate) -> dict[str, Any]:
    return {
        "value": _rounded(estimate.value),
        "standard_error": _rounded(estimate.standard_error),
        "segment_error": _rounded(estimate.segment_error),
        "status": estimate.status.value,
        "judged": estimate.judged,
        "unjudged": estimate.unjudged,
        "worst": [_estimated_segment_json(segment) for segment in estimate.worst],
        "signature": estimate.signature,
    }


def _estimated_segment_json(estimated: EstimatedSegment) -> dict[str, Any]:
    doubtful, doubtful_source = estimated.doubtful, estimated.doubtful_source
    segment = estimated.segment
    return {
        "segment": segment.id,
        "line": segment.line,
        "value": _rounded(estimated.score),
        "standard_error": _rounded(estimated.standard_error),
        "doubtful": _span_json(doubtful, doubtful.of(segment.target) if doubtful is not None else None),
        "doubtful_source": _span_json(
            doubtful_source, doubtful_source.of(segment.source or "") if doubtful_source is not None else None
        ),
    }


def _detection_json(detection: Detection) -> dict[str, Any]:
    reasons = (*detection.machine_reasons, *detection.translated_reasons, *detection.source_reasons)
    return {
        "verdict": detection.verdict.value,
        "words": detection.words,
        "translated": _rounded(detection.translated, 4),
        "machine": _rounded(detection.machine, 4),
        "source_language": {code: round(share, 4) for code, share in detection.source_language.items()},
        "source": detection.source,
        "source_family": detection.source_family,
        "evidence": list(dict.fromkeys(reason.text for reason in reasons)),
        "reasons": {
            "translated": _reasons_json(detection.translated_reasons),
            "machine": _reasons_json(detection.machine_reasons),
            "source_language": _reasons_json(detection.source_reasons),
        },
        "ran": list(detection.ran),
        "not_run": dict(detection.not_run),
        "notes": list(detection.notes),
    }


def _reasons_json(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [{"evidence": reason.evidence, "text": reason.text, "weight": round(reason.weight, 2)} for reason in reasons]


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values, as the schemas of reports and of scores have it."""
    return {
        "rule": finding.rule,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "segment": finding.segment.id,
        "line": finding.line,
        "column": finding.column,
        "target": _span_json(finding.target, finding.target_text),
        "source": _span_json(finding.source, finding.source_text),
        "suggestions": list(finding.suggestions),
        "confidence": round(finding.confidence, 4),
        "evidence": json_value(finding.evidence),
        "known": finding.known,
        "fingerprint": finding.fingerprint,
    }


def _span_json(span: Span | None, text: str | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": text}


def _row(document: DocumentReport, finding: Finding) -> dict[str, Any]:
    return {
        "path": document.path,
        "line": finding.line,
        "column": finding.column,
        "segment": finding.segment.id,
        "rule": finding.rule,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "target_start": None if finding.target is None else finding.target.start,
        "target_end": None if finding.target is None else finding.target.end,
        "target_text": finding.target_text,
        "source_start": None if finding.source is None else finding.source.start,
        "source_end": None if finding.source is None else finding.source.end,
        "source_text": finding.source_text,
        "suggestions": list(finding.suggestions),
        "confidence": finding.confidence,
        "known": finding.known,
        "source": finding.segment.source,
        "target": finding.segment.target,
    }


def _rounded(number: float | None, digits: int = 2) -> float | None:
    return None if number is None else round(number, digits)
