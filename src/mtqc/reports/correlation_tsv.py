"""The agreement of metrics with people, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from mtqc.model.correlation import CorrelationReport
from mtqc.reports.base import Terminal
from mtqc.reports.characters import encodable

COLUMNS = ("metric", "baseline", "level", "statistic", "group", "value", "count", "threshold", "rank")
_ONE_LINE = str.maketrans("\t\n\r", "   ")


class CorrelationTsv:
    """A row a figure; empty cells are what is undefined, has no group or threshold, or was not tested."""

    def write(self, report: CorrelationReport, stream: TextIO, terminal: Terminal) -> None:
        """Writes a header and the rows, metric by metric."""
        stream.write("\t".join(COLUMNS) + "\n")
        for row in _rows(report):
            stream.write("\t".join(encodable(cell.translate(_ONE_LINE)) for cell in row) + "\n")


def _rows(report: CorrelationReport) -> Iterator[tuple[str, ...]]:
    ranks = {
        (ranking.measure, metric): rank
        for ranking in report.rankings
        for metric, rank in zip(ranking.metrics, ranking.ranks, strict=True)
    }
    for metric in report.metrics:
        for found in metric.correlations:
            measure = found.measure
            yield (
                metric.metric,
                "yes" if metric.is_baseline else "no",
                measure.level.value,
                measure.statistic.value,
                measure.group or "",
                _number(found.value),
                str(found.count),
                _number(found.threshold),
                str(ranks.get((measure, metric.metric), "")),
            )


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)
