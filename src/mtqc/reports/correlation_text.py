"""The agreement of metrics with people that a person reads on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from mtqc.model.correlation import (
    Correlation,
    CorrelationReport,
    Level,
    Measure,
    MetricCorrelations,
    MetricRanking,
    Statistic,
)
from mtqc.reports import correlation_wording as wording
from mtqc.reports.base import Terminal
from mtqc.reports.characters import visible, wrapped
from mtqc.reports.table import GAP, Cell, padded, widths

_NARROWEST = 60
_BOLD, _DIM, _BEST = "1", "2", "1;32"


class CorrelationText:
    """Tables with a row a metric, for systems and for segments by each grouping; then tests, and how to read it."""

    def write(self, report: CorrelationReport, stream: TextIO, terminal: Terminal) -> None:
        """Writes the report; as wide as the terminal, at least 60 columns."""
        page = _Page(report, max(terminal.width, _NARROWEST), terminal.colours)
        stream.writelines(line.rstrip() + "\n" for line in page.lines())


class _Page:
    """Lays out lines of one width; every text of the input passes through ``visible`` on its way."""

    def __init__(self, report: CorrelationReport, width: int, colours: bool) -> None:
        self._report, self._width, self._colours = report, width, colours

    def lines(self) -> Iterator[str]:
        report = self._report
        yield from self._wrapped(wording.scope(report))
        yield from self._wrapped(wording.scale(report))
        for measures in self._tables():
            yield ""
            yield from self._table(measures)
        for ranking in report.rankings:
            yield ""
            yield from self._ranking(ranking)
        yield ""
        yield from self._wrapped(wording.LEGEND, _DIM)
        notices = tuple(wording.notices(report))
        if notices:
            yield ""
        for notice in notices:
            yield from self._wrapped(f"note: {notice}", _DIM)
        yield ""
        for metric in report.metrics:
            if metric.signature:
                yield from self._signature(metric.metric, metric.signature)
        yield from self._signature("figures", report.signature)

    def _tables(self) -> Iterator[Sequence[Measure]]:
        """The measures that stand in one table; pairs within one source stand beside the figures by item."""
        systems = self._report.measures(Level.SYSTEM)
        if systems:
            yield systems
        of_segments = self._report.measures(Level.SEGMENT)
        within = [measure for measure in of_segments if measure.statistic is Statistic.WITHIN_SOURCE]
        groups = dict.fromkeys(measure.group for measure in of_segments if measure.group)
        if "item" not in groups and within:
            yield within
        for group in groups:
            measures = [measure for measure in of_segments if measure.group == group]
            yield [measures[0], *(within if group == "item" else ()), *measures[1:]]

    def _table(self, measures: Sequence[Measure]) -> Iterator[str]:
        metrics = self._report.metrics
        counts = [found.count for metric in metrics if (found := metric.correlation(measures[0]))]
        yield self._style(wording.heading(measures[0], max(counts, default=0)), _BOLD)
        table = [self._headings(measures)]
        table += [self._row(metric, measures) for metric in metrics]
        room = widths(table, self._width, [0])
        for row in table:
            cells = (
                self._style(padded(cell, width, left=place == 0), cell.style)
                for place, (cell, width) in enumerate(zip(row, room, strict=True))
            )
            yield GAP.join(cells)

    def _headings(self, measures: Sequence[Measure]) -> list[Cell]:
        cells = [Cell("metric", _DIM)]
        for measure in measures:
            cells.append(Cell(wording.HEADINGS[measure.statistic], _DIM))
            if measure.statistic is Statistic.ACC_EQ:
                cells.append(Cell("ε", _DIM))
        return cells

    def _row(self, metric: MetricCorrelations, measures: Sequence[Measure]) -> list[Cell]:
        plain = _DIM if metric.is_baseline else ""
        cells = [Cell(visible(metric.metric), plain)]
        for measure in measures:
            found = metric.correlation(measure)
            style = _BEST if self._is_best(found) else plain
            cells.append(Cell(wording.figure(None if found is None else found.value), style))
            if measure.statistic is Statistic.ACC_EQ:
                cells.append(Cell(wording.threshold(found), _DIM))
        return cells

    def _is_best(self, found: Correlation | None) -> bool:
        if found is None or found.value is None or len(self._report.metrics) == 1:
            return False
        others = (metric.correlation(found.measure) for metric in self._report.metrics)
        return found.value >= max(other.value for other in others if other is not None and other.value is not None)

    def _ranking(self, ranking: MetricRanking) -> Iterator[str]:
        """A row a metric: its rank, its figure, and the p-values that it is ahead of those below it."""
        permutations = f"PERM-BOTH, {self._report.permutations:,} permutations"
        yield self._style(f"significance of {wording.measure_name(ranking.measure)}", _BOLD)
        yield from self._wrapped(
            f"p-values of the metric on the left against each below it ({permutations}; not adjusted, the JSON has "
            f"Holm's); a new rank begins at p ≤ {self._report.alpha:g} against any of the rank above",
            _DIM,
        )
        if not ranking.metrics:
            yield from self._wrapped("no metric has this figure here")
            return
        p_values = {difference.metrics: difference.p_value for difference in ranking.differences}
        table = [
            [Cell("rank", _DIM), Cell("metric", _DIM), *(Cell(f"#{place + 1}", _DIM) for place in self._below(ranking))]
        ]
        for place, (metric, rank) in enumerate(zip(ranking.metrics, ranking.ranks, strict=True)):
            row = [Cell(str(rank), _BOLD), Cell(visible(f"#{place + 1} {metric}"))]
            for other in self._below(ranking):
                value = p_values.get((metric, ranking.metrics[other]))
                is_sure = value is not None and value <= self._report.alpha
                row.append(Cell("" if value is None else wording.p_value(value), _BEST if is_sure else ""))
            table.append(row)
        room = widths(table, self._width, [1])
        for row in table:
            yield GAP.join(
                self._style(padded(cell, width, left=place == 1), cell.style)
                for place, (cell, width) in enumerate(zip(row, room, strict=True))
            )

    @staticmethod
    def _below(ranking: MetricRanking) -> range:
        return range(1, len(ranking.metrics))

    def _signature(self, metric: str, signature: str) -> Iterator[str]:
        yield self._style(f"{visible(metric)}  {visible(signature)}", _DIM)

    def _wrapped(self, text: str, style: str = "") -> Iterator[str]:
        for line in wrapped(visible(text), self._width):
            yield self._style(line, style)

    def _style(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colours and style and text else text
