"""Statistics of chrF and chrF++: the n-grams of characters and words of hypothesis and reference, and those shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mtqc.metrics.lexical.chrf_formula import ChrfFormula
from mtqc.metrics.lexical.counting import Counting
from mtqc.metrics.lexical.matches import clipped_matches
from mtqc.metrics.lexical.references import Present, present
from mtqc.metrics.lexical.sequences import Sequences, characters
from mtqc.metrics.lexical.words import Words
from mtqc.statistics.segment_statistics import Matrix

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(frozen=True, slots=True)
class ChrfCounting(Counting):
    """Counts as chrF does, under sacreBLEU's names of options.

    The columns are, for each order of characters and then of words, the n-grams of the hypothesis, of the reference,
    and those shared; the last is 1 for the segment. Of several references that counts which gives the best score, so
    the options of the score are part of this.
    """

    kind: ClassVar[str] = "chrf"
    seconds_per_million_characters: ClassVar[float] = 0.2

    char_order: int = 6
    word_order: int = 0
    beta: int = 2
    lowercase: bool = False
    whitespace: bool = False
    eps_smoothing: bool = False

    @property
    def columns(self) -> int:
        """How many columns the statistics have; the last one counts segments."""
        return 3 * (self.char_order + self.word_order) + 1

    @property
    def formula(self) -> ChrfFormula:
        """What makes scores of the statistics."""
        return ChrfFormula(self.char_order + self.word_order, self.beta, self.eps_smoothing)

    def count(self, systems: Sequence[Sequence[str]], references: Sequence[Sequence[str | None]]) -> tuple[Matrix, ...]:
        """The statistics of each system's hypotheses, shape (segments, columns), as ``Counting`` says."""
        texts = [*systems, *([text or "" for text in column] for column in references)]
        if self.lowercase:
            texts = [[text.lower() for text in column] for column in texts]
        letters = characters(texts if self.whitespace else [["".join(text.split()) for text in each] for each in texts])
        sides = [letters]
        if self.word_order:
            sides.append(Words(_without_punctuation, _without_punctuation).sequences(texts))
        there = present(references)
        return tuple(
            self._best([self._rows(sides, system, len(systems) + place) for place in range(len(references))], there)
            for system in range(len(systems))
        )

    def _rows(self, sides: Sequence[tuple[Sequences, ...]], system: int, reference: int) -> Matrix:
        parts = []
        for side, order in zip(sides, (self.char_order, self.word_order), strict=False):
            hypotheses, references = side[system], side[reference]
            counts = np.empty((len(hypotheses), order, 3))
            below = np.arange(order)
            counts[:, :, 1] = np.maximum(references.lengths[:, None] - below, 0)
            # sacreBLEU leaves an order out for which the reference is too short.
            counts[:, :, 0] = np.maximum(hypotheses.lengths[:, None] - below, 0) * (counts[:, :, 1] > 0)
            counts[:, :, 2] = clipped_matches(hypotheses, [references], order)
            parts.append(counts.reshape(len(hypotheses), 3 * order))
        return np.concatenate([*parts, np.ones((len(parts[0]), 1))], axis=1)

    def _best(self, candidates: Sequence[Matrix], there: Present) -> Matrix:
        """The statistics under the reference with the best score, the first of equally good ones."""
        if len(candidates) == 1:
            return candidates[0]
        scores = np.where(there, [self.formula.scores(rows) for rows in candidates], -1.0)
        best: Matrix = np.stack(candidates)[scores.argmax(axis=0), np.arange(scores.shape[1])]
        return best


def _without_punctuation(text: str) -> list[str]:
    """Words with the mark at their end, or else at their start, split off (Popović, 2017)."""
    words = []
    for word in text.split():
        if len(word) > 1 and word[-1] in _PUNCTUATION:
            words += [word[:-1], word[-1]]
        elif len(word) > 1 and word[0] in _PUNCTUATION:
            words += [word[0], word[1:]]
        else:
            words.append(word)
    return words
