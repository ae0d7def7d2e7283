"""Estimates of many pairs, each judged once and kept between runs; no pair's tokens are kept at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from mtqc.estimation.estimate import Unestimated
from mtqc.estimation.estimator import Pair
from mtqc.estimation.quality_estimate import EstimatedError, EstimatedOmission, QualityEstimate
from mtqc.estimation.quality_estimator import QualityEstimator
from mtqc.metrics.computing import Advance
from mtqc.metrics.learned.score_store import ScoreStore
from mtqc.model import Severity, Span

_KEPT_AT_ONCE = 64
"""Pairs between two lines to the store and two steps of progress."""


@dataclass(frozen=True, slots=True)
class EstimatedPair:
    """What is kept of the estimate of a pair.

    ``score``, from 0 to 100, and its ``standard_error`` are None for a pair that cannot be judged; ``reason`` says why.
    """

    score: float | None
    standard_error: float | None = None
    errors: tuple[EstimatedError, ...] = ()
    omissions: tuple[EstimatedOmission, ...] = ()
    reason: str | None = None

    @classmethod
    def of(cls, estimate: QualityEstimate | Unestimated) -> EstimatedPair:
        """The estimate without what only its tokens say."""
        if isinstance(estimate, Unestimated):
            return cls(None, reason=estimate.reason)
        return cls(estimate.score, estimate.standard_error, estimate.errors, estimate.omissions)

    @classmethod
    def of_json(cls, kept: Any) -> EstimatedPair:
        """What :meth:`to_json` gave."""
        if isinstance(kept, str):
            return cls(None, reason=kept)
        score, standard_error, errors, omissions = kept
        return cls(
            score,
            standard_error,
            tuple(
                EstimatedError(Span(start, end), Severity(severity), confidence, probability)
                for start, end, severity, confidence, probability in errors
            ),
            tuple(
                EstimatedOmission(Span(start, end), gap, confidence, probability)
                for start, end, gap, confidence, probability in omissions
            ),
        )

    def to_json(self) -> Any:
        """The estimate as a JSON value: a list, or the reason why there is none."""
        if self.reason is not None:
            return self.reason
        errors = [
            (error.span.start, error.span.end, error.severity.value, error.confidence, error.probability)
            for error in self.errors
        ]
        omissions = [
            (omission.source.start, omission.source.end, omission.gap, omission.confidence, omission.probability)
            for omission in self.omissions
        ]
        return [self.score, self.standard_error, errors, omissions]


def estimated_pairs(
    counts: Mapping[Pair, int],
    estimator: QualityEstimator,
    languages: tuple[str | None, str | None],
    store: ScoreStore | None = None,
    advance: Advance | None = None,
) -> dict[Pair, EstimatedPair]:
    """The estimate of each pair; those that the store has are not judged again.

    ``counts`` says how often a pair occurs, which only ``advance`` is told. What was judged is in the store even if
    the run is interrupted.

    Raises:
        CheckpointError: a file of the model is broken.
    """
    total = sum(counts.values())
    found = {} if store is None else _kept(counts, store)
    done = sum(counts[pair] for pair in found)
    if found and advance is not None:
        advance(done, total)
    missing = [pair for pair in counts if pair not in found]
    judged = zip(missing, estimator.estimate(iter(missing), *languages), strict=True)
    while part := {pair: EstimatedPair.of(estimate) for pair, estimate in islice(judged, _KEPT_AT_ONCE)}:
        found |= part
        if store is not None:
            store.put((pair, estimated.to_json()) for pair, estimated in part.items())
        done += sum(counts[pair] for pair in part)
        if advance is not None:
            advance(done, total)
    return found


def _kept(pairs: Iterable[Pair], store: ScoreStore) -> dict[Pair, EstimatedPair]:
    return {pair: EstimatedPair.of_json(kept.value) for pair in pairs if (kept := store.get(pair)) is not None}
