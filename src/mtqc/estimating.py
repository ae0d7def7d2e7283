"""The quality estimate of a run of checks: which documents are judged, by what, and what that comes to."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from heapq import nsmallest
from typing import TYPE_CHECKING

from mtqc.analysis.text import TextAnalysis
from mtqc.checks.estimates import Judgement, is_bilingual, why_too_little
from mtqc.errors import CheckpointError
from mtqc.estimation.estimate import Unestimated
from mtqc.estimation.quality_estimate import QualityEstimate
from mtqc.languages import Language
from mtqc.model import Document, DocumentEstimate, EstimatedSegment, PairStatus, Segment, Span
from mtqc.model.estimate import ESTIMATED_ERROR
from mtqc.selection import covers
from mtqc.settings import Settings

if TYPE_CHECKING:
    from mtqc.estimation.estimator import Pair
    from mtqc.estimation.quality_estimator import QualityEstimator

MOST_UNASKED = 2_000
"""Bilingual segments of a run that are judged without being asked for: about ten seconds on two cores."""
WORST_KEPT = 10
"""Segments that a report names, the worst first."""
TOO_MANY = (
    f"the quality was not estimated, since a run judges {MOST_UNASKED:,} segments unasked and this would be more; "
    "--estimate does it all the same"
)
Advance = Callable[[int], None]


@cache
def load_model() -> QualityEstimator:
    """The model that ships, loaded once for all runs of a program.

    Raises:
        CheckpointError: it is broken, or not there.
    """
    from mtqc.estimation.quality_estimator import QualityEstimator

    return QualityEstimator()


class Estimating:
    """The patience of one run, and the model, which is loaded when the first document needs it."""

    def __init__(self, settings: Settings) -> None:
        self._is_asked = settings.estimate == "always"
        self._is_wanted = wants_estimate(settings)
        self._left = MOST_UNASKED

    def judge(
        self,
        document: Document,
        is_whole: bool,
        facts: tuple[Language | None, Language | None],
        advance: Advance | None = None,
    ) -> tuple[DocumentJudge | None, tuple[str, ...]]:
        """Who judges a document, of which these are the first segments or ``is_whole``; None and why if nobody does.

        Raises:
            CheckpointError: the model is broken or not there, and the settings ask for it.
        """
        needed = sum(map(is_bilingual, document.segments)) if self._is_wanted else 0
        if not self._is_wanted or (not needed and (is_whole or not self._is_asked)):
            return None, ()
        if not self._is_asked:
            if needed > self._left or not is_whole:
                return None, (TOO_MANY,)
            self._left -= needed
        try:
            languages = document.source_language, document.target_language
            return DocumentJudge(load_model(), languages, facts, advance), ()
        except CheckpointError as error:
            if self._is_asked:
                raise
            return None, (f"the quality was not estimated: {error}",)


def wants_estimate(settings: Settings) -> bool:
    """Whether the settings leave room for an estimate.

    Who selects some rules and not the model's asks for something else: then an estimate takes being asked for.
    """
    asked = (*settings.select, *settings.extend_select)
    selected = not settings.select or any(covers(prefix, ESTIMATED_ERROR) for prefix in asked)
    return settings.estimate == "always" or (settings.estimate == "auto" and selected)


@dataclass(frozen=True, slots=True)
class DocumentJudge:
    """Judges the segments of one document; equal pairs are judged once.

    ``languages`` are the tags of source and target, ``facts`` what mtqc knows of them, None where that is
    nothing.
    """

    model: QualityEstimator
    languages: tuple[str | None, str | None]
    facts: tuple[Language | None, Language | None]
    advance: Advance | None = None

    @property
    def status(self) -> PairStatus:
        """What is known of the model for these languages."""
        return self.model.status(*self.languages)

    def judge(self, segments: Sequence[Segment]) -> tuple[Judgement, ...]:
        """One judgement for each segment, in their order.

        Raises:
            CheckpointError: a file of the model is broken.
        """
        from mtqc.estimation.estimator import Pair

        judgements: list[Judgement] = [None] * len(segments)
        places: defaultdict[Pair, list[int]] = defaultdict(list)
        for place, segment in enumerate(segments):
            if is_bilingual(segment):
                reason = self._why_not(segment)
                if reason is None:
                    places[Pair(segment.source or "", segment.target)].append(place)
                    continue
                judgements[place] = Unestimated(reason)
            self._advance(1)
        for pair, judgement in zip(places, self._judgements(places), strict=True):
            for place in places[pair]:
                judgements[place] = judgement
            self._advance(len(places[pair]))
        return tuple(judgements)

    def _why_not(self, segment: Segment) -> str | None:
        source, target = self.facts
        return why_too_little(
            TextAnalysis(segment.source or "", source, segment.flags, segment.source_codes),
            TextAnalysis(segment.target, target, segment.flags, segment.target_codes),
        )

    def _judgements(self, pairs: Iterable[Pair]) -> Iterator[QualityEstimate | Unestimated]:
        for judgement in self.model.estimate(pairs, *self.languages, sure=True):
            if isinstance(judgement, Unestimated):
                yield judgement
            else:
                # The tokens of all segments of a block would fill the memory.
                yield replace(judgement, raw=replace(judgement.raw, source=(), translation=()))

    def _advance(self, segments: int) -> None:
        if self.advance is not None:
            self.advance(segments)


def _doubtful(judgement: QualityEstimate) -> tuple[Span | None, Span | None]:
    """Where to look in translation and source; nowhere in languages that nobody tested."""
    if judgement.status is PairStatus.UNTESTED:
        return None, None
    return judgement.doubtful, judgement.doubtful_source


@dataclass(slots=True)
class EstimateSum:
    """What the judgements on a document come to, block by block; of long documents the scores are not kept."""

    keeps_scores: bool = False
    _scores: list[float | None] = field(default_factory=list)
    _worst: list[tuple[float, int, EstimatedSegment]] = field(default_factory=list)
    _sum: float = 0.0
    _squared_errors: float = 0.0
    _judged: int = 0
    _seen: int = 0
    _reasons: Counter[str] = field(default_factory=Counter)

    def add(self, segments: Iterable[Segment], judgements: Iterable[Judgement]) -> None:
        """Counts the judgements on these segments in."""
        fresh: list[tuple[float, int, EstimatedSegment]] = []
        for segment, judgement in zip(segments, judgements, strict=True):
            self._seen += 1
            score = None
            if isinstance(judgement, Unestimated):
                self._reasons[judgement.reason] += 1
            elif judgement is not None:
                score = judgement.score
                self._judged += 1
                self._sum += score
                self._squared_errors += judgement.standard_error**2
                judged = EstimatedSegment(segment, score, judgement.standard_error, *_doubtful(judgement))
                fresh.append((score, self._seen, judged))
            if self.keeps_scores:
                self._scores.append(score)
        self._worst = nsmallest(WORST_KEPT, [*self._worst, *fresh])

    def estimate(self, judge: DocumentJudge) -> DocumentEstimate | None:
        """The estimate of the document by its judge; None where no segment of it could be judged."""
        if not self._judged:
            return None
        return DocumentEstimate(
            value=self._sum / self._judged,
            standard_error=math.sqrt(self._squared_errors) / self._judged,
            segment_error=math.sqrt(self._squared_errors / self._judged),
            status=judge.status,
            judged=self._judged,
            unjudged=self._reasons.total(),
            signature=judge.model.signature,
            worst=tuple(judged for *_, judged in self._worst),
            scores=tuple(self._scores) if self.keeps_scores else None,
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """How many segments could not be judged, and why: the commonest reason first."""
        total = self._reasons.total()
        if not total:
            return ()
        several = len(self._reasons) > 1
        reasons = "; ".join(
            f"{reason} ({count:,})" if several else reason for reason, count in self._reasons.most_common()
        )
        return (f"{total:,} segment{' was' if total == 1 else 's were'} not estimated: {reasons}",)
