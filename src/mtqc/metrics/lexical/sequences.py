"""Texts as sequences of symbols: characters or words, written as small whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sequences:
    """Sequences of symbols, one after the other.

    ``symbols`` has shape (all symbols,); each is at least 0 and below ``alphabet``. The n-th sequence is
    ``symbols[starts[n] : starts[n + 1]]``, so ``starts`` has one number more than there are sequences.
    """

    symbols: Whole
    starts: Whole
    alphabet: int

    @property
    def lengths(self) -> Whole:
        """How many symbols each sequence has, shape (sequences,)."""
        return np.diff(self.starts)

    def __len__(self) -> int:
        return len(self.starts) - 1


def numbered(columns: Sequence[tuple[Whole, Sequence[int]]]) -> tuple[Sequences, ...]:
    """Sequences from columns of them, each given as all its symbols, whatever their numbers, and its lengths.

    The symbols that occur are numbered anew without gaps, in their order and in all columns alike.
    """
    used = np.zeros(max((int(symbols.max()) for symbols, _ in columns if len(symbols)), default=0) + 1, dtype=np.int64)
    for symbols, _ in columns:
        used[symbols] = 1
    number_of = np.cumsum(used) - 1
    return tuple(
        Sequences(number_of[symbols], np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]), int(number_of[-1]) + 1)
        for symbols, lengths in columns
    )


def characters(columns: Sequence[Sequence[str]]) -> tuple[Sequences, ...]:
    """Columns of texts as sequences of characters, which are code points."""
    return numbered([(_code_points("".join(texts)), [len(text) for text in texts]) for texts in columns])


def _code_points(text: str) -> Whole:
    # A lone half of a surrogate pair is a character like any other to Python, and so to sacreBLEU.
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
