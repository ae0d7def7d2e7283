"""What the HTML page shows: documents with numbered findings and with rows of marked text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

from mtqc.model import DocumentReport, EstimatedSegment, Finding, Report, Segment, Severity, Span
from mtqc.reports import estimate_wording, wording
from mtqc.reports.characters import spelled, visible
from mtqc.reports.evidence_groups import group_of
from mtqc.reports.marks import Mark, pieces
from mtqc.reports.page_detection import PageDetection, page_detection, slug
from mtqc.reports.segments import findings_by_segment

SHOWN_SEGMENTS = 3_000
"""Of longer documents only the segments with findings are shown: between their neighbours, or alone if that is more."""
_ONE_MAJOR_ERROR = 60.0
"""The estimate of a segment with one major error, five points, on the scale of :mod:`mtqc.estimation.calibration`."""
_DOUBT = 0
"""The number of marks that are no finding's, but hints of the estimate; findings are numbered from 1."""


@dataclass(frozen=True, slots=True)
class PagePiece:
    """A part of a text as the page shows it.

    ``severity`` is that of the worst finding that marks it, if any does. ``first`` are the findings whose number stands
    here in print: those whose mark begins here, in the source only if they mark nothing in the target. ``group`` names
    the evidence of another language that it is, if it is any. ``doubtful`` is what the estimate takes for the most
    probably wrong.
    """

    text: str
    numbers: tuple[int, ...]
    first: tuple[int, ...]
    severity: Severity | None
    known: bool
    group: str | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """A segment with its texts in pieces, called by its line or name; ``skipped`` ones before it are not shown.

    ``estimate`` is its estimated quality, None where it was not judged.
    """

    label: str
    source: Sequence[PagePiece]
    target: Sequence[PagePiece]
    skipped: int
    estimate: float | None = None

    @property
    def is_poor(self) -> bool:
        """Whether the estimate is that of a segment with a major error, or worse."""
        return self.estimate is not None and self.estimate <= _ONE_MAJOR_ERROR

    @property
    def has_doubts(self) -> bool:
        """Whether words of either text are marked as doubtful."""
        return any(piece.doubtful for piece in (*self.source, *self.target))


@dataclass(frozen=True, slots=True)
class PageFinding:
    """A finding with its number on the page, from 1."""

    number: int
    finding: Finding
    place: str
    fixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageEstimate:
    """The estimated quality of a document: the number, what it means, and whether it can be trusted.

    ``has_doubts`` where doubtful words are marked in the lowest segments.
    """

    value: str
    meaning: str
    status: str
    sortable: bool
    has_doubts: bool


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A document with what the page shows of it; ``skipped`` segments after the last row are not shown."""

    report: DocumentReport
    languages: str
    facts: str
    score: str | None
    low: bool
    bilingual: bool
    findings: Sequence[PageFinding]
    rows: Sequence[PageRow]
    skipped: int
    detection: PageDetection | None
    estimate: PageEstimate | None


def page_documents(report: Report) -> Iterator[PageDocument]:
    """The documents of a report; findings are numbered through all of them."""
    number = 1
    for document in report.documents:
        yield _page_document(report, document, number)
        number += len(document.findings)


def _page_document(report: Report, document: DocumentReport, number: int) -> PageDocument:
    findings = [
        PageFinding(each, finding, _place(finding), tuple(map(wording.suggested, finding.suggestions)))
        for each, finding in enumerate(document.findings, start=number)
    ]
    rows: list[PageRow] = []
    skipped = 0
    segments = findings_by_segment(document)
    flagged = _shown([bool(places) for _, places in segments])
    lowest = {id(each.segment): each for each in document.estimate.worst} if document.estimate is not None else {}
    for (segment, places), shown, estimate in zip(segments, flagged, _estimates(document), strict=False):
        if not shown:
            skipped += 1
            continue
        row = _row(segment, [findings[place] for place in places], lowest.get(id(segment)))
        rows.append(replace(row, skipped=skipped, estimate=estimate))
        skipped = 0
    facts = (
        wording.languages(document),
        wording.counted(document.segments, "segment"),
        wording.counted(document.words, "word"),
        wording.severities(document) or "nothing found",
    )
    return PageDocument(
        report=document,
        languages=wording.languages(document),
        facts=" · ".join(filter(None, facts)),
        score=wording.score(document.quality),
        low=wording.is_low(report, document),
        bilingual=any(row.source for row in rows),
        findings=findings,
        rows=rows,
        skipped=skipped,
        detection=page_detection(document),
        estimate=_page_estimate(document, rows),
    )


def _page_estimate(document: DocumentReport, rows: Iterable[PageRow]) -> PageEstimate | None:
    estimate = document.estimate
    if estimate is None:
        return None
    return PageEstimate(
        estimate_wording.value(estimate),
        estimate_wording.meaning(estimate),
        estimate_wording.status(document, estimate),
        sortable=estimate.scores is not None and estimate.judged > 1,
        has_doubts=any(row.has_doubts for row in rows),
    )


def _estimates(document: DocumentReport) -> Iterator[float | None]:
    """The estimates of all segments in their order, and None for any that a check made up, which stand at the end."""
    scores = document.estimate.scores if document.estimate is not None else None
    return chain(scores or (), repeat(None))


def _shown(flagged: Sequence[bool]) -> Iterator[bool]:
    """Whether the page shows a segment, by which of them have findings."""
    whole = len(flagged) <= SHOWN_SEGMENTS
    reach = 1 if 3 * sum(flagged) <= SHOWN_SEGMENTS else 0
    for place in range(len(flagged)):
        yield whole or any(flagged[max(0, place - reach) : place + reach + 1])


def _row(segment: Segment, findings: Sequence[PageFinding], estimated: EstimatedSegment | None) -> PageRow:
    by_number = {each.number: each.finding for each in findings}
    source: list[Mark] = []
    target: list[Mark] = []
    for number, finding in by_number.items():
        if finding.source is not None:
            source.append(Mark(number, finding.source))
        if finding.target is not None:
            target.append(Mark(number, finding.target))
        elif finding.source is None:
            # A finding about the whole segment stands before its first character.
            target.append(Mark(number, Span(0, 0)))
    if estimated is not None:
        source += [Mark(_DOUBT, estimated.doubtful_source)] if estimated.doubtful_source else []
        target += [Mark(_DOUBT, estimated.doubtful)] if estimated.doubtful else []
    return PageRow(
        segment.id if segment.line is None else str(segment.line),
        _pieces(segment.source or "", source, by_number, is_target=False),
        _pieces(segment.target, target, by_number, is_target=True),
        skipped=0,
    )


def _pieces(text: str, marks: Iterable[Mark], by_number: dict[int, Finding], *, is_target: bool) -> list[PagePiece]:
    shown: list[PagePiece] = []
    for piece in pieces(text, marks):
        numbers = tuple(number for number in piece.numbers if number != _DOUBT)
        first = (number for number in piece.first if number != _DOUBT)
        findings = [by_number[number] for number in numbers]
        shown.append(
            PagePiece(
                _shown_text(piece.text, bool(findings)),
                numbers,
                tuple(number for number in first if is_target or by_number[number].target is None),
                max((finding.severity for finding in findings), default=None),
                all(finding.known for finding in findings),
                next((slug(group) for group in map(group_of, findings) if group), None),
                doubtful=_DOUBT in piece.numbers,
            )
        )
    return shown


def _shown_text(text: str, marked: bool) -> str:
    """The text with unseen characters spelled out; line breaks stay, since the page can show them."""
    show = spelled if marked and not text.strip() else visible
    return "\n".join(show(line) for line in text.split("\n"))


def _place(finding: Finding) -> str:
    """Where the finding stands in its document: line and column, or the name of the segment."""
    if finding.line is None:
        return finding.segment.id
    return f"{finding.line}" if finding.column is None else f"{finding.line}:{finding.column}"
