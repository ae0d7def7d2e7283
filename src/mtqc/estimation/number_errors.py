"""Numbers that differ between a source and its translation: what digits say, no model needs to guess.

Encoders read digits in pieces and hardly tell one number from another; comparing values does. So the score counts
differing numbers beside what the model says.
"""

from __future__ import annotations

from mtqc.analysis.number_pairs import pair_numbers
from mtqc.analysis.text import TextAnalysis
from mtqc.languages import known_language

_ALONE = 0.5
"""A number that only one side has is an error half as often as one that became another."""
_MOST = 3.0


class NumberErrors:
    """Counts differing numbers between texts of two languages."""

    def __init__(self, source_language: str | None, target_language: str | None) -> None:
        self._source, self._target = known_language(source_language), known_language(target_language)

    def count(self, source: str, translation: str) -> float:
        """How many numbers became others, from 0 to 3; those that only one side has count a half each."""
        if not _has_digit(source) and not _has_digit(translation):
            return 0.0
        pairs = pair_numbers(
            TextAnalysis(source, self._source, frozenset()), TextAnalysis(translation, self._target, frozenset())
        )
        missing, extra = len(pairs.missing), len(pairs.extra)
        changed = min(missing, extra)
        return min(_MOST, changed + _ALONE * (missing + extra - 2 * changed))


def _has_digit(text: str) -> bool:
    return any(map(str.isdecimal, text))
