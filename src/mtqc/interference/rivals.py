"""Entries of several language pairs that explain one place: they are one sign, which several languages share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mtqc.interference.evidence import Evidence


def joined(evidence: Iterable[Evidence], preferred: str | None = None) -> Iterator[Evidence]:
    """One piece of evidence for each place, in the order of their passages.

    Of those that overlap, the strong ones count, or all where none is strong: their languages share the place evenly.
    The one of the ``preferred`` language speaks for them, else the one that marks most.
    """
    by_passage: defaultdict[int, list[Evidence]] = defaultdict(list)
    for found in evidence:
        by_passage[found.passage].append(found)
    for passage in sorted(by_passage):
        for rivals in _overlapping(by_passage[passage]):
            yield _joined(rivals, preferred)


def _overlapping(evidence: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    """The evidence of a passage in stretches that share characters."""
    rivals: list[Evidence] = []
    end = -1
    for found in sorted(evidence, key=lambda found: found.span):
        if rivals and found.span.start >= end:
            yield rivals
            rivals = []
        rivals.append(found)
        end = max(end, found.span.end) if len(rivals) > 1 else found.span.end
    if rivals:
        yield rivals


def _joined(rivals: Sequence[Evidence], preferred: str | None) -> Evidence:
    if len(rivals) == 1:
        return rivals[0]
    counted = [found for found in rivals if found.is_strong] or rivals
    speaker = min(
        [found for found in counted if preferred in found.languages] or counted,
        key=lambda found: (-found.confidence, found.span.start - found.span.end, found.item),
    )
    languages = sorted({code for found in counted for code in found.languages})
    return replace(speaker, languages={code: 1 / len(languages) for code in languages})
