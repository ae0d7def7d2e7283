"""The best candidates of each segment, as text to go on with, as a table, and as JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TextIO

from mtqc.model.ranking import RankedSegment, Ranking
from mtqc.reports.base import Terminal
from mtqc.reports.characters import encodable
from mtqc.reports.scores_tsv import cell

COLUMNS = ("segment", "rank", "place", "copies", "utility", "text")


class RankingText:
    """The ``top`` best candidates of each segment, one a line and nothing else: a file of translations."""

    def __init__(self, top: int | None = None) -> None:
        self._top = top or 1

    def write(self, ranking: Ranking, stream: TextIO, terminal: Terminal) -> None:
        """Writes the lines; line breaks within a candidate become spaces, so that lines stay in step."""
        for segment in ranking.segments:
            for candidate in segment.candidates[: self._top]:
                stream.write(encodable(" ".join(candidate.text.splitlines())) + "\n")


class RankingTsv:
    """A header and a row a candidate, best first within each segment; ``top`` leaves out the others.

    ``place`` is the number from 0 of the candidate as it was given.
    """

    def __init__(self, top: int | None = None) -> None:
        self._top = top

    def write(self, ranking: Ranking, stream: TextIO, terminal: Terminal) -> None:
        """Writes the header and the rows."""
        stream.write("\t".join(COLUMNS) + "\n")
        for segment in ranking.segments:
            for rank, each in enumerate(segment.candidates[: self._top], start=1):
                row = (segment.id, rank, each.place, each.copies, each.utility, each.text)
                stream.write("\t".join(map(cell, row)) + "\n")


class RankingJson:
    """Everything the ranking holds, in the form that docs/ranking.schema.json describes; ``top`` leaves out others."""

    def __init__(self, top: int | None = None) -> None:
        self._top = top

    def write(self, ranking: Ranking, stream: TextIO, terminal: Terminal) -> None:
        """Writes :meth:`mtqc.model.ranking.Ranking.to_json` and a line feed."""
        segments = tuple(RankedSegment(each.id, each.candidates[: self._top]) for each in ranking.segments)
        stream.write(replace(ranking, segments=segments).to_json() + "\n")
