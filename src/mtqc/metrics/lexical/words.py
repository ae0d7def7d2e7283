"""Texts as sequences of words, each distinct word split only once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from mtqc.metrics.lexical.sequences import Sequences, Whole, numbered

Split = Callable[[str], list[str]]


class Words:
    """Numbers for words: equal words have equal numbers, in every text read through the same object.

    ``split_text`` splits a text into words. Where ``split_word`` is given, a text may as well be cut at blanks and each
    piece split alone, unless a line break is in it: the words are the same, and pieces that come again cost nothing.
    """

    def __init__(self, split_text: Split, split_word: Split | None = None) -> None:
        self._split_text = split_text
        self._numbers: dict[str, int] = {}
        self._pieces = _Pieces(split_word, self._numbers) if split_word else None

    def sequences(self, columns: Sequence[Sequence[str]]) -> tuple[Sequences, ...]:
        """Columns of texts as sequences of words."""
        return numbered([self._read(texts) for texts in columns])

    def _read(self, texts: Sequence[str]) -> tuple[Whole, list[int]]:
        words: list[int] = []
        lengths: list[int] = []
        for text in texts:
            before = len(words)
            if self._pieces is None or "\n" in text:
                words += [_number(word, self._numbers) for word in self._split_text(text)]
            else:
                words += chain.from_iterable(map(self._pieces.__getitem__, text.split()))
            lengths.append(len(words) - before)
        return np.array(words, dtype=np.int64), lengths


class _Pieces(dict[str, tuple[int, ...]]):
    """What a piece between blanks is split into, as numbers; split when it is first asked for."""

    def __init__(self, split: Split, numbers: dict[str, int]) -> None:
        super().__init__()
        self._split = split
        self._numbers = numbers

    def __missing__(self, piece: str) -> tuple[int, ...]:
        words = tuple(_number(word, self._numbers) for word in self._split(piece))
        self[piece] = words
        return words


def _number(word: str, numbers: dict[str, int]) -> int:
    return numbers.setdefault(word, len(numbers))
