"""A comparison as JSON values, by the schema ``mtqc-comparison/1``."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mtqc.model.breakdown import Breakdown, FindingComparison, PairSegments, RuleFindings, SegmentDifference, WordPiece
from mtqc.model.score import Interval, Score

if TYPE_CHECKING:
    from mtqc.model.comparison import Comparison, MetricComparison

SCHEMA = "mtqc-comparison/1"


def comparison_values(comparison: Comparison) -> dict[str, Any]:
    """The comparison in dictionaries, lists, texts and numbers; docs/comparison.schema.json describes them."""
    return {
        "schema": SCHEMA,
        "systems": list(comparison.systems),
        "baseline": comparison.baseline,
        "segments": comparison.segments,
        "references": comparison.references,
        "source_language": comparison.source_language,
        "target_language": comparison.target_language,
        "test": comparison.test.value,
        "resamples": comparison.resamples,
        "seed": comparison.seed,
        "correction": comparison.correction.value,
        "alpha": comparison.alpha,
        "metrics": [_metric(metric) for metric in comparison.metrics],
        "comparisons": [row for metric in comparison.metrics for row in _differences(metric)],
        "pairs": [_pair(pair) for pair in comparison.pairs],
        "breakdowns": [_breakdown(breakdown) for breakdown in comparison.breakdowns],
        "findings": None if comparison.findings is None else _findings(comparison.findings),
        "notices": list(comparison.notices),
        "signature": comparison.signature,
    }


def _metric(metric: MetricComparison) -> dict[str, Any]:
    return {
        "metric": metric.metric,
        "higher_is_better": metric.higher_is_better,
        "direct": metric.direct,
        "scores": [_score(score) for score in metric.scores],
        "clusters": [list(cluster) for cluster in metric.clusters],
        "human_source": metric.human_source,
        "signature": metric.signature,
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "metric": score.metric,
        "system": score.system,
        "value": _finite(score.value),
        "interval": _interval(score.interval),
        "signature": score.signature,
        "higher_is_better": score.higher_is_better,
        "range": [_finite(end) for end in score.range],
        "notices": list(score.notices),
    }


def _differences(metric: MetricComparison) -> list[dict[str, Any]]:
    return [
        {
            "metric": each.metric,
            "systems": list(each.systems),
            "difference": _finite(each.difference),
            "interval": _interval(each.interval),
            "better": each.better,
            "p_value": _finite(each.p_value),
            "p_adjusted": _finite(each.p_adjusted),
            "significant": each.significant,
            "human_agreement": _finite(each.human_agreement),
            "test": metric.test.value,
        }
        for each in metric.differences
    ]


def _pair(pair: PairSegments) -> dict[str, Any]:
    return {
        "metric": pair.metric,
        "systems": list(pair.systems),
        "higher_is_better": pair.higher_is_better,
        "better": pair.better,
        "equal": pair.equal,
        "worse": pair.worse,
        "best": [_segment(segment) for segment in pair.best],
        "worst": [_segment(segment) for segment in pair.worst],
        "distribution": {"edges": list(pair.distribution.edges), "counts": list(pair.distribution.counts)},
    }


def _segment(segment: SegmentDifference) -> dict[str, Any]:
    return {
        "number": segment.number,
        "id": segment.id,
        "source": segment.source,
        "references": list(segment.references),
        "hypotheses": [_text(pieces) for pieces in segment.hypotheses],
        "differing": [_spans(pieces) for pieces in segment.hypotheses],
        "scores": [_finite(score) for score in segment.scores],
        "difference": segment.difference,
    }


def _text(pieces: Sequence[WordPiece]) -> str:
    return "".join(piece.text for piece in pieces)


def _spans(pieces: Sequence[WordPiece]) -> list[dict[str, int]]:
    """Where a hypothesis differs from the other: code points, end exclusive."""
    spans: list[dict[str, int]] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        if piece.differs:
            spans.append({"start": start, "end": end})
        start = end
    return spans


def _breakdown(breakdown: Breakdown) -> dict[str, Any]:
    return {
        "metric": breakdown.metric,
        "by": breakdown.by,
        "unit": breakdown.unit,
        "systems": list(breakdown.systems),
        "parts": [
            {"label": part.label, "segments": part.segments, "values": [_finite(value) for value in part.values]}
            for part in breakdown.parts
        ],
    }


def _findings(findings: FindingComparison) -> dict[str, Any]:
    return {
        "systems": list(findings.systems),
        "total": _rule(findings.total),
        "rules": [_rule(rule) for rule in findings.rules],
        "signature": findings.signature,
    }


def _rule(rule: RuleFindings) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "severity": None if rule.severity is None else rule.severity.value,
        "counts": list(rule.counts),
        "per_1000_segments": [round(rate, 4) for rate in rule.per_1000_segments],
        "differences": [
            {
                "systems": list(each.systems),
                "difference": round(each.difference, 4),
                "p_value": each.p_value,
                "p_adjusted": each.p_adjusted,
                "significant": each.significant,
            }
            for each in rule.differences
        ],
    }


def _interval(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def _finite(value: float | None) -> float | None:
    """The number, or None where there is none: JSON has no NaN."""
    return value if value is not None and math.isfinite(value) else None
