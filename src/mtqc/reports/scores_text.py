"""The scores that a person reads on a terminal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TextIO

from mtqc.model.score import Score, SegmentScore
from mtqc.model.score_report import ScoreReport
from mtqc.reports import score_wording as wording
from mtqc.reports.base import Terminal
from mtqc.reports.characters import display_width, grapheme_width, graphemes, visible, wrapped
from mtqc.reports.excerpt import excerpt

_NARROWEST = 40
_GAP = "   "
_WIDEST_SYSTEM = 40
_WIDEST_SEGMENT = 16
_WIDEST_HEADING = 16
_STYLES = {"": "", "dim": "2", "bold": "1", "best": "1;32"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a table; numbers stand to the right."""

    text: str
    style: str = ""
    is_number: bool = False


class ScoresText:
    """A row a system and a column a metric, then how to get the numbers again.

    ``segments`` adds the scores of all segments with the errors that metrics mark.
    """

    def __init__(self, segments: bool = False) -> None:
        self._segments = segments

    def write(self, report: ScoreReport, stream: TextIO, terminal: Terminal) -> None:
        """Writes the report; as wide as the terminal, at least 40 columns."""
        page = _Page(report, max(terminal.width, _NARROWEST), terminal.colours)
        stream.writelines(line + "\n" for line in page.lines(self._segments))


class _Page:
    """Lays out lines of one width; every text of the input passes through ``visible`` on its way."""

    def __init__(self, report: ScoreReport, width: int, colours: bool) -> None:
        self._report = report
        self._width = width
        self._colours = colours
        self._decimals = {metric: wording.decimals(report, metric) for metric in report.metrics}
        self._by_metric = {
            metric: [score for score in report.scores if score.metric == metric] for metric in report.metrics
        }
        self._score = {(score.metric, score.system): score for score in report.scores}

    def lines(self, with_segments: bool) -> Iterator[str]:
        yield from self._wrapped(wording.scope(self._report), "dim")
        yield ""
        yield from self._scores()
        yield ""
        yield from self._wrapped(wording.legend(self._report), "dim")
        if with_segments:
            yield ""
            yield from self._segments()
            if legend := wording.segments_legend(self._report):
                yield ""
                yield from self._wrapped(legend, "dim")
        yield ""
        for metric, scores in self._by_metric.items():
            yield from self._signature(metric, scores[0].signature)
        if self._report.all_notices:
            yield ""
        for notice in self._report.all_notices:
            yield from self._wrapped(f"note: {notice}", "dim")

    def _scores(self) -> Iterator[str]:
        """All metrics side by side where they fit, else one below the other."""
        table = [self._headings(self._report.metrics)]
        table += [self._row(system, self._report.metrics) for system in self._report.systems]
        if sum(_widths(table)) + len(_GAP) * (len(table[0]) - 1) <= self._width:
            yield from self._table(table)
            return
        for place, metric in enumerate(self._report.metrics):
            if place:
                yield ""
            yield from self._wrapped(wording.heading(self._by_metric[metric][0]), "bold")
            rows = [self._row(system, [metric]) for system in self._report.systems]
            yield from ("  " + line for line in self._table(rows))

    def _headings(self, metrics: Sequence[str]) -> list[_Cell]:
        headings = [visible(wording.heading(self._by_metric[metric][0])) for metric in metrics]
        return [_Cell("system", "bold"), *(_Cell(heading, "bold", is_number=True) for heading in headings)]

    def _row(self, system: str, metrics: Sequence[str]) -> list[_Cell]:
        return [_Cell(_cut(system, _WIDEST_SYSTEM)), *(self._score_cell(metric, system) for metric in metrics)]

    def _score_cell(self, metric: str, system: str) -> _Cell:
        score = self._score[metric, system]
        style = "best" if len(self._report.systems) > 1 and _is_best(score, self._by_metric[metric]) else ""
        return _Cell(wording.with_interval(score, self._decimals[metric]), style, is_number=True)

    def _segments(self) -> Iterator[str]:
        """A line a segment and system, and below it the errors that metrics mark."""
        several = len(self._report.systems) > 1
        headings = [
            f"{_cut(metric, _WIDEST_HEADING)} {wording.arrow(scores[0])}" for metric, scores in self._by_metric.items()
        ]
        names = [_Cell("segment", "bold"), *([_Cell("system", "bold")] if several else [])]
        table = [[*names, *(_Cell(heading, "bold", is_number=True) for heading in headings)]]
        below: list[list[str]] = [[]]
        for segment in range(self._report.segments):
            for system in self._report.systems:
                row = [_Cell(_cut(self._report.segment_name(segment), _WIDEST_SEGMENT))]
                row += [_Cell(_cut(system, _WIDEST_SYSTEM))] if several else []
                marked: list[str] = []
                for metric in self._report.metrics:
                    found = self._score[metric, system].segments[segment]
                    row.append(_Cell(wording.with_uncertainty(found, self._decimals[metric]), is_number=True))
                    marked += self._errors(metric, found)
                table.append(row)
                below.append(marked)
        for line, marked in zip(self._table(table), below, strict=True):
            yield line
            yield from marked

    def _errors(self, metric: str, found: SegmentScore) -> Iterator[str]:
        for finding in found.spans:
            marked_by = f"{_cut(metric, _WIDEST_HEADING)}  " if len(self._by_metric) > 1 else ""
            text, span, side = finding.segment.target, finding.target, ""
            if span is None and finding.source is not None and finding.segment.source is not None:
                text, span, side = finding.segment.source, finding.source, " (source)"
            label = f"    {marked_by}{finding.severity.value}{side}  "
            cut = excerpt(text, span, self._width - display_width(label) - 4)
            yield label + f"{cut.before}⟦{cut.marked}⟧{cut.after}".rstrip()

    def _table(self, table: Sequence[Sequence[_Cell]]) -> Iterator[str]:
        widths = _widths(table)
        for row in table:
            yield _GAP.join(self._padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()

    def _padded(self, cell: _Cell, width: int) -> str:
        padding = " " * (width - display_width(cell.text))
        text = self._style(cell.text, cell.style)
        return padding + text if cell.is_number else text + padding

    def _signature(self, metric: str, signature: str) -> Iterator[str]:
        """The signature beside the metric's name, or in a line of its own, never broken: it is to be copied."""
        metric, signature = visible(metric), visible(signature)
        if display_width(metric) + 2 + display_width(signature) <= self._width:
            yield f"{self._style(metric, 'bold')}  {signature}"
            return
        yield from self._wrapped(metric, "bold")
        yield "  " + signature

    def _wrapped(self, text: str, style: str) -> Iterator[str]:
        for line in wrapped(visible(text), self._width):
            yield self._style(line, style)

    def _style(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colours and style and text else text


def _widths(table: Sequence[Sequence[_Cell]]) -> list[int]:
    return [max(display_width(cell.text) for cell in column) for column in zip(*table, strict=True)]


def _is_best(score: Score, others: Sequence[Score]) -> bool:
    return score.value is not None and not any(
        other.value is not None and score.is_worse_than(other.value) for other in others
    )


def _cut(text: str, width: int) -> str:
    """The visible text, its middle left out where it is wider than it may be."""
    text = visible(text)
    if display_width(text) <= width:
        return text
    end = "".join(reversed(_start([*graphemes(text)][::-1], width - width // 2)))
    return f"{''.join(_start([*graphemes(text)], width // 2 - 1))}…{end}"


def _start(characters: Sequence[str], width: int) -> Sequence[str]:
    """As many of the characters as fit into so many columns."""
    ends = list(accumulate(map(grapheme_width, characters)))
    return characters[: bisect_right(ends, width)]
