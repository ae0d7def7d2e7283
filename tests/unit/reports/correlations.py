"""Reports on the agreement of metrics with people, for tests."""

from __future__ import annotations

from mtqc.model.correlation import (
    Correlation,
    CorrelationReport,
    HumanScale,
    Level,
    Measure,
    MetricCorrelations,
    MetricDifference,
    MetricRanking,
    Statistic,
)

ACCURACY = Measure(Level.SYSTEM, Statistic.ACCURACY)
PEARSON = Measure(Level.SYSTEM, Statistic.PEARSON)
WITHIN = Measure(Level.SEGMENT, Statistic.WITHIN_SOURCE)
ACC_EQ = Measure(Level.SEGMENT, Statistic.ACC_EQ, "item")
ALL_TOGETHER = Measure(Level.SEGMENT, Statistic.PEARSON, "none")


def metric(
    name: str, *values: float | None, is_baseline: bool = False, notices: tuple[str, ...] = ()
) -> MetricCorrelations:
    measures = (ACCURACY, PEARSON, WITHIN, ACC_EQ, ALL_TOGETHER)
    found = tuple(
        Correlation(measure, value, 0 if value is None else 12, 0.25 if measure is ACC_EQ else None)
        for measure, value in zip(measures, values, strict=True)
    )
    return MetricCorrelations(name, found, 40, True, is_baseline, None if is_baseline else f"{name}|v1", notices)


def ranking() -> MetricRanking:
    differences = (
        MetricDifference(("chrf", "bleu"), 0.02, 0.2, 0.2),
        MetricDifference(("chrf", "− translation length"), 0.15, 0.0005, 0.0015),
        MetricDifference(("bleu", "− translation length"), 0.13, 0.04, 0.08),
    )
    return MetricRanking(ACC_EQ, ("chrf", "bleu", "− translation length"), (1, 1, 2), differences)


def report(path: str = "human.tsv") -> CorrelationReport:
    lost = ("no score for 2 of the translations that people judged",)
    return CorrelationReport(
        path,
        HumanScale("mqm_average", -25.0, 0.0, True, True),
        ("A", "B", "C"),
        14,
        42,
        (
            metric("bleu", 0.857, 0.8314, 0.586, 0.516, 0.187, notices=lost),
            metric("chrf", 0.905, -0.0001, 0.601, 0.536, 0.237, notices=lost),
            metric("− source length", None, None, None, None, 0.281, is_baseline=True),
            metric("− translation length", 0.571, 0.008, 0.484, 0.386, 0.279, is_baseline=True),
        ),
        (ranking(),),
        1000,
        0.05,
        12345,
        "mtqc:0.1.0|group:item+none",
        ("guessed target language: de (99% sure)",),
    )
