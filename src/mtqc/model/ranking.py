"""Which of several translations of each segment is best."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from mtqc.model.json_text import json_text, json_value

SCHEMA = "mtqc-ranking/1"


class RankingMethod(enum.Enum):
    """How candidates are compared.

    ``metric``: each is scored against the source or references. ``mbr``: minimum Bayes risk, each is scored against
    the other candidates. ``pairwise``: each meets each other one before a metric that compares two translations.
    """

    METRIC = "metric"
    MBR = "mbr"
    PAIRWISE = "pairwise"


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A candidate of a segment.

    ``place`` is its number from 0 among the candidates as they were given, the first one's for equal texts; ``copies``
    is how many of those there are. ``utility`` is on the metric's scale, None where there is none.
    """

    text: str
    utility: float | None
    place: int
    copies: int = 1


@dataclass(frozen=True, slots=True)
class RankedSegment:
    """The candidates of one segment, best first; ties stand in the order in which they were given."""

    id: str
    candidates: tuple[RankedCandidate, ...]

    @property
    def best(self) -> RankedCandidate:
        """The candidate to take."""
        return self.candidates[0]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of every segment, best first, and how to get that order again.

    ``higher_is_better`` says which way utilities point; those of pairwise metrics always point upwards.
    """

    metric: str
    method: RankingMethod
    segments: tuple[RankedSegment, ...]
    signature: str
    higher_is_better: bool = True
    notices: tuple[str, ...] = ()

    def best(self) -> list[str]:
        """The best candidate of each segment."""
        return [segment.best.text for segment in self.segments]

    def to_dict(self) -> dict[str, Any]:
        """The ranking as JSON values, in the form of the schema ``mtqc-ranking/1`` (docs/ranking.schema.json)."""
        return {
            "schema": SCHEMA,
            "metric": self.metric,
            "method": self.method.value,
            "signature": self.signature,
            "higher_is_better": self.higher_is_better,
            "segments": [
                {"id": segment.id, "candidates": [_candidate_json(each) for each in segment.candidates]}
                for segment in self.segments
            ],
            "notices": list(self.notices),
        }

    def to_json(self, indent: int | None = 2) -> str:
        """The ranking as JSON text; see :meth:`to_dict`."""
        return json_text(self.to_dict(), indent)


def _candidate_json(candidate: RankedCandidate) -> dict[str, Any]:
    return {
        "text": candidate.text,
        "utility": json_value(candidate.utility),
        "place": candidate.place,
        "copies": candidate.copies,
    }
