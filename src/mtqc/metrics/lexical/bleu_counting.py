"""Statistics of BLEU: lengths, and the n-grams of words that hypothesis and references share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mtqc.metrics.lexical.counting import Counting
from mtqc.metrics.lexical.matches import clipped_matches
from mtqc.metrics.lexical.references import Present, present
from mtqc.metrics.lexical.sequences import Sequences, Whole
from mtqc.metrics.lexical.tokenizers import tokenizer, word_splitter
from mtqc.metrics.lexical.words import Words
from mtqc.statistics.segment_statistics import Matrix

# Longer than any text: a reference that is missing is never the closest.
_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class BleuCounting(Counting):
    """Counts as BLEU does; ``tokenize`` and the other options are sacreBLEU's.

    The columns are the words of the hypothesis, those of the reference closest in length, for each order the n-grams
    that match, for each order those of the hypothesis, and 1 for the segment.
    """

    kind: ClassVar[str] = "bleu"
    seconds_per_million_characters: ClassVar[float] = 0.1

    tokenize: str = "13a"
    lowercase: bool = False
    max_ngram_order: int = 4

    @property
    def columns(self) -> int:
        """How many columns the statistics have; the last one counts segments."""
        return 2 * self.max_ngram_order + 3

    def count(self, systems: Sequence[Sequence[str]], references: Sequence[Sequence[str | None]]) -> tuple[Matrix, ...]:
        """The statistics of each system's hypotheses, shape (segments, columns), as ``Counting`` says."""
        words = self._words()
        texts = [*systems, *([text or "" for text in column] for column in references)]
        read = words.sequences([self._prepared(column) for column in texts])
        ours, theirs = read[: len(systems)], read[len(systems) :]
        there = present(references)
        return tuple(self._rows(hypotheses, theirs, there) for hypotheses in ours)

    def _words(self) -> Words:
        read = tokenizer(self.tokenize)

        def split(text: str) -> list[str]:
            return read(text).split()

        return Words(split, word_splitter(self.tokenize, split))

    def _prepared(self, texts: Sequence[str]) -> list[str]:
        return [text.lower().rstrip() if self.lowercase else text.rstrip() for text in texts]

    def _rows(self, hypotheses: Sequences, references: Sequence[Sequences], there: Present) -> Matrix:
        order = self.max_ngram_order
        lengths = hypotheses.lengths
        rows = np.ones((len(hypotheses), self.columns))
        rows[:, 0] = lengths
        rows[:, 1] = _closest(lengths, np.array([column.lengths for column in references]), there)
        rows[:, 2 : 2 + order] = clipped_matches(hypotheses, references, order)
        rows[:, 2 + order : 2 + 2 * order] = np.maximum(lengths[:, None] - np.arange(order), 0)
        return rows


def _closest(lengths: Whole, reference_lengths: Whole, there: Present) -> Whole:
    """The length of the reference closest in length, the shorter of two equally close; shape (segments,)."""
    far = np.where(there, np.abs(reference_lengths - lengths), _NEVER)
    closest: Whole = np.where(far == far.min(axis=0), reference_lengths, _NEVER).min(axis=0)
    return closest
