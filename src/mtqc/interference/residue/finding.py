"""Finds words of the source language that were left in a translation, where native writers have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mtqc.analysis.words import find_words
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose
from mtqc.interference.residue.foreign import ForeignWords
from mtqc.interference.residue.runs import find_runs
from mtqc.interference.residue.stretches import Search, Stretch
from mtqc.interference.support import supported_sources
from mtqc.languages import language
from mtqc.model import Category, Severity

RULE = "accuracy/untranslated-word"


def find_residue(prose: Prose) -> Iterator[Evidence]:
    """The words left in a source language, in reading order."""
    sources = supported_sources("residue", prose.language.code)
    if prose.source_language is not None:
        sources &= {prose.source_language.code}
    if not sources:
        return
    foreign = ForeignWords.between(prose.language.code, sources - {"ru", "zh"})
    search = Search(foreign, _names(prose))
    for passage in prose.passages:
        runs = list(find_runs(passage, sources))
        yield from runs
        for found in _in_passage(passage, search):
            if not any(found.span.overlaps(run.span) for run in runs):
                yield found


def _in_passage(passage: Passage, search: Search) -> Iterator[Evidence]:
    starts = passage.sentence_starts
    found: list[Stretch] = []
    for place, token in enumerate(passage.tokens):
        if token.start in starts and token.text[0].isalpha():
            found += search.opening(passage.tokens, place)
    if passage.segment.source is None:
        found += search.inner(passage)
    else:
        found = [stretch for stretch in found if _stayed(stretch, passage.segment.source)]
    for group in _by_place(found):
        best = max(group, key=lambda stretch: (stretch.is_sure, len(stretch.words), stretch.opener is not None))
        if not passage.is_quoted(best.span.start) and not passage.is_quoted(best.span.end - 1):
            yield _evidence(passage, best, _shares(best, group, search.foreign))


def _stayed(stretch: Stretch, source: str) -> bool:
    """Whether a stretch is a phrase of the tables, or one word, that the source has as well.

    Longer runs of words that stayed are what ``accuracy/untranslated`` reports.
    """
    if stretch.opener is None and len(stretch.words) > 1:
        return False
    there = frozenset(word.text.lower().replace("’", "'") for word in find_words(source))
    return there.issuperset(stretch.words)


def _by_place(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    group: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda stretch: stretch.span):
        if group and stretch.span.start >= max(other.span.end for other in group):
            yield group
            group = []
        group.append(stretch)
    if group:
        yield group


def _shares(best: Stretch, group: Sequence[Stretch], foreign: ForeignWords) -> Mapping[str, float]:
    """How far each source language explains a stretch: in proportion to how frequent its words are there."""
    weights = {}
    for stretch in group:
        if stretch.span == best.span:
            zipfs = [foreign.languages(word).get(stretch.source, 0.0) for word in stretch.words]
            weights[stretch.source] = 10.0 ** (sum(zipfs) / len(zipfs))
    return {source: weight / sum(weights.values()) for source, weight in weights.items()}


def _evidence(passage: Passage, stretch: Stretch, shares: Mapping[str, float]) -> Evidence:
    words = stretch.span.of(passage.text)
    names = " or ".join(language(source).name for source in sorted(shares, key=lambda code: -shares[code])[:2])
    rendering = stretch.opener.renderings.get(passage.language.code, "") if stretch.opener else ""
    if rendering and not words[0].isupper():
        rendering = rendering[0].lower() + rendering[1:]
    return Evidence(
        rule=RULE,
        kind=Kind.RESIDUE,
        passage=passage.index,
        span=stretch.span,
        item=" ".join(stretch.words),
        message=f"“{words}” was left in {names}.",
        category=Category.UNTRANSLATED,
        severity=Severity.MAJOR,
        languages=shares,
        expression=" ".join(stretch.words),
        suggestions=(rendering,) if rendering else (),
        confidence=_confidence(passage, stretch),
        is_strong=stretch.is_sure or passage.segment.source is not None,
    )


def _confidence(passage: Passage, stretch: Stretch) -> float:
    """The share of such findings that are right, as read on translations and native texts of many kinds."""
    if passage.segment.source is not None:
        return 0.97
    if not stretch.is_sure:
        return 0.6
    return 0.95 if stretch.opener else 0.85


def _names(prose: Prose) -> frozenset[str]:
    """The words that have a capital within a sentence somewhere in the document."""
    return frozenset(
        token.text
        for passage in prose.passages
        for token in passage.words
        if token.text[0].isupper() and token.start not in passage.sentence_starts
    )
