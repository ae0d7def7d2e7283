"""The words that reports on the agreement of metrics with people share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    if found is None or found.value is None or found.threshold is None:
        return ""
    # Below it is what rounding leaves of equal scores.
    return "0" if found.threshold < 1e-9 else f"{found.threshold:.3g}"


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
    if measure.group is None:
        return f"{_GROUPS['item']} ({counted(count, 'pair')})"
    return _GROUPS[measure.group] + (f" ({counted(count, 'group')})" if measure.group != "none" else "")


def measure_name(measure: Measure) -> str:
    """A measure as a person would name it: ``SPA of systems``, ``acc-eq of segments by item``."""
    of = "systems" if measure.level is Level.SYSTEM else "segments"
    group = f" by {measure.group}" if measure.group in ("item", "system") else ""
    return f"{HEADINGS[measure.statistic]} of {of}{group}"


def notices(report: CorrelationReport) -> Iterator[str]:
    """What a reader has to know: metrics that length equals or exceeds, then what was guessed, left out or odd."""
    yield from _by_metric(_no_better_than_length(report), "{} no better than length alone: {}")
    yield from report.notices
    said = ((metric.metric, notice) for metric in report.metrics for notice in metric.notices)
    yield from _by_metric(said, "{}: {}")


def _by_metric(said: Iterable[tuple[str, str]], form: str) -> Iterator[str]:
    """The notices, each once with the metrics that it is about."""
    about: dict[str, list[str]] = {}
    for metric, notice in said:
        about.setdefault(notice, []).append(metric)
    for notice, metrics in about.items():
        names = ", ".join(metrics) if form.startswith("{}:") else _are(metrics)
        yield form.format(names, notice)


def _are(metrics: Sequence[str]) -> str:
    return f"{metrics[0]} is" if len(metrics) == 1 else f"{', '.join(metrics[:-1])} and {metrics[-1]} are"


def _no_better_than_length(report: CorrelationReport) -> Iterator[tuple[str, str]]:
    baselines = [metric for metric in report.metrics if metric.is_baseline]
    for metric in (each for each in report.metrics if not each.is_baseline):
        beaten: list[Measure] = []
        for found in metric.correlations:
            lengths = [each.correlation(found.measure) for each in baselines]
            values = [length.value for length in lengths if length is not None and length.value is not None]
            if found.value is not None and values and max(values) >= found.value:
                beaten.append(found.measure)
        if beaten:
            yield metric.metric, _listed(beaten)


def _listed(measures: Sequence[Measure]) -> str:
    """Measures with what they share said once: ``acc-eq, Pearson of segments by item; SPA of systems``."""
    by_kind: dict[str, list[str]] = {}
    for measure in measures:
        name = HEADINGS[measure.statistic]
        by_kind.setdefault(measure_name(measure).removeprefix(name), []).append(name)
    return "; ".join(", ".join(names) + kind for kind, names in by_kind.items())
