"""Reads a document for evidence: all kinds at once, and what of it is sure enough to be reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mtqc.interference.agreement import find_agreement
from mtqc.interference.citations import is_mentioned
from mtqc.interference.cognates import find_cognates
from mtqc.interference.evidence import Evidence, Group
from mtqc.interference.exonyms import find_exonyms
from mtqc.interference.knowledge import Entry, find_knowledge
from mtqc.interference.name_variants import find_name_variants
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose
from mtqc.interference.residue import find_residue
from mtqc.interference.rivals import joined
from mtqc.interference.transliteration import find_transliterations
from mtqc.interference.typography import find_typography

Finder = Callable[[Prose], Iterator[Evidence]]

FINDERS: tuple[Finder, ...] = (
    find_residue,
    find_cognates,
    find_agreement,
    find_exonyms,
    find_transliterations,
    find_name_variants,
    find_typography,
)
"""What looks for evidence besides the knowledge base."""

_STRONG_ITEM = 1.0
_WEAK_ITEM = 0.25
_ENOUGH = 1.75
_ENOUGH_PER_1000_WORDS = 0.5
_LEAST_CONFIDENCE = 0.5
"""What is less sure is never reported, and counts for the verdict alone."""
_MARGIN = 1.5
"""A language is pointed to by items that weigh so much, more in long texts, and so many times more than the next's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a document.

    ``evidence`` is what speaks of the text's origin, entries of several language pairs on one place joined; words that
    it only mentions between quotation marks do not. ``reported`` is what a reader is shown: strong evidence, and weak
    evidence and mentions where the source language is known or ``pointed_to`` by the rest. Of overlapping evidence the
    surest is reported.
    """

    prose: Prose
    evidence: tuple[Evidence, ...]
    reported: tuple[Evidence, ...]
    pointed_to: str | None


def read(prose: Prose, further: tuple[Entry, ...] = ()) -> Reading:
    """The evidence in a text; ``further`` are the user's own entries of knowledge."""
    known = prose.source_language
    # In 50,000 texts of interfaces, translated by people, nothing was found that other checks do not find.
    if prose.is_interface and not further:
        return Reading(prose, (), (), known.code if known else None)
    knowledge = list(find_knowledge(prose, further))
    others: list[Evidence] = []
    # Beside their sources, short texts of a user interface tell nothing that other checks do not.
    if not prose.is_bilingual or prose.is_continuous:
        others = [found for find in FINDERS for found in find(prose)]
    own, _ = _told_apart([*joined(knowledge), *others], prose)
    pointed_to = known.code if known else _pointed_to(own, prose.words)
    evidence, mentions = _told_apart([*joined(knowledge, pointed_to), *others], prose)
    sure = [found for found in evidence if found.is_strong or _is_corroborated(found, pointed_to)]
    sure += (found for found in mentions if _is_corroborated(found, pointed_to))
    return Reading(prose, tuple(evidence), tuple(_without_overlaps(sure)), pointed_to)


def _told_apart(found: Iterable[Evidence], prose: Prose) -> tuple[list[Evidence], list[Evidence]]:
    """What the text says itself, and what it only mentions, each in the order of its place."""
    passages = {passage.index: passage for passage in prose.passages}
    own: list[Evidence] = []
    mentions: list[Evidence] = []
    for one in sorted(found, key=lambda found: (found.passage, found.span)):
        (mentions if _is_mention(one, passages[one.passage]) else own).append(one)
    return own, mentions


def _is_mention(found: Evidence, passage: Passage) -> bool:
    """Whether it stands in words that the text only mentions; marks and names are looked at by their own finders."""
    is_wording = found.kind.group not in (Group.TYPOGRAPHY, Group.NAMES)
    return is_wording and not passage.segment.source and is_mentioned(passage, found.span.start)


def _pointed_to(evidence: Sequence[Evidence], words: int) -> str | None:
    """The source language that the evidence points to, counting each item once."""
    weights: defaultdict[str, float] = defaultdict(float)
    strong: defaultdict[str, float] = defaultdict(float)
    for found in _distinct(evidence):
        if found.kind.group is Group.TYPOGRAPHY:
            continue
        for code, share in found.languages.items():
            weights[code] += share * (_STRONG_ITEM if found.is_strong else _WEAK_ITEM)
            strong[code] += share * found.is_strong
    if not weights:
        return None
    (weight, code), (next_weight, _) = sorted([(0.0, ""), *((weight, code) for code, weight in weights.items())])[
        :-3:-1
    ]
    is_enough = strong[code] >= 1 and weight >= _ENOUGH + _ENOUGH_PER_1000_WORDS * words / 1000
    return code if is_enough and weight >= _MARGIN * next_weight else None


def _distinct(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """The first of each item, a strong one if there is any."""
    seen: set[str] = set()
    for found in sorted(evidence, key=lambda found: not found.is_strong):
        if found.item not in seen:
            seen.add(found.item)
            yield found


def _is_corroborated(found: Evidence, pointed_to: str | None) -> bool:
    enough = found.confidence >= _LEAST_CONFIDENCE
    return enough and pointed_to is not None and found.languages.get(pointed_to, 0.0) > 0


def _without_overlaps(evidence: Iterable[Evidence]) -> list[Evidence]:
    kept: dict[int, list[Evidence]] = defaultdict(list)
    for found in sorted(evidence, key=_precedence):
        if not any(found.span.overlaps(other.span) for other in kept[found.passage]):
            kept[found.passage].append(found)
    return sorted(
        (found for passage in kept.values() for found in passage), key=lambda found: (found.passage, found.span)
    )


def _precedence(found: Evidence) -> tuple[float, int]:
    """The surest first, then the one that marks most."""
    return -found.confidence, found.span.start - found.span.end
