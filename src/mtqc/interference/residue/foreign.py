"""Which words of a text are at home in another language, by how frequent they are in both.

The thresholds are Zipf values; see :mod:`mtqc.interference.lexicon`. They were chosen on native German, English and
French news: what they let through there had to be nothing but names, loans and phrases.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from string import ascii_lowercase

from mtqc.interference.lexicon import Lexicon
from mtqc.languages import language

_FREQUENT, _GAP = 4.5, 1.7
"""A word this frequent in another language, and so much more frequent there, is a word of that language ..."""
_MOST_AT_HOME = 4.0
"""... unless the target has it this often."""
_KNOWN, _UNKNOWN, _WIDE_GAP = 3.3, 1.5, 2.0
"""So is a word that the other language knows and the target does not."""
_BELONGS, _SLIGHT_GAP = 3.0, 1.0
_RATHER, _RATHER_GAP, _RATHER_AT_HOME = 4.0, 0.6, 3.8
_OWN, _OWN_GAP = 3.5, 1.5

_SHORTEST_SLIP = 5
"""Letters of the shortest word that may be a slip of the pen; shorter ones are near too many others."""
_LONGEST_ELIDED = 5
"""Letters of the longest word that loses its vowel before another: Italian *quell'*."""
_REMEMBERED = 65_536
"""Words that are remembered: more than a long document has."""


class ForeignWords:
    """Tells words of other languages from those of a target language."""

    def __init__(self, target: str, sources: frozenset[str]) -> None:
        self.target = target
        self.sources = tuple(sorted(sources))
        self._function_words = language(target).function_words
        self._known: dict[str, Mapping[str, float]] = {}

    @staticmethod
    @cache
    def between(target: str, sources: frozenset[str]) -> ForeignWords:
        """The same one for the same languages, which remembers the words it has seen."""
        return ForeignWords(target, sources)

    def zipf(self, word: str) -> float:
        """How frequent a word is in the target language."""
        return Lexicon.of(self.target).zipf(_base(word))

    def languages(self, word: str) -> Mapping[str, float]:
        """The source languages in which a word in small letters is at home, unlike in the target: its Zipf values."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[word] = dict(self._languages(word)) if word not in self._function_words else {}
        return found

    def _languages(self, word: str) -> Mapping[str, float]:
        own = self.zipf(word)
        if own > _MOST_AT_HOME:
            return {}
        base = _base(word)
        there = {source: Lexicon.of(source).common_zipf(base) for source in self.sources}
        return {
            source: zipf
            for source, zipf in there.items()
            if (zipf >= _FREQUENT and zipf - own >= _GAP)
            or (zipf >= _KNOWN and own < _UNKNOWN and zipf - own >= _WIDE_GAP)
        }

    def belongs(self, word: str, source: str) -> bool:
        """Whether a word may stand within a stretch of the source language: it is more at home there than here."""
        there = Lexicon.of(source).common_zipf(_base(word))
        return there >= _BELONGS and there - self.zipf(word) >= _SLIGHT_GAP

    def is_rather(self, word: str, source: str) -> bool:
        """Whether a word in small letters is rather one of the source language than of the target."""
        there, here = Lexicon.of(source).common_zipf(word), self.zipf(word)
        return there >= _RATHER and here <= _RATHER_AT_HOME and there - here >= _RATHER_GAP

    def is_own(self, word: str, source: str) -> bool:
        """Whether a word is one of the target language that the source does not have."""
        if word in self._function_words:
            return word not in language(source).function_words
        here = self.zipf(word)
        return here >= _OWN and here - Lexicon.of(source).common_zipf(_base(word)) >= _OWN_GAP

    def is_slip(self, word: str) -> bool:
        """Whether a word is a frequent one of the target with a letter left out, or two of them swapped."""
        if len(word) < _SHORTEST_SLIP:
            return False
        halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
        longer = (before + letter + after for before, after in halves for letter in ascii_lowercase)
        swapped = (before + after[1] + after[0] + after[2:] for before, after in halves if len(after) > 1)
        return any(self.zipf(other) >= _FREQUENT for other in chain(longer, swapped) if other != word)

    def is_telling(self, word: str, source: str) -> bool:
        """Whether a word is a function word of the source that the target does not know."""
        return word in language(source).function_words and source in self.languages(word)


def _base(word: str) -> str:
    """A word without an elided one before it: ``l'enquête`` is looked up as ``enquête``, but not ``aujourd'hui``."""
    elided, _, rest = word.rpartition("'")
    return rest if len(elided) <= _LONGEST_ELIDED else word
