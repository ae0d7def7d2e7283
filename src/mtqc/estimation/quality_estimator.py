"""The quality estimate as people use it: scores from 0 to 100, and spans with severity and confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import tee
from pathlib import Path

from mtqc.errors import CheckpointError
from mtqc.estimation.calibration import Calibration
from mtqc.estimation.error_spans import bad_words, error_spans, gaps
from mtqc.estimation.estimate import Estimate, Unestimated
from mtqc.estimation.estimator import Estimator, Pair
from mtqc.estimation.kept_words import KeptWords
from mtqc.estimation.number_errors import NumberErrors
from mtqc.estimation.quality_estimate import EstimatedError, EstimatedOmission, QualityEstimate
from mtqc.estimation.settled_spans import is_settled
from mtqc.model import PairStatus, Severity, Span

__all__ = ["EstimatedError", "EstimatedOmission", "QualityEstimate", "QualityEstimator", "shipped_model"]


class QualityEstimator:
    """A calibrated model: the one that ships, or the one in a folder.

    Raises:
        CheckpointError: the folder is not that of a model, or the model is not calibrated.
    """

    def __init__(self, path: Path | None = None, threads: int | None = None) -> None:
        self._estimator = Estimator(path or shipped_model(), threads)
        found = self._estimator.folder.calibration
        if found is None:
            raise CheckpointError(str(self._estimator.folder.path), "the model is not calibrated")
        self.calibration: Calibration = found

    @property
    def signature(self) -> str:
        """What to cite with its numbers."""
        return self._estimator.signature

    def status(self, source_language: str | None, target_language: str | None) -> PairStatus:
        """Whether the numbers can be trusted for a pair of languages."""
        return self.calibration.status(source_language, target_language)

    def estimate(
        self,
        pairs: Iterable[Pair],
        source_language: str | None = None,
        target_language: str | None = None,
        sure: bool = False,
    ) -> Iterator[QualityEstimate | Unestimated]:
        """The estimate of each pair, in their order; pairs are read some hundreds at a time.

        ``sure`` leaves out the spans that are wrong too often to be shown to a person unasked, those that rules
        settle, and all of a pair that is too long to be read at once: what seems to be missing from one window may
        stand in the next.

        Raises:
            CheckpointError: a file of the model is broken.
        """
        status = self.status(source_language, target_language)
        numbers = NumberErrors(source_language, target_language)
        words = KeptWords(source_language, target_language)
        read, kept = tee(pairs)
        for pair, raw in zip(kept, self._estimator.estimate(read, source_language, target_language), strict=True):
            if isinstance(raw, Unestimated):
                yield raw
            else:
                texts = (pair.source, pair.translation)
                score = self.calibration.score(raw, numbers.count(*texts), words.count(*texts))
                yield self._calibrated(pair, raw, score, status, sure)

    def _calibrated(self, pair: Pair, raw: Estimate, score: float, status: PairStatus, sure: bool) -> QualityEstimate:
        thresholds = self.calibration.thresholds
        speaks = not sure or raw.windows == 1
        least = thresholds.finding if sure else thresholds.span
        found = error_spans(pair.translation, raw.translation, least) if speaks else ()
        errors = tuple(
            EstimatedError(
                one.span, one.severity or Severity.MINOR, self.calibration.confidence(one.confidence), one.confidence
            )
            for one in found
            if not (sure and is_settled(one.span.of(pair.translation), pair.source))
        )
        return QualityEstimate(
            score,
            self.calibration.standard_error(score, status),
            status,
            errors,
            self._omissions(pair, raw, sure) if speaks else (),
            raw,
            self._doubtful(pair, raw),
            self._doubtful_source(pair, raw),
        )

    def _doubtful(self, pair: Pair, raw: Estimate) -> Span | None:
        """The words that are most probably wrong, of those that no rule settles."""
        spans = [
            one
            for one in error_spans(pair.translation, raw.translation, self.calibration.thresholds.doubt)
            if not is_settled(one.span.of(pair.translation), pair.source)
        ]
        return max(spans, key=lambda one: one.confidence).span if spans else None

    def _doubtful_source(self, pair: Pair, raw: Estimate) -> Span | None:
        """The word of the source that is most probably translated wrongly, or not at all; numbers are left to rules."""
        words = [
            one
            for one in bad_words(pair.source, raw.source, self.calibration.thresholds.source_doubt)
            if not is_settled(one.span.of(pair.source), pair.translation)
        ]
        return max(words, key=lambda one: one.confidence).span if words else None

    def _omissions(self, pair: Pair, raw: Estimate, sure: bool) -> tuple[EstimatedOmission, ...]:
        """Source words without a translation, where the translation has a gap as well: either alone says too little."""
        missing = gaps(raw, self.calibration.thresholds.gap)
        if not missing:
            return ()
        likeliest = max(missing, key=lambda gap: gap.confidence)
        return tuple(
            EstimatedOmission(
                one.span,
                likeliest.offset,
                self.calibration.omission_precision,
                min(one.confidence, likeliest.confidence),
            )
            for one in bad_words(pair.source, raw.source, self.calibration.thresholds.source)
            if not (sure and is_settled(one.span.of(pair.source), pair.translation))
        )


def shipped_model() -> Path:
    """The folder of the model that ships with mtqc."""
    return Path(str(files("mtqc").joinpath("data", "estimation")))
