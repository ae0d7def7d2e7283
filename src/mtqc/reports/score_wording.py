"""How reports of scores write their numbers and the words around them."""

from __future__ import annotations

from mtqc.model.score import Score, SegmentScore
from mtqc.model.score_report import ScoreReport
from mtqc.reports.comparison_wording import digits, rounded
from mtqc.reports.wording import counted

_ARROWS = {True: ("↑", "higher is better"), False: ("↓", "lower is better")}


def scope(report: ScoreReport) -> str:
    """What was scored: ``2 systems, 48 segments, 1 reference, en → de``."""
    languages = " → ".join(filter(None, (report.source_language, report.target_language)))
    references = counted(report.references, "reference") if report.references else "no reference"
    parts = (counted(len(report.systems), "system"), counted(report.segments, "segment"), references, languages)
    return ", ".join(filter(None, parts))


def decimals(report: ScoreReport, metric: str) -> int:
    """With how many decimals the scores of a metric are written."""
    return digits([score for score in report.scores if score.metric == metric])


def with_interval(score: Score, decimals: int) -> str:
    """The value with half the width of its interval: ``34.21 ± 1.80``."""
    value = rounded(score.value, decimals)
    if score.interval is None:
        return value
    return f"{value} ± {rounded((score.interval.high - score.interval.low) / 2, decimals)}"


def with_uncertainty(segment: SegmentScore, decimals: int) -> str:
    """The value of a segment, with its standard error where that is known: ``71.50 ± 12.25``."""
    value = rounded(segment.value, decimals)
    return value if segment.uncertainty is None else f"{value} ± {rounded(segment.uncertainty, decimals)}"


def segments_legend(report: ScoreReport) -> str:
    """What stands beside the scores of segments; empty where nothing does."""
    known = any(segment.uncertainty is not None for score in report.scores for segment in score.segments)
    return "beside the score of a segment, ± is its standard error" if known else ""


def arrow(score: Score) -> str:
    """An arrow to where better scores are."""
    return _ARROWS[score.higher_is_better][0]


def heading(score: Score) -> str:
    """The metric with its arrow."""
    return f"{score.metric} {arrow(score)}"


def legend(report: ScoreReport) -> str:
    """What the arrows and the intervals mean."""
    directions = sorted({score.higher_is_better for score in report.scores}, reverse=True)
    parts = [" ".join(_ARROWS[direction]) for direction in directions]
    if any(score.interval is not None for score in report.scores):
        drawn = f"{counted(report.resamples, 'bootstrap resample')}, seed {report.seed}"
        parts.append(f"± half the width of the 95 % interval ({drawn})")
    return "; ".join(parts)
