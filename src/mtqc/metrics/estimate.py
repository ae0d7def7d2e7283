"""The estimate of the model that ships with mtqc: how good a translation is, judged by its source alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.metrics.base import Measurement, Metric, MetricFacts, Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.naming import MetricName
from mtqc.model import Finding, Segment, SegmentScore, System, TestSet
from mtqc.version import __version__

if TYPE_CHECKING:
    from mtqc.estimation.estimator import Pair
    from mtqc.estimation.quality_estimator import QualityEstimator
    from mtqc.metrics.estimated_pairs import EstimatedPair

_UNKNOWN = "?"


class Estimate(Metric):
    """The quality of translations from 0 to 100, estimated from source and translation on the processor.

    The scale is that of :mod:`mtqc.estimation.calibration`: 100 is without error, 90 about one minor error a segment.
    The score of the whole is the mean of the segments that could be judged. Segments have a standard error and the
    errors that the model marks. A model that was tuned on one's own judgements is asked for by its folder:
    ``estimate:FOLDER``.
    """

    summary: ClassVar[str] = "estimated quality by the source alone, with the model that ships"

    def __init__(self, facts: MetricFacts, computing: Computing, estimator: QualityEstimator) -> None:
        self.facts = facts
        self._computing = computing
        self._estimator = estimator

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model that ships, or that in a folder. Loads no weights yet, but finds them.

        Raises:
            UnknownNameError: there are options; it has none.
            CheckpointError: the folder is not that of a model, or the model is not calibrated.
        """
        from mtqc.estimation.quality_estimator import QualityEstimator

        name.only()
        folder = None if name.model is None else Path(name.model).expanduser()
        facts = MetricFacts(name.asked, Need.REQUIRED, Need.UNUSED, higher_is_better=True, range=(0.0, 100.0))
        return cls(facts, computing, QualityEstimator(folder, computing.processes))

    def measure(
        self, test_set: TestSet, systems: Sequence[System], advance: Advance | None = None
    ) -> tuple[Measurement, ...]:
        """The measurements of some systems on one test set, in their order; equal pairs of texts are judged once.

        Segments that cannot be judged have no score, and count for nothing; a notice says how many, and why.

        Raises:
            CheckpointError: a file of the model is broken.
        """
        from mtqc.estimation.estimator import Pair
        from mtqc.metrics.estimated_pairs import estimated_pairs
        from mtqc.metrics.learned.score_store import ScoreStore

        columns = [
            [Pair(*texts) for texts in zip(test_set.sources or (), system.hypotheses, strict=True)]
            for system in systems
        ]
        signature = self._signature(test_set)
        store = ScoreStore.of(self._computing, signature)
        counts = Counter(pair for pairs in columns for pair in pairs)
        languages = test_set.source_language, test_set.target_language
        known = estimated_pairs(counts, self._estimator, languages, store, advance)
        notices = () if store is None else store.notices
        return tuple(self._measurement(test_set, pairs, known, signature, notices) for pairs in columns)

    def _signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers again.

        The languages decide what is judged, and how sure it is. Versions of onnxruntime round differently, by some
        tenths of a point.
        """
        import onnxruntime

        pair = "-".join(tag or _UNKNOWN for tag in (test_set.source_language, test_set.target_language))
        status = self._estimator.status(test_set.source_language, test_set.target_language)
        facts = (
            "estimate",
            self._estimator.signature,
            f"pair:{pair}",
            f"status:{status.value}",
            f"onnxruntime:{onnxruntime.__version__}",
            f"version:{__version__}",
        )
        return "|".join(facts)

    def _measurement(
        self,
        test_set: TestSet,
        pairs: Sequence[Pair],
        known: Mapping[Pair, EstimatedPair],
        signature: str,
        notices: tuple[str, ...],
    ) -> Measurement:
        from mtqc.estimation.status_notice import status_notice
        from mtqc.statistics.segment_statistics import mean_of

        estimated = [known[pair] for pair in pairs]
        values = [one.score for one in estimated]
        judged = [value for value in values if value is not None]
        languages = test_set.source_language, test_set.target_language
        return Measurement(
            value=sum(judged) / len(judged) if judged else None,
            segments=tuple(
                SegmentScore(one.score, _findings(test_set, place, pair, one), one.standard_error)
                for place, (pair, one) in enumerate(zip(pairs, estimated, strict=True))
            ),
            statistics=mean_of(values),
            signature=signature,
            notices=(
                status_notice(self._estimator.status(*languages), *languages),
                *_unjudged_notice(estimated),
                *notices,
            ),
        )


def _findings(test_set: TestSet, place: int, pair: Pair, estimated: EstimatedPair) -> tuple[Finding, ...]:
    from mtqc.estimation.findings import error_findings, omission_findings

    segment = Segment(test_set.ids[place] if test_set.ids else str(place + 1), pair.translation, pair.source)
    return (*error_findings(estimated.errors, segment), *omission_findings(estimated.omissions, segment))


def _unjudged_notice(estimated: Sequence[EstimatedPair]) -> tuple[str, ...]:
    """How many segments have no score, and why: the commonest reason first."""
    reasons = Counter(one.reason for one in estimated if one.reason is not None)
    if not reasons:
        return ()
    why = "; ".join(f"{reason} ({count:,})" for reason, count in reasons.most_common())
    return (f"{reasons.total():,} of {len(estimated):,} segments have no score: {why}",)
