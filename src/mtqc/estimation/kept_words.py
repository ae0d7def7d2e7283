"""Words of the source that stand in the translation as they were: what comparing says, no model needs to guess.

A model of subwords takes a word that both texts have for one that matches. So the score counts such words beside what
the model says. Names keep their form too, so only words in small letters count. Where two languages spell many learned
words alike, only function words count that the target language does not have.
"""

from __future__ import annotations

import regex

from mtqc.analysis.ordinary_words import own_words
from mtqc.analysis.related_languages import are_related, share_learned_words
from mtqc.languages import known_language

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
_CASED = regex.compile(r"[\p{Ll}\p{Lu}]")
_SHORTEST = 3
"""Characters of a word that counts; shorter ones are the same in many languages by chance."""
_MOST = 3.0


class KeptWords:
    """Counts words that were kept from the source; related and unknown languages have none."""

    def __init__(self, source_language: str | None, target_language: str | None) -> None:
        source, target = known_language(source_language), known_language(target_language)
        self._compared = self._uncased = False
        self._telling: frozenset[str] | None = None
        if source is not None and target is not None and not are_related(source, target):
            self._compared, self._uncased = True, source.script != target.script
            if share_learned_words(source, target):
                self._telling = own_words(source, target)

    def count(self, source: str, translation: str) -> float:
        """How many words of the translation are words of the source in small letters, from 0 to 3.

        In scripts without small letters the words count if the target language is written otherwise; there they may be
        a part of a longer one, since some such scripts have no blanks.
        """
        if not self._compared:
            return 0.0
        own = {match.group() for match in _WORD.finditer(source)}
        if self._telling is not None:
            own &= self._telling
        kept = 0
        for match in _WORD.finditer(translation):
            word = match.group()
            if _CASED.search(word):
                kept += len(word) >= _SHORTEST and word == word.lower() and word in own
            elif self._uncased:
                kept += len(word) > 1 and word in source
        return min(_MOST, float(kept))
