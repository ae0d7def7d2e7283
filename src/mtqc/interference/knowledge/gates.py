"""What entries ask of the surroundings of a match: looked at where an entry matches, and read only then."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from mtqc.interference.knowledge.entry import Entry
from mtqc.interference.knowledge.matching import Match, PatternIndex
from mtqc.interference.knowledge.pattern import Pattern
from mtqc.interference.passages import Passage

Matches = dict[int, list[Match]]


class Gates:
    """The gates of the entries that matched so far. Most entries never match, and their gates are never read."""

    def __init__(self, target: str) -> None:
        self._index = PatternIndex((), target)
        self._known: set[str] = set()

    def around(self, entries: Iterable[Entry], passages: Sequence[Passage]) -> Surroundings:
        """The surroundings of matches of these entries in these passages."""
        for entry in entries:
            if entry.name not in self._known:
                self._known.add(entry.name)
                for patterns in (entry.near, entry.topic, entry.unless, entry.unless_topic):
                    self._index.add(patterns)
        return Surroundings(self._index, passages)


class Surroundings:
    """Passages in which the patterns of gates are found, each walked over at most once."""

    def __init__(self, index: PatternIndex, passages: Sequence[Passage]) -> None:
        self._index = index
        self._passages = passages
        self._matches: dict[int, Matches] = {}
        self._present: frozenset[int] | None = None

    def admit(self, entry: Entry, passage: Passage, match: Match) -> bool:
        """Whether everything around a match is as its entry asks."""
        if entry.near and not self._any(entry.near, self._of(passage)):
            return False
        if entry.topic and not self._any(entry.topic, self._in_document()):
            return False
        if entry.unless_topic and self._any(entry.unless_topic, self._in_document()):
            return False
        return not self.excuse(entry, passage, match)

    def excuse(self, entry: Entry, passage: Passage, match: Match) -> bool:
        """Whether the sentence of a match has what makes the expression right."""
        if not entry.unless:
            return False
        matches = self._of(passage)
        return any(
            _in_one_sentence(passage, match, other)
            for pattern in entry.unless
            for other in matches.get(self._index.numbers[pattern], ())
        )

    def _of(self, passage: Passage) -> Matches:
        found = self._matches.get(passage.index)
        if found is None:
            found = self._matches[passage.index] = self._index.matches(passage)
        return found

    def _in_document(self) -> frozenset[int]:
        if self._present is None:
            self._present = frozenset(number for passage in self._passages for number in self._of(passage))
        return self._present

    def _any(self, patterns: Iterable[Pattern], present: Matches | frozenset[int]) -> bool:
        return any(self._index.numbers[pattern] in present for pattern in patterns)


def _in_one_sentence(passage: Passage, match: Match, other: Match) -> bool:
    starts = [sentence.start for sentence in passage.sentences]
    tokens = passage.tokens
    return bisect_right(starts, tokens[match.first].start) == bisect_right(starts, tokens[other.first].start)
