"""The words that reports on the agreement of metrics with people share."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.model.correlation import Correlation, CorrelationReport, Level, Measure, Statistic
from mtqc.reports.wording import counted

HEADINGS = {
    Statistic.ACCURACY: "accuracy",
    Statistic.SPA: "SPA",
    Statistic.PEARSON: "Pearson",
    Statistic.SPEARMAN: "Spearman",
    Statistic.KENDALL: "Kendall",
    Statistic.TAU_B: "τ-b",
    Statistic.TAU_C: "τ-c",
    Statistic.ACC_EQ: "acc-eq",
    Statistic.WITHIN_SOURCE: "in source",
}
_GROUPS = {
    "item": "segments, within each source",
    "system": "segments, within each system",
    "none": "segments, all together",
}
LEGEND = (
    "accuracy: pairs of systems in the right order; SPA: the same with certainty; acc-eq: pairs of translations with "
    "the right answer, ties among them, where differences up to ε count as ties; in source: pairs of translations of "
    "one source in the right order, where people see one. 1 is perfect; chance is 0 for correlations, 0.5 for "
    "accuracy, SPA and in source. Lengths know nothing of quality: what a metric has above them is its own."
)


def figure(value: float | None) -> str:
    """A figure with three decimals and a real minus sign; a dash for none."""
    if value is None:
        return "–"
    text = f"{value:.3f}"
    return "0.000" if text == "-0.000" else text.replace("-", "−")


def threshold(found: Correlation | None) -> str:
    """The threshold of acc-eq, as short as it can be."""
    return "" if found is None or found.threshold is None else f"{found.threshold:.3g}"


def p_value(value: float) -> str:
    """A p-value with three decimals, and no zero."""
    return "<.001" if value < 0.001 else f"{value:.3f}".removeprefix("0")


def scope(report: CorrelationReport) -> str:
    """What was compared: ``ratings.tsv: 10 systems, 1,418 segments, 14,180 scores of people``."""
    systems, segments = counted(len(report.systems), "system"), counted(report.segments, "segment")
    return f"{report.path}: {systems}, {segments}, {counted(report.scores, 'score')} of people"


def scale(report: CorrelationReport) -> str:
    """What people's scores are: their name, ends and direction, and whether that was guessed."""
    low, high = (f"{end:g}".replace("-", "−") for end in (report.scale.low, report.scale.high))
    direction = "higher" if report.scale.higher_is_better else "lower"
    guessed = " (guessed)" if report.scale.guessed else ""
    return f"people: {report.scale.name}, from {low} to {high}, {direction} is better{guessed}"


def heading(measure: Measure, count: int) -> str:
    """The heading of the table that holds a measure."""
    if measure.level is Level.SYSTEM:
        return "systems"
    return _GROUPS[measure.group or "item"] + (f" ({counted(count, 'group')})" if measure.group != "none" else "")


def measure_name(measure: Measure) -> str:
    """A measure as a person would name it: ``SPA of systems``, ``acc-eq of segments by item``."""
    of = "systems" if measure.level is Level.SYSTEM else "segments"
    group = f" by {measure.group}" if measure.group in ("item", "system") else ""
    return f"{HEADINGS[measure.statistic]} of {of}{group}"


def no_better_than_length(report: CorrelationReport) -> Iterator[str]:
    """Metrics that some length equals or exceeds, with the figures in which it does."""
    baselines = [metric for metric in report.metrics if metric.is_baseline]
    for metric in report.metrics:
        if metric.is_baseline:
            continue
        beaten = []
        for found in metric.correlations:
            lengths = [each.correlation(found.measure) for each in baselines]
            values = [length.value for length in lengths if length is not None and length.value is not None]
            if found.value is not None and values and max(values) >= found.value:
                beaten.append(measure_name(found.measure))
        if beaten:
            yield f"{metric.metric} is no better than length alone: {', '.join(beaten)}"
