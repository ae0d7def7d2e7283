"""What stands at the top of the HTML page: whether a run passed, or where texts come from if that was the question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mtqc.model import Report, Verdict
from mtqc.reports import detection_wording, wording


@dataclass(frozen=True, slots=True)
class Outcome:
    """One word, a title and a sentence; ``style`` names the word's colours."""

    style: str
    word: str
    title: str
    reason: str
    is_origin: bool = False


def outcome_of(report: Report) -> Outcome:
    """What the page begins with: the gravest verdict on origin where findings fail nothing and texts were judged."""
    detections = [document.detection for document in report.documents if document.detection is not None]
    if report.failures or report.fail_on is not None or not detections:
        title = wording.found(report) or "Nothing found"
        return Outcome(report.verdict, report.verdict, title, wording.reason(report))
    gravest = min(detections, key=lambda detection: list(Verdict).index(detection.verdict))
    counts = Counter(detection.verdict.value.replace("-", " ") for detection in detections)
    several = ", ".join(f"{count:,} {verdict}" for verdict, count in counts.most_common())
    title = several if len(detections) > 1 else _capitalised(detection_wording.verdict(gravest))
    places = wording.counted(sum(len(document.findings) for document in report.documents), "place")
    reason = f"{places} of evidence" if len(report) else "no evidence in the text"
    return Outcome(gravest.verdict.value, gravest.verdict.value.replace("-", " "), title, reason, is_origin=True)


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
