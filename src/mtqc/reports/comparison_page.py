"""What the HTML page shows of a comparison: verdicts, charts, tables and segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtqc.model.breakdown import Breakdown, FindingComparison, PairSegments, Part, RuleFindings, SegmentDifference
from mtqc.model.comparison import Comparison, Difference, MetricComparison
from mtqc.reports import comparison_wording as words
from mtqc.reports.characters import display_width, visible
from mtqc.reports.charts import LONGEST_NAME, BarChart, DotChart, LineChart, bar_chart, dot_chart, line_chart
from mtqc.reports.table import cut
from mtqc.reports.wording import counted

_LEVELS = (0.001, 0.01, 0.05)
"""The shades of the matrix, from the strongest."""
_MOST_LINES = 12
"""More lines cannot be told apart: the table below the chart has all."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A pair in the matrix of p-values; ``level`` is its shade, from 0 for the strongest to 3."""

    text: str
    level: int
    significant: bool
    title: str


@dataclass(frozen=True, slots=True)
class PagePair:
    """A pair in the table of a metric, as it is written."""

    first: str
    second: str
    difference: str
    interval: str
    p_value: str
    p_adjusted: str
    people: str
    significant: bool


@dataclass(frozen=True, slots=True)
class PageMetric:
    """A metric: its verdict, its charts and its pairs; ``matrix`` has a row for each system but the last."""

    name: str
    direction: str
    verdict: str
    sure: bool
    scores: DotChart
    summary: str
    clusters: Sequence[tuple[int, str]]
    ranked: Sequence[str]
    longest_name: int
    matrix: Sequence[Sequence[MatrixCell | None]]
    pairs: Sequence[PagePair]
    people: str
    has_people: bool
    notices: Sequence[str]
    signature: str


@dataclass(frozen=True, slots=True)
class PageBreakdown:
    """The scores of parts: a chart of the best systems and a table of all."""

    heading: str
    chart: LineChart
    left_out: int
    parts: Sequence[Part]
    rows: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class PageRule:
    """A rule with its rates; a bar is as long as its part of the largest rate, from 0 to 100."""

    rule: str
    severity: str
    count: int
    rates: Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class PageSegment:
    """A segment in which one system is ahead of the other."""

    heading: str
    note: str
    segment: SegmentDifference


@dataclass(frozen=True, slots=True)
class PagePairSegments:
    """Two systems segment by segment."""

    heading: str
    counts: str
    chart: BarChart | None
    left: str
    right: str
    systems: tuple[str, str]
    best: Sequence[PageSegment]
    worst: Sequence[PageSegment]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """All that the page shows."""

    title: str
    standing: words.Standing
    scope: str
    test: str
    metrics: Sequence[PageMetric]
    breakdowns: Sequence[PageBreakdown]
    rule_systems: Sequence[str]
    rules: Sequence[PageRule]
    significant_rules: Sequence[str]
    rules_signature: str
    pairs: Sequence[PagePairSegments]
    notices: Sequence[str]
    signature: str


def comparison_page(comparison: Comparison) -> ComparisonPage:
    """The page of a comparison."""
    findings = comparison.findings
    return ComparisonPage(
        title=words.title(comparison),
        standing=words.standing(comparison),
        scope=words.scope(comparison),
        test=words.test(comparison),
        metrics=[_metric(comparison, metric) for metric in comparison.metrics],
        breakdowns=[_breakdown(comparison, breakdown) for breakdown in comparison.breakdowns],
        rule_systems=() if findings is None else findings.systems,
        rules=[] if findings is None else _rules(findings),
        significant_rules=() if findings is None else words.significant_rules([findings.total, *findings.rules]),
        rules_signature="" if findings is None else findings.signature,
        pairs=[_pair_segments(comparison, pair) for pair in comparison.pairs],
        notices=comparison.notices,
        signature=comparison.signature,
    )


def _metric(comparison: Comparison, metric: MetricComparison) -> PageMetric:
    decimals = words.digits(metric.scores)
    names = [score.system for score in metric.scores]
    rows = [
        (visible(score.system), score.value, score.interval, words.value(score.value, metric))
        for score in metric.scores
    ]
    verdict = words.verdict(comparison, metric)
    return PageMetric(
        name=metric.metric,
        direction=words.direction(metric),
        verdict=verdict,
        sure=" is best: " in verdict,
        scores=dot_chart(rows, decimals),
        summary="; ".join(
            f"{score.system} {words.value(score.value, metric)} {words.interval(score.interval, metric)}".rstrip()
            for score in metric.scores
        ),
        clusters=[(rank, words.listed(cluster)) for rank, cluster in enumerate(metric.clusters, start=1)],
        ranked=[cut(visible(name), LONGEST_NAME) for name in names],
        longest_name=max(display_width(cut(visible(name), LONGEST_NAME)) for name in names),
        matrix=[] if comparison.baseline is not None else _matrix(metric, names, comparison.alpha),
        pairs=[_pair(metric, each) for each in metric.differences],
        people="" if metric.direct else words.human_study(metric),
        has_people=any(each.human_agreement is not None for each in metric.differences),
        notices=list(dict.fromkeys(notice for score in metric.scores for notice in score.notices)),
        signature=metric.signature,
    )


def _matrix(metric: MetricComparison, names: Sequence[str], alpha: float) -> list[list[MatrixCell | None]]:
    """The upper half: a system's row has the systems below it in the ranking."""
    known = {frozenset(each.systems): each for each in metric.differences}
    return [
        [
            _cell(metric, known[frozenset((first, second))], alpha) if column > row else None
            for column, second in enumerate(names)
            if column
        ]
        for row, first in enumerate(names[:-1])
    ]


def _cell(metric: MetricComparison, each: Difference, alpha: float) -> MatrixCell:
    p_adjusted = each.p_adjusted
    written = words.p_value(p_adjusted)
    level = sum(p_adjusted is None or p_adjusted > border for border in (*_LEVELS[:-1], alpha))
    first, second = each.systems
    told = f"{first} against {second}: {words.value(each.difference, metric, sign=True)}, adjusted p {written}"
    return MatrixCell(written.replace("0.", ".", 1), level, each.significant, told)


def _pair(metric: MetricComparison, each: Difference) -> PagePair:
    return PagePair(
        *each.systems,
        words.value(each.difference, metric, sign=True),
        words.interval(each.interval, metric),
        words.p_value(each.p_value),
        words.p_value(each.p_adjusted),
        words.people(each),
        each.significant,
    )


def _breakdown(comparison: Comparison, breakdown: Breakdown) -> PageBreakdown:
    metric = next(each for each in comparison.metrics if each.metric == breakdown.metric)
    decimals = words.digits(metric.scores)
    series = [
        (visible(name), comparison.systems.index(name), [part.values[place] for part in breakdown.parts])
        for place, name in enumerate(breakdown.systems)
    ]
    return PageBreakdown(
        heading=words.breakdown_heading(breakdown),
        chart=line_chart([visible(part.label) for part in breakdown.parts], series[:_MOST_LINES], decimals),
        left_out=max(0, len(series) - _MOST_LINES),
        parts=breakdown.parts,
        rows=[(name, [words.rounded(value, decimals) for value in values]) for name, _, values in series],
    )


def _rules(findings: FindingComparison) -> list[PageRule]:
    largest = max((rate for rule in findings.rules for rate in rule.per_1000_segments), default=0.0) or 1.0
    total_largest = max(findings.total.per_1000_segments) or 1.0
    return [
        *(_rule(rule, largest) for rule in findings.rules),
        _rule(findings.total, total_largest),
    ]


def _rule(rule: RuleFindings, largest: float) -> PageRule:
    return PageRule(
        rule=rule.rule,
        severity="" if rule.severity is None else rule.severity.value,
        count=sum(rule.counts),
        rates=[(words.rounded(rate, 1), 100 * rate / largest) for rate in rule.per_1000_segments],
    )


def _pair_segments(comparison: Comparison, pair: PairSegments) -> PagePairSegments:
    metric = next(each for each in comparison.metrics if each.metric == pair.metric)
    first, second = pair.systems
    left, right = (second, first) if pair.higher_is_better else (first, second)
    return PagePairSegments(
        heading=words.differ_heading(pair),
        counts=words.differ_counts(pair),
        chart=_histogram(pair, metric),
        left=f"← {left} better",
        right=f"{right} better →",
        systems=pair.systems,
        best=[_segment(pair, metric, segment) for segment in pair.best],
        worst=[_segment(pair, metric, segment) for segment in pair.worst],
    )


def _histogram(pair: PairSegments, metric: MetricComparison) -> BarChart | None:
    edges, counts = pair.distribution.edges, pair.distribution.counts
    if not counts:
        return None
    labels = [
        f"{words.value(low, metric, sign=True)} to {words.value(high, metric, sign=True)}: {counted(count, 'segment')}"
        for (low, high), count in zip(pairwise(edges), counts, strict=True)
    ]
    return bar_chart(edges, counts, labels, words.digits(metric.scores))


def _segment(pair: PairSegments, metric: MetricComparison, segment: SegmentDifference) -> PageSegment:
    name = f"Segment {segment.number:,}" + (f" (id {segment.id})" if segment.id else "")
    difference = words.value(segment.difference, metric, sign=True)
    first, second = (words.value(score, metric) for score in segment.scores)
    return PageSegment(
        heading=name,
        note=difference if segment.scores == (None, None) else f"{difference}: {first} against {second}",
        segment=segment,
    )
