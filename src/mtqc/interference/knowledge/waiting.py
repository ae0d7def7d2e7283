"""Entries that no text has had a word of yet: their patterns need not be read."""

from __future__ import annotations

from collections.abc import Iterable

from mtqc.interference.knowledge.entry import Entry

_LETTERS = 4
_NOT_A_WORD = frozenset("@#_…^$*")


class WaitingEntries:
    """Entries by the first letters of words of which a text must have one for an entry to find anything in it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._waiting = {entry.name: (_beginnings(entry), entry) for entry in entries}

    def called_by(self, words: Iterable[str]) -> list[Entry]:
        """The entries that may find something in a text of these words in small letters; they wait no longer."""
        if not self._waiting:
            return []
        present = {word[:length] for word in words for length in range(1, _LETTERS + 1)}
        return self.called(
            name
            for name, (beginnings, _) in list(self._waiting.items())
            if beginnings is None or not beginnings.isdisjoint(present)
        )

    def called(self, names: Iterable[str]) -> list[Entry]:
        """Those of these entries that still wait; they wait no longer."""
        return [self._waiting.pop(name)[1] for name in names if name in self._waiting]


def _beginnings(entry: Entry) -> frozenset[str] | None:
    """The first letters of the words that tell an entry's patterns; None if a pattern has no such word."""
    found: set[str] = set()
    for text in entry.target.texts:
        telling = max([_words(piece) for piece in text.lower().split()], key=_shortest, default=())
        if not telling:
            return None
        found.update([word[:_LETTERS] for word in telling])
    return frozenset(found)


def _words(piece: str) -> tuple[str, ...]:
    """The words between which a piece of a pattern chooses; none if it may stand for others."""
    if piece.isalpha():
        return (piece,)
    words = [word.rstrip("~*") for word in piece.strip("()").split("|")]
    if all(word.isalpha() or (word[:1].isalpha() and _NOT_A_WORD.isdisjoint(word)) for word in words):
        return tuple(words)
    return ()


def _shortest(words: tuple[str, ...]) -> int:
    return len(min(words, key=len)) if words else 0
