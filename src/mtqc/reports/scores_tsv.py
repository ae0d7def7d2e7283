"""The scores as a table, for spreadsheets and data frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from mtqc.model.score import Score, SegmentScore
from mtqc.model.score_report import ScoreReport
from mtqc.reports.base import Terminal
from mtqc.reports.characters import encodable

COLUMNS = ("system", "metric", "value", "low", "high", "higher_is_better", "signature")
SEGMENT_COLUMNS = ("system", "metric", "segment", "value", "errors", "uncertainty")
_SEPARATORS = re.compile("[\t\r\n]")


class ScoresTsv:
    """A header and a row a system and metric, or with ``segments`` a row a system, metric and segment.

    Numbers are written in full; what is undefined is an empty cell. ``errors`` are the spans that the metric marks in
    the translation, in code points with the end exclusive, and those in the source: ``3-9:major source:12-15:minor``.
    ``uncertainty`` is the standard error of the value.
    """

    def __init__(self, segments: bool = False) -> None:
        self._segments = segments

    def write(self, report: ScoreReport, stream: TextIO, terminal: Terminal) -> None:
        """Writes the header and the rows, in the order of the report."""
        stream.write("\t".join(SEGMENT_COLUMNS if self._segments else COLUMNS) + "\n")
        for score in report.scores:
            rows = _segment_rows(report, score) if self._segments else [_row(score)]
            stream.writelines("\t".join(map(cell, row)) + "\n" for row in rows)


def _row(score: Score) -> Iterable[object]:
    ends = (None, None) if score.interval is None else (score.interval.low, score.interval.high)
    return score.system, score.metric, score.value, *ends, score.higher_is_better, score.signature


def _segment_rows(report: ScoreReport, score: Score) -> Iterator[Iterable[object]]:
    for place, segment in enumerate(score.segments):
        name = report.segment_name(place)
        yield score.system, score.metric, name, segment.value, _errors(segment), segment.uncertainty


def _errors(segment: SegmentScore) -> str:
    marked = [("", found.target, found.severity) for found in segment.spans]
    marked += [("source:", found.source, found.severity) for found in segment.spans if not found.target]
    return " ".join(f"{side}{span.start}-{span.end}:{severity.value}" for side, span, severity in marked if span)


def cell(value: object) -> str:
    """A value as a cell of a TSV table: nothing for None, blanks for what would break the table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _SEPARATORS.sub(" ", encodable(str(value)))
