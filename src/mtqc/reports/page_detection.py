"""What the HTML page shows of a detection: the verdict, gauges, the bar of source languages, and a legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mtqc.interference.evidence import Group
from mtqc.model import Detection, DocumentReport, Finding, Reason
from mtqc.reports import detection_wording, wording
from mtqc.reports.evidence_groups import group_of

_FULL = 100.0


@dataclass(frozen=True, slots=True)
class PageGauge:
    """One probability: its name, its size in percent, how it is written, and its reasons."""

    name: str
    size: float
    written: str
    reasons: Sequence[Reason]


@dataclass(frozen=True, slots=True)
class PageShare:
    """A source language's part of the bar, in percent from the bar's beginning."""

    name: str
    start: float
    size: float
    written: str


@dataclass(frozen=True, slots=True)
class PageDetection:
    """The origin of a document as the page shows it; ``legend`` counts the places of each group of evidence."""

    verdict: str
    sentence: str
    words: str
    gauges: Sequence[PageGauge]
    source_heading: str
    shares: Sequence[PageShare]
    source_reasons: Sequence[Reason]
    notes: Sequence[str]
    legend: Sequence[tuple[str, str, int]]


def page_detection(document: DocumentReport) -> PageDetection | None:
    """What the page shows of a document's origin; None where it was not judged."""
    detection = document.detection
    if detection is None:
        return None
    shares = _shares(detection)
    return PageDetection(
        verdict=detection.verdict.value,
        sentence=detection_wording.verdict(detection),
        words=f"{wording.counted(detection.words, 'word')} of running text",
        gauges=[
            PageGauge(name, _FULL * value, detection_wording.probability(value), reasons)
            for name, value, reasons in (
                ("Translated", detection.translated, detection.translated_reasons),
                ("By a machine", detection.machine, detection.machine_reasons),
            )
            if value is not None
        ],
        source_heading=detection_wording.source_heading(detection),
        shares=shares,
        source_reasons=detection.source_reasons if shares else (),
        notes=detection_wording.limits(detection),
        legend=_legend(document.findings),
    )


def slug(group: Group) -> str:
    """The name of a group in the page's style."""
    return group.name.lower()


def _shares(detection: Detection) -> list[PageShare]:
    shares: list[PageShare] = []
    start = 0.0
    for name, share in detection_wording.source_shares(detection):
        shares.append(PageShare(name, start, _FULL * share, detection_wording.probability(share)))
        start += _FULL * share
    return shares


def _legend(findings: Sequence[Finding]) -> list[tuple[str, str, int]]:
    counts = Counter(filter(None, map(group_of, findings)))
    return [(slug(group), group.value, counts[group]) for group in Group if counts[group]]
