"""From which probabilities on a model's spans and omissions are worth saying, and how often they are right."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from judged import Judged
from judgements import Judgement

from mtqc.estimation.calibrating import GRADES
from mtqc.estimation.error_spans import ErrorSpan, bad_words, error_spans, gaps
from mtqc.estimation.estimate import Estimate
from mtqc.estimation.settled_spans import is_settled
from mtqc.estimation.span_agreement import Marked, agreement

_FALSE_ALARMS, _FALSE_OMISSIONS = 0.005, 0.001
"""How many segments without any error may have a finding, and how many an omission."""
_FEWEST_DOUBTS, _FEWEST_OMISSIONS = 50, 20
_RANGES = (0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1)


def span_thresholds(judged: Sequence[Judged]) -> tuple[dict[str, float], list[list[float]]]:
    """Thresholds of spans, and the share of right ones by probability; a span is right if people marked half of it."""
    best = (0.0, 0.0)
    for threshold in np.arange(0.1, 0.95, 0.05):
        figures = agreement(_marks(judged, float(threshold)))
        print("span threshold {:.2f}: F1 {:.3f}, precision {:.3f}, recall {:.3f}".format(threshold, *figures))
        best = max(best, (figures[0], float(threshold)))
    chances, right = [], []
    for one in judged:
        for row, estimate in zip(one.rows, one.estimates, strict=True):
            if row.severities is None:
                continue
            for span in error_spans(row.translation, estimate.translation, 0.2):
                shared = sum(
                    max(0, min(end, span.span.end) - max(start, span.span.start)) for start, end, _ in row.severities
                )
                if is_settled(span.span.of(row.translation), row.source):
                    continue
                chances.append(span.confidence)
                right.append(2 * shared >= span.span.end - span.span.start)
    order = np.argsort(chances)
    sorted_chances, sorted_right = np.array(chances)[order], np.array(right, float)[order]
    knots: list[list[float]] = []
    for low, high in itertools.pairwise(round(share * len(order)) for share in _RANGES):
        share = max(float(sorted_right[low:high].mean()), knots[-1][1] if knots else 0.0)
        knots.append([round(float(sorted_chances[low:high].mean()), 4), round(share, 4)])
        print(f"  probability {knots[-1][0]:.3f}: {sorted_right[low:high].mean():.3f} right of {high - low}")
    alarms = {
        (row.source, row.translation): max(
            (
                span.confidence
                for span in error_spans(row.translation, estimate.translation, 0.2)
                if not is_settled(span.span.of(row.translation), row.source)
            ),
            default=0.0,
        )
        for one in judged
        for row, estimate in zip(one.rows, one.estimates, strict=True)
        if row.severities == () and row.penalty == 0
    }
    finding = float(np.quantile(list(alarms.values()), 1 - _FALSE_ALARMS))
    print(f"findings from {finding:.3f} on: {_FALSE_ALARMS} of {len(alarms)} segments without an error have one")
    return {"span": round(best[1], 3), "finding": round(max(finding, best[1]), 3)}, knots


def doubt_threshold(judged: Sequence[Judged], weights: Sequence[float]) -> float:
    """The lowest threshold at which people marked something of every other surest span, in the lowest quarter."""
    lowest: list[tuple[float, float, bool]] = []
    for one in judged:
        sums = one.outputs @ np.asarray(weights)
        for row, estimate, total in zip(one.rows, one.estimates, sums, strict=True):
            surest = max(
                (
                    span
                    for span in error_spans(row.translation, estimate.translation, 0.2)
                    if not is_settled(span.span.of(row.translation), row.source)
                ),
                key=lambda span: span.confidence,
                default=None,
            )
            if row.severities is not None and surest is not None:
                place = surest.span
                touched = any(start < place.end and place.start < end for start, end, _ in row.severities)
                lowest.append((float(total), surest.confidence, touched))
    lowest = sorted(lowest)[: len(lowest) // 4]
    for threshold in np.arange(0.25, 0.95, 0.05):
        right = [touched for _, chance, touched in lowest if chance >= threshold]
        if len(right) < _FEWEST_DOUBTS:
            break
        print(f"doubt from {threshold:.2f} on: {len(right)} of {len(lowest)} segments, {np.mean(right):.2f} right")
        if np.mean(right) >= 0.5:
            return round(float(threshold), 3)
    return 0.95


def source_doubt_threshold(judged: Sequence[Judged]) -> float:
    """The threshold of source words shown beside a low score: as rare as findings in segments without an error."""
    surest = [
        max(
            (
                word.confidence
                for word in bad_words(row.source, estimate.source, 0.2)
                if not is_settled(word.span.of(row.source), row.translation)
            ),
            default=0.0,
        )
        for one in judged
        for row, estimate in zip(one.rows, one.estimates, strict=True)
        if row.severities == () and row.penalty == 0
    ]
    return round(float(np.quantile(surest, 1 - _FALSE_ALARMS)), 3)


def _marks(judged: Sequence[Judged], threshold: float) -> Iterator[tuple[int, Marked, Marked]]:
    for one in judged:
        for row, estimate in zip(one.rows, one.estimates, strict=True):
            if row.severities is not None:
                ours = [
                    (span.span.start, span.span.end, GRADES[span.severity])
                    for span in error_spans(row.translation, estimate.translation, threshold)
                    if span.severity is not None
                ]
                yield len(row.translation), ours, row.severities


def omission_thresholds(judged: Sequence[Judged], marked: Sequence[Judged]) -> tuple[dict[str, float], float]:
    """The thresholds of gap and source word that find most of what is missing, and how much of what they say is right.

    Half of it must be, and in ``marked`` one in a thousand segments without an error may have one: it is a major
    finding, which fails a build.
    """
    clean = [
        (row, estimate)
        for one in marked
        for row, estimate in zip(one.rows, one.estimates, strict=True)
        if row.severities == () and row.penalty == 0
    ]
    best: tuple[int, float, float, float] | None = None
    for gap_threshold, source_threshold in itertools.product((0.3, 0.4, 0.5, 0.6, 0.7, 0.8), (0.5, 0.6, 0.7, 0.8, 0.9)):
        said = right = 0
        for one in judged:
            for row, estimate in zip(one.rows, one.estimates, strict=True):
                if row.source_bad is None or row.gaps is None:
                    continue
                for span in _omitted(row, estimate, gap_threshold, source_threshold):
                    said += 1
                    right += bool(row.gaps) and any(
                        start < span.span.end and span.span.start < end for start, end in row.source_bad
                    )
        if said < _FEWEST_OMISSIONS:
            continue
        alarms = np.mean([bool(_omitted(row, one, gap_threshold, source_threshold)) for row, one in clean])
        print(
            f"omission gap {gap_threshold} source {source_threshold}: {said} said, {right / said:.2f} right, "
            f"{1000 * alarms:.1f} false alarms in 1,000 segments without error"
        )
        if right / said >= 0.5 and alarms <= _FALSE_OMISSIONS and (best is None or right > best[0]):
            best = (right, gap_threshold, source_threshold, right / said)
    if best is None:
        return {"gap": 0.8, "source": 0.9}, 0.5
    return {"gap": best[1], "source": best[2]}, round(best[3], 3)


def _omitted(
    row: Judgement, estimate: Estimate, gap_threshold: float, source_threshold: float
) -> tuple[ErrorSpan, ...]:
    if not gaps(estimate, gap_threshold):
        return ()
    words = bad_words(row.source, estimate.source, source_threshold)
    return tuple(word for word in words if not is_settled(word.span.of(row.source), row.translation))
