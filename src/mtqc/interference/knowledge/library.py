"""The entries for one target language, and the evidence that they find in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from mtqc.analysis.lazy import lazy
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.knowledge.entry import Entry, Strength
from mtqc.interference.knowledge.foreign_names import is_in_foreign_name
from mtqc.interference.knowledge.gates import Gates, Matches
from mtqc.interference.knowledge.key_words import KeyWords
from mtqc.interference.knowledge.loading import shipped_entries
from mtqc.interference.knowledge.matching import Match, PatternIndex
from mtqc.interference.knowledge.reports import report
from mtqc.interference.knowledge.source_expressions import find_expression
from mtqc.interference.knowledge.waiting import WaitingEntries
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose
from mtqc.interference.support import supported_sources

RULES = {
    Kind.FALSE_FRIEND: "accuracy/false-friend",
    Kind.WRONG_SENSE: "accuracy/wrong-sense",
    Kind.FIXED_TERM: "terminology/fixed-term",
    Kind.CALQUE: "style/calque",
    Kind.BOILERPLATE: "style/boilerplate",
    Kind.REGISTER: "style/translated-register",
}
"""The rule that reports each kind of entry."""

_STRONG = {
    Kind.FALSE_FRIEND: 0.85,
    Kind.WRONG_SENSE: 0.95,
    Kind.FIXED_TERM: 0.87,
    Kind.CALQUE: 0.89,
    Kind.BOILERPLATE: 0.85,
    Kind.REGISTER: 0.87,
}
_WEAK, _FAINT = 0.65, 0.3
"""How often a reader calls a match right: of strong entries by their kind, of weak ones in texts from their language.

Read on machine translations of news, encyclopaedias, medicine and conversations, from ten languages."""
_CONFIRMED = {Strength.STRONG: 0.95, Strength.WEAK: 0.75}
"""The same where the source has the expression."""
_NEARBY = 25
"""Segments before and after one that tell its topic."""
_SHORTEST_CONFIRMED = 25
"""Characters. What is shorter is a label: people check those term by term, and there are very many of them."""


@dataclass(frozen=True, slots=True)
class _Found:
    entry: Entry
    passage: Passage
    match: Match


class Library:
    """Entries of one target language, ready to be found."""

    def __init__(self, entries: Iterable[Entry], target: str) -> None:
        self.entries = tuple(entry for entry in entries if entry.pair[1] == target)
        self._waiting = WaitingEntries(self.entries)
        self._index = PatternIndex((), target)
        self._gates = Gates(target)
        self._target = target
        self._by_pattern: defaultdict[int, list[Entry]] = defaultdict(list)

    @lazy
    def _key_words(self) -> KeyWords:
        """What a first look at a bilingual segment goes by."""
        return KeyWords((entry for entry in self.entries if entry.strength is not Strength.FAINT), self._target)

    @classmethod
    def shipped(cls, target: str, source: str | None = None, further: tuple[Entry, ...] = ()) -> Library:
        """The entries that ship for a target language, from one source language or all, and further ones."""
        return _library(target, source, further)

    def find(self, prose: Prose) -> Iterator[Evidence]:
        """The evidence in a text, one a language pair for each place that an entry explains, the longest of several."""
        self._call(self._waiting.called_by(prose.lower_vocabulary))
        found = [
            _Found(entry, passage, match)
            for passage in prose.passages
            for entry, match in self._matching(self._index.matches(passage))
        ]
        surroundings = self._gates.around({each.entry.name: each.entry for each in found}.values(), prose.passages)
        for _, of_passage in groupby(found, key=lambda each: each.passage.index):
            admitted = (
                each
                for each in of_passage
                if surroundings.admit(each.entry, each.passage, each.match)
                and not is_in_foreign_name(each.passage, each.match, each.entry.pair[0])
            )
            for each in _without_overlaps(admitted):
                is_known = prose.source_language is not None and prose.source_language.code == each.entry.pair[0]
                is_faint = each.entry.strength is Strength.FAINT
                is_strong = each.entry.is_strong or (is_known and not is_faint)
                yield _evidence(each, is_strong, _confidence(each.entry))

    def find_confirmed(self, prose: Prose) -> Iterator[Evidence]:
        """The evidence in the segments with a source, where the source has the expression behind it.

        The expression may have been rendered well there, so entries ask of the surroundings what they ask without it;
        the topic is that of the segments nearby.
        """
        for index, segment in enumerate(prose.segments):
            source = segment.source
            if not source or len(segment.target) < _SHORTEST_CONFIRMED:
                continue
            confirmed: dict[str, str] = {}
            for entry in self._key_words.entries(segment.target):
                expression = find_expression(source, entry.source)
                if expression is not None:
                    confirmed[entry.name] = expression
            if not confirmed:
                continue
            passage = Passage(index, segment, prose.language, prose.source_language)
            self._call(self._waiting.called(confirmed))
            found = [
                _Found(entry, passage, match)
                for entry, match in self._matching(self._index.matches(passage))
                if entry.name in confirmed
            ]
            has_topic = any(each.entry.topic or each.entry.unless_topic for each in found)
            nearby = [*_nearby(prose, index), passage] if has_topic else [passage]
            surroundings = self._gates.around((each.entry for each in found), nearby)
            for each in _without_overlaps(
                each for each in found if surroundings.admit(each.entry, passage, each.match)
            ):
                yield _evidence(each, True, _CONFIRMED[each.entry.strength], confirmed[each.entry.name])

    def _call(self, entries: Iterable[Entry]) -> None:
        """Makes entries ready that waited for a word of theirs."""
        for entry in entries:
            self._index.add(entry.target)
            for pattern in entry.target:
                self._by_pattern[self._index.numbers[pattern]].append(entry)

    def _matching(self, matches: Matches) -> Iterator[tuple[Entry, Match]]:
        """The entries one of whose patterns matches, with each match."""
        for number in matches:
            for entry in self._by_pattern.get(number, ()):
                for match in matches[number]:
                    yield entry, match


@lru_cache(maxsize=8)
def _library(target: str, source: str | None, further: tuple[Entry, ...]) -> Library:
    sources = sorted(supported_sources("knowledge", target))
    shipped = [entry for code in sources if source in (None, code) for entry in shipped_entries(code, target)]
    return Library((*shipped, *(entry for entry in further if source in (None, entry.pair[0]))), target)


def find_knowledge(prose: Prose, further: tuple[Entry, ...] = ()) -> Iterator[Evidence]:
    """What the knowledge base finds in a text, with or without its source; ``further`` are the user's own entries."""
    known = prose.source_language
    library = Library.shipped(prose.language.code, known.code if known else None, further)
    return library.find_confirmed(prose) if prose.is_bilingual else library.find(prose)


def _confidence(entry: Entry) -> float:
    if entry.is_strong:
        return _STRONG[entry.kind]
    return _WEAK if entry.strength is Strength.WEAK else _FAINT


def _nearby(prose: Prose, index: int) -> Iterator[Passage]:
    """The passages of the segments around one, itself left out."""
    for other in range(max(0, index - _NEARBY), min(len(prose.segments), index + _NEARBY + 1)):
        if other != index:
            yield Passage(other, prose.segments[other], prose.language, prose.source_language)


def _without_overlaps(found: Iterable[_Found]) -> list[_Found]:
    """Of those of one pair that share characters, the one that marks most; strong ones come before weak."""
    kept: list[_Found] = []
    for candidate in sorted(found, key=lambda item: (-item.entry.is_strong, _start_minus_end(item), item.entry.name)):
        marked, pair = candidate.match.marked, candidate.entry.pair
        if not any(other.entry.pair == pair and marked.overlaps(other.match.marked) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda item: item.match.marked)


def _start_minus_end(found: _Found) -> int:
    return found.match.marked.start - found.match.marked.end


def _evidence(found: _Found, is_strong: bool, confidence: float, expression: str | None = None) -> Evidence:
    entry = found.entry
    said = report(entry, found.passage, found.match, expression)
    return Evidence(
        rule=RULES[entry.kind],
        kind=entry.kind,
        passage=found.passage.index,
        span=found.match.marked,
        item=entry.name,
        message=said.message,
        category=entry.category,
        severity=entry.severity,
        languages={entry.pair[0]: 1.0},
        expression=said.expression,
        suggestions=said.suggestions,
        confidence=confidence,
        is_strong=is_strong,
    )
