"""What a user's people said of one translation."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum

from mtqc.model import Severity, SeverityWeights

Marked = tuple[int, int, Severity]
"""Start and end of a span of the translation, in code points, the end exclusive; and how bad it is."""
WEIGHTS = SeverityWeights()
"""MQM points of an error, as everywhere in mtqc: minor 1, major 5, critical 25."""


class Scale(Enum):
    """What people's numbers mean."""

    HIGHER = "higher"
    """The higher, the better: direct assessments, ESA, z-scores; only order and distances are learnt."""
    LOWER = "lower"
    """The lower, the better, as with edit rates; only order and distances are learnt."""
    MQM = "mqm"
    """Points of MQM errors in the segment, 0 for none, negative or positive: the level is learnt as well."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A translation and what people said of it.

    ``score`` is a number on the scale of its table, None if nobody gave one; ``spans`` are marked errors, empty where
    people found none, None where nobody looked for them. ``line`` is where it stands first in its file.
    """

    source: str
    translation: str
    score: float | None
    spans: tuple[Marked, ...] | None
    line: int

    @property
    def source_key(self) -> str:
        """What two spellings of one source share: letters, marks and digits alone, in lower case."""
        folded = unicodedata.normalize("NFKC", self.source).casefold()
        return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN") or folded

    @property
    def points(self) -> float | None:
        """The MQM points of its marked errors; None if none were asked for."""
        return None if self.spans is None else sum(WEIGHTS.of(severity) for _, _, severity in self.spans)
