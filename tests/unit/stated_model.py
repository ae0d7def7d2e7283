"""A quality model that says what a test states, in place of the one that ships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from mtqc.estimation.estimate import Estimate, RawScores, SeverityChances, TokenEstimate, Unestimated
from mtqc.estimation.estimator import Pair
from mtqc.estimation.quality_estimate import EstimatedError, EstimatedOmission, QualityEstimate
from mtqc.model import PairStatus, Severity, Span

SCORE, STANDARD_ERROR = 80.0, 8.0
_TOKEN = TokenEstimate(0, 1, 0.1, 0.1, SeverityChances(0.9, 0.1, 0.0, 0.0))


def wrong(text: str, words: str, severity: Severity = Severity.MAJOR, confidence: float = 0.7) -> EstimatedError:
    """Words of a translation that the model marks."""
    start = text.index(words)
    return EstimatedError(Span(start, start + len(words)), severity, confidence, probability=0.9)


def missing(source: str, words: str, confidence: float = 0.8) -> EstimatedOmission:
    """Words of a source that the model misses in the translation."""
    start = source.index(words)
    return EstimatedOmission(Span(start, start + len(words)), gap=0, confidence=confidence, probability=0.8)


def estimate(
    *marks: EstimatedError | EstimatedOmission,
    score: float = SCORE,
    standard_error: float = STANDARD_ERROR,
    status: PairStatus = PairStatus.MEASURED,
    doubtful: Span | None = None,
) -> QualityEstimate:
    """What the model says of one pair."""
    return QualityEstimate(
        score,
        standard_error,
        status,
        tuple(mark for mark in marks if isinstance(mark, EstimatedError)),
        tuple(mark for mark in marks if isinstance(mark, EstimatedOmission)),
        Estimate(RawScores(0.0, 0.0, 0.0, 0.0), (_TOKEN,), (_TOKEN,), 0.0),
        doubtful,
    )


@dataclass
class StatedModel:
    """Says of each translation what is stated of it, and of all others that they are good; keeps what it was asked."""

    stated: Mapping[str, QualityEstimate | Unestimated] = field(default_factory=dict)
    known: PairStatus = PairStatus.MEASURED
    asked: list[Pair] = field(default_factory=list)
    languages: list[tuple[str | None, str | None]] = field(default_factory=list)
    signature: str = "stated"

    def status(self, source_language: str | None, target_language: str | None) -> PairStatus:
        return self.known

    def estimate(
        self,
        pairs: Iterable[Pair],
        source_language: str | None = None,
        target_language: str | None = None,
        sure: bool = False,
    ) -> Iterator[QualityEstimate | Unestimated]:
        assert sure, "checks show only what is sure enough"
        self.languages.append((source_language, target_language))
        for pair in pairs:
            self.asked.append(pair)
            yield self.stated.get(pair.translation) or estimate(status=self.known)


def install(monkeypatch: pytest.MonkeyPatch, model: StatedModel) -> StatedModel:
    """Puts the model in the place of the one that ships."""
    monkeypatch.setattr("mtqc.estimating.load_model", lambda: model)
    return model
