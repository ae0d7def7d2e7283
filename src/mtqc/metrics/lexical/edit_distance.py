"""Edit distances by bits: one whole number stands for a column of the table (Myers, 1999; Hyyrö, 2001)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """How the distances of one column of the table differ, a bit a word of the reference.

    ``rising`` and ``falling``: by one more or less than in the column before. ``higher`` and ``lower``: by one more or
    less than for one word of the reference less.
    """

    rising: int
    falling: int
    higher: int
    lower: int


class EditDistance:
    """Distances of texts to one reference, of at least one word: insertions, deletions and substitutions cost 1."""

    def __init__(self, reference: Sequence[str]) -> None:
        self._reference = reference
        self._places: dict[str, int] = {}
        for place, word in enumerate(reference):
            self._places[word] = self._places.get(word, 0) | 1 << place

    def of(self, words: Sequence[str], columns: list[Column] | None = None) -> int:
        """The distance of a text; its columns are appended to ``columns``, one a word."""
        length = len(self._reference)
        everywhere, last = (1 << length) - 1, 1 << (length - 1)
        higher, lower, distance = everywhere, 0, length
        for word in words:
            equal = self._places.get(word, 0)
            across = (((equal & higher) + higher) ^ higher) | equal
            rising = lower | (everywhere & ~(across | higher))
            falling = higher & across
            if rising & last:
                distance += 1
            elif falling & last:
                distance -= 1
            from_above = rising << 1 | 1
            diagonal = equal | lower
            higher = (falling << 1 | ~(diagonal | from_above)) & everywhere
            lower = from_above & diagonal & everywhere
            if columns is not None:
                columns.append(Column(rising, falling, higher, lower))
        return distance

    def trace(self, words: Sequence[str]) -> tuple[int, str]:
        """The distance, and the edits from the text to the reference in sacreBLEU's letters.

        A blank keeps a word, ``s`` substitutes, ``d`` deletes and ``i`` inserts one. Of equally cheap edits, looked at
        from the end, a blank or ``s`` goes first, then ``d``, then ``i``.
        """
        # Before the first word each word of the reference costs one more than those before it.
        columns = [Column(0, 0, -1, 0)]
        distance = self.of(words, columns)
        letters: list[str] = []
        own, theirs = len(words), len(self._reference)
        while own or theirs:
            letter = self._last_edit(words, columns, own, theirs)
            letters.append(letter)
            own -= letter != "i"
            theirs -= letter != "d"
        return distance, "".join(reversed(letters))

    def _last_edit(self, words: Sequence[str], columns: Sequence[Column], own: int, theirs: int) -> str:
        """The last edit between the first ``own`` words of a text and the first ``theirs`` of the reference."""
        if not own or not theirs:
            return "d" if own else "i"
        if words[own - 1] == self._reference[theirs - 1]:
            return " "
        bit = 1 << (theirs - 1)
        here, before = columns[own], columns[own - 1]
        across = bool(here.rising & bit) - bool(here.falling & bit)
        down = bool(before.higher & bit) - bool(before.lower & bit)
        if across + down == 1:
            return "s"
        return "d" if across == 1 else "i"
