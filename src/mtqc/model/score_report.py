"""The outcome of scoring: every metric on every system, in the form that other programs read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mtqc.model.json_text import json_text, json_value
from mtqc.model.report import finding_json
from mtqc.model.score import Score, SegmentScore

SCHEMA = "mtqc-scores/1"


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The scores of some systems on one test set.

    ``scores`` stand system by system within each metric, in the order in which metrics and systems were given.
    ``ids`` names the segments, and is empty where they have no names but their numbers. ``notices`` say what was
    guessed or left out, those of single scores not among them.
    """

    scores: tuple[Score, ...]
    segments: int
    references: int = 0
    ids: tuple[str, ...] = ()
    source_language: str | None = None
    target_language: str | None = None
    resamples: int = 0
    seed: int = 0
    notices: tuple[str, ...] = ()

    @property
    def systems(self) -> tuple[str, ...]:
        """The names of the systems, in their order."""
        return tuple(dict.fromkeys(score.system for score in self.scores))

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of the metrics as they were asked for, in their order."""
        return tuple(dict.fromkeys(score.metric for score in self.scores))

    @property
    def all_notices(self) -> tuple[str, ...]:
        """The notices of the run and of its scores, each once, those of scores with what they speak of."""
        systems: dict[tuple[str, str], list[str]] = {}
        for score in self.scores:
            for notice in score.notices:
                systems.setdefault((score.metric, notice), []).append(score.system)
        said = (
            f"{metric}: {notice}" if len(named) == len(self.systems) else f"{metric} of {', '.join(named)}: {notice}"
            for (metric, notice), named in systems.items()
        )
        return (*self.notices, *dict.fromkeys(said))

    def score(self, metric: str, system: str) -> Score | None:
        """The score of a system under a metric; None if there is none."""
        return next((score for score in self.scores if (score.metric, score.system) == (metric, system)), None)

    def segment_name(self, place: int) -> str:
        """The id of a segment, else its number from 1."""
        return self.ids[place] if self.ids else str(place + 1)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values, in the form of the schema ``mtqc-scores/1`` (docs/scores.schema.json)."""
        return {
            "schema": SCHEMA,
            "segments": self.segments,
            "references": self.references,
            "source_language": self.source_language,
            "target_language": self.target_language,
            "resamples": self.resamples,
            "seed": self.seed,
            "scores": [score_json(score) for score in self.scores],
            "notices": list(self.notices),
        }

    def to_json(self, indent: int | None = 2) -> str:
        """The report as JSON text; see :meth:`to_dict`."""
        return json_text(self.to_dict(), indent)


def score_json(score: Score) -> dict[str, Any]:
    """A score as JSON values; what is undefined is null, never NaN."""
    return {
        "metric": score.metric,
        "system": score.system,
        "value": json_value(score.value),
        "interval": None if score.interval is None else [score.interval.low, score.interval.high],
        "segments": [_segment_json(segment) for segment in score.segments],
        "signature": score.signature,
        "higher_is_better": score.higher_is_better,
        "range": list(score.range),
        "notices": list(score.notices),
    }


def _segment_json(segment: SegmentScore) -> dict[str, Any]:
    return {
        "value": json_value(segment.value),
        "uncertainty": json_value(segment.uncertainty),
        "spans": [finding_json(span) for span in segment.spans],
    }
