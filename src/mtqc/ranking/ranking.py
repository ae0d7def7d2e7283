"""Ranks the candidates of each segment by a metric.

Candidates of many segments go through the metric at once: a test set is made with a segment for each candidate, or for
each pair of them, so that batches are full and equal texts need be encoded only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqc.errors import SettingsError
from mtqc.metrics.base import Measurement
from mtqc.metrics.computing import Advance
from mtqc.model.ranking import RankedCandidate, RankedSegment, Ranking
from mtqc.model.score import SegmentScore
from mtqc.model.test_set import TestSet
from mtqc.ranking.candidates import Candidate, distinct
from mtqc.ranking.methods import Method, Pair, Utilities

MOST_ROWS = 200_000
"""Rows that are measured at once; the segments behind them wait for the next round, so that memory is bounded."""


@dataclass(frozen=True, slots=True)
class CandidateSets:
    """The candidates of each segment of a test set, and their weights where they have some."""

    test_set: TestSet
    texts: tuple[tuple[str, ...], ...]
    weights: tuple[tuple[float, ...] | None, ...] = ()
    notices: tuple[str, ...] = ()

    def distinct(self) -> list[tuple[Candidate, ...]]:
        """The different candidates of each segment.

        Raises:
            SettingsError: a segment has no candidates, or its weights make no sense; says which segment.
        """
        found = []
        for place, texts in enumerate(self.texts):
            try:
                found.append(distinct(texts, self.weights[place] if self.weights else None))
            except SettingsError as error:
                raise SettingsError(f"segment {place + 1:,}: {error}") from error
        return found


@dataclass(frozen=True, slots=True)
class _Segment:
    """A segment in a round: its place in the test set, its candidates, and the rows that these need."""

    place: int
    candidates: tuple[Candidate, ...]
    pairs: Sequence[Pair]


def rank(sets: CandidateSets, asked: str, method: Method, advance: Advance | None = None) -> Ranking:
    """The candidates of every segment, best first; of equally good ones the one that was given first.

    Args:
        sets: What is ranked, with the sources and references that the metric needs.
        asked: The name of the metric.
        method: How candidates are compared.
        advance: Is told how many of how many rows are measured.

    Raises:
        SettingsError: a segment has no candidates, or weights make no sense.
        CheckpointError: the weights of a model cannot be used.
    """
    segments = [
        _Segment(place, candidates, method.pairs(candidates)) for place, candidates in enumerate(sets.distinct())
    ]
    total = sum(len(segment.pairs) for segment in segments)
    ranked: list[RankedSegment] = []
    notices = dict.fromkeys(sets.notices)
    signature, done = "", 0
    for together in _rounds(segments):
        rows = sum(len(segment.pairs) for segment in together)
        values: Iterator[SegmentScore] = iter(())
        if rows:
            measurement = _measurement(sets.test_set, together, method, _from(advance, done, rows, total))
            values, signature = iter(measurement.segments), measurement.signature
            notices.update(dict.fromkeys(measurement.notices))
            done += rows
        for segment in together:
            scores = [next(values).value for _ in segment.pairs]
            utilities = method.utilities(segment.candidates, segment.pairs, scores)
            ranked.append(_ranked(sets.test_set, segment, utilities, method.higher_is_better))
    return Ranking(asked, method.kind, tuple(ranked), signature, method.higher_is_better, tuple(notices))


def _rounds(segments: Sequence[_Segment]) -> Iterator[list[_Segment]]:
    """The segments in parts of about :data:`MOST_ROWS` rows."""
    together: list[_Segment] = []
    rows = 0
    for segment in segments:
        if together and rows + len(segment.pairs) > MOST_ROWS:
            yield together
            together, rows = [], 0
        together.append(segment)
        rows += len(segment.pairs)
    if together:
        yield together


def _measurement(
    test_set: TestSet, together: Sequence[_Segment], method: Method, advance: Advance | None
) -> Measurement:
    """The scores of all rows of some segments, in their order."""
    places = [segment.place for segment in together for _ in segment.pairs]
    rows = TestSet(
        len(places),
        None if test_set.sources is None else tuple(test_set.sources[place] for place in places),
        tuple(tuple(column[place] for place in places) for column in test_set.references),
        test_set.source_language,
        test_set.target_language,
    )
    texts = [
        (segment.candidates[first].text, segment.candidates[second].text)
        for segment in together
        for first, second in segment.pairs
    ]
    return method.measure(rows, [first for first, _ in texts], [second for _, second in texts], advance)


def _ranked(test_set: TestSet, segment: _Segment, utilities: Utilities, higher_is_better: bool) -> RankedSegment:
    """The candidates of a segment, best first; those without a utility stand last."""

    def key(place: int) -> tuple[bool, float]:
        utility = utilities[place]
        return (True, 0.0) if utility is None else (False, -utility if higher_is_better else utility)

    candidates = segment.candidates
    return RankedSegment(
        test_set.ids[segment.place] if test_set.ids else str(segment.place + 1),
        tuple(
            RankedCandidate(candidates[place].text, utilities[place], candidates[place].place, candidates[place].copies)
            for place in sorted(range(len(candidates)), key=key)
        ),
    )


def _from(advance: Advance | None, done: int, rows: int, total: int) -> Advance | None:
    """Counts the rows of one round, whose metric counts items of its own, among all rows."""
    if advance is None:
        return None
    return lambda part, whole: advance(done + rows * part // max(whole, 1), total)
