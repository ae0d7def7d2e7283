"""Score reports with a bit of everything, and one whose every text is hostile."""

from __future__ import annotations

from io import StringIO
from typing import Protocol, TextIO, TypeVar

from mtqc.model import Category, Finding, Interval, Score, Segment, SegmentScore, Severity, Span
from mtqc.model.ranking import RankedCandidate, RankedSegment, Ranking, RankingMethod
from mtqc.model.score_report import ScoreReport
from mtqc.reports.base import Terminal

HOSTILE = "\x1b[31m\u202e\tnew\r\nline\ud800"
XCOMET = "comet:Unbabel/XCOMET-XL"
_TEXT = "Der Hund, der an der Ecke steht, bellt den Briefträger an."

Written = TypeVar("Written", contravariant=True)


class Writer(Protocol[Written]):
    def write(self, report: Written, stream: TextIO, terminal: Terminal) -> None: ...


def written(writer: Writer[Written], report: Written, width: int = 100, colours: bool = False) -> str:
    stream = StringIO()
    writer.write(report, stream, Terminal(width, colours))
    return stream.getvalue()


def sample_scores() -> ScoreReport:
    """Three systems by four metrics; one score is undefined, and one metric marks errors and says how sure it is."""
    scores = (
        *(
            _score("bleu", system, value, (value - 1, value + 1.5), (0.0, 100.0), "nrefs:1|case:mixed|eff:no|tok:13a")
            for system, value in (("online-a.txt", 34.2137), ("online-b.txt", 36.5), ("post-edited.txt", 36.5))
        ),
        *(
            _score("ter", system, value, (value - 2, value + 2), (0.0, None), "nrefs:1|case:lc|tok:tercom", high=False)
            for system, value in (("online-a.txt", 52.25), ("online-b.txt", 48.0), ("post-edited.txt", 101.5))
        ),
        _score(XCOMET, "online-a.txt", 0.91237, (0.9, 0.92), (0.0, 1.0), _SIGNATURE, marks=True),
        _score(XCOMET, "online-b.txt", 0.89, (0.88, 0.9), (0.0, 1.0), _SIGNATURE, notices=("1 segment was windowed",)),
        _score(XCOMET, "post-edited.txt", None, None, (0.0, 1.0), _SIGNATURE),
    )
    notices = ("guessed source language: en (99% sure)",)
    return ScoreReport(scores, 2, 1, ("1", "intro/paragraph-2-of-many"), "en", "de", 1000, 12345, notices)


_SIGNATURE = (
    "comet|model:Unbabel/XCOMET-XL|revision:6a123c5e8e6dccab25e5fcffa3c8b417abadb462|precision:float32|mtqc:0.2.0"
)


def hostile_scores() -> ScoreReport:
    """One system whose every text tries to break the report."""
    segment = Segment(HOSTILE, HOSTILE, HOSTILE)
    finding = Finding(HOSTILE, Category.MISTRANSLATION, Severity.MAJOR, HOSTILE, segment, Span(0, 3))
    score = Score(HOSTILE, HOSTILE, 1.0, (SegmentScore(1.0, (finding,)),), HOSTILE, True, (0.0, 1.0), None, (HOSTILE,))
    return ScoreReport((score,), 1, 0, (HOSTILE,), None, None, 0, 0, (HOSTILE,))


def sample_ranking() -> Ranking:
    """Two segments; the second has a candidate with a line break, and one without a utility."""
    return Ranking(
        "chrf",
        RankingMethod.MBR,
        (
            RankedSegment("1", (RankedCandidate("Guten Tag!", 71.5, 2, 2), RankedCandidate("Tag auch", 20.25, 0))),
            RankedSegment("2", (RankedCandidate("Zwei\nZeilen\there", None, 0), RankedCandidate("\ud800", None, 1))),
        ),
        "nrefs:1|case:mixed",
        notices=("guessed target language: de (99% sure)",),
    )


def _score(
    metric: str,
    system: str,
    value: float | None,
    ends: tuple[float, float] | None,
    scale: tuple[float | None, float | None],
    signature: str,
    high: bool = True,
    marks: bool = False,
    notices: tuple[str, ...] = (),
) -> Score:
    spans: tuple[Finding, ...] = ()
    if marks:
        segment = Segment("1", _TEXT, "The dog at the corner barks at the postman.")
        message = "XCOMET marks this as a major error."
        start = _TEXT.index("der an")
        spans = (
            Finding(
                "accuracy/estimated-error",
                Category.MISTRANSLATION,
                Severity.MAJOR,
                message,
                segment,
                Span(start, start + 6),
            ),
            Finding(
                "accuracy/estimated-error",
                Category.OMISSION,
                Severity.MINOR,
                "XCOMET misses this in the translation.",
                segment,
                source=Span(4, 7),
            ),
        )
    segments = (
        SegmentScore(value, spans, 0.0625 if marks else None),
        SegmentScore(None if value is None else value / 2),
    )
    interval = None if ends is None else Interval(*ends)
    return Score(metric, system, value, segments, signature, high, scale, interval, notices)
