"""Segments as rows of feature counts, and documents as sums of consecutive rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sparse
from corpora import Stream

from mtqc.interference.passages import Passage
from mtqc.interference.prose import is_running
from mtqc.interference.style.classes import Feature, word_classes
from mtqc.languages import language
from mtqc.model import Segment

FOLDS = 5


class SegmentMatrix:
    """The segments of running text of all streams, one row each.

    ``counts`` is segments × features, ``words`` the length of each segment, ``streams`` the stream of each.
    """

    def __init__(self, streams: Iterable[Stream], code: str) -> None:
        self.vocabulary: dict[Feature, int] = {}
        self.streams: list[Stream] = []
        self.rows_of: list[list[tuple[int, int]]] = []
        classes, target = word_classes(code), language(code)
        starts, columns, values, words = [0], [], [], []
        for stream in streams:
            rows = []
            for position, text in zip(stream.positions, stream.segments, strict=True):
                passage = Passage(0, Segment("0", text), target)
                if not is_running(passage):
                    continue
                for feature, count in classes.features([passage]).items():
                    columns.append(self.vocabulary.setdefault(feature, len(self.vocabulary)))
                    values.append(count)
                rows.append((position, len(words)))
                starts.append(len(columns))
                words.append(len(passage.words))
            self.streams.append(stream)
            self.rows_of.append(rows)
        self.counts = sparse.csr_matrix(
            (np.array(values, float), np.array(columns), np.array(starts)), shape=(len(words), len(self.vocabulary))
        )
        self.words = np.array(words)

    def documents(
        self, length: int, wanted: Callable[[Stream], bool], fold: int | None = None, *, others: bool = False
    ) -> tuple[list[list[int]], list[Stream]]:
        """Pseudo-documents of at least ``length`` words from consecutive segments, with the stream of each.

        With ``fold``, of that fold's segments only; with ``others``, of the other folds'.
        """
        documents, streams = [], []
        for stream, rows in zip(self.streams, self.rows_of, strict=True):
            if not wanted(stream):
                continue
            current: list[int] = []
            words, last_fold = 0, None
            for position, row in rows:
                of_row = None if fold is None else fold_of(stream, position)
                if of_row is not None and (of_row == fold) is others:
                    current, words = [], 0
                    continue
                if of_row != last_fold:
                    current, words = [], 0
                last_fold = of_row
                current.append(row)
                words += self.words[row]
                if words >= length:
                    documents.append(current)
                    streams.append(stream)
                    current, words = [], 0
        return documents, streams

    def rates(self, documents: Sequence[Sequence[int]]) -> tuple[Any, np.ndarray]:
        """Documents × features, each count divided by the document's words; and the words."""
        if not documents:
            return sparse.csr_matrix((0, len(self.vocabulary))), np.zeros(0)
        starts = np.cumsum([0, *map(len, documents)])
        rows = np.concatenate([np.asarray(document) for document in documents])
        sums = sparse.csr_matrix((np.ones(len(rows)), rows, starts), shape=(len(documents), len(self.words)))
        words = sums @ self.words
        return (sparse.diags(1 / words) @ (sums @ self.counts)).tocsr(), words


_BLOCK = {"wmt20": 290, "wmt21": 206, "wmt22": 400}
"""So many consecutive segments of news make a fold; elsewhere twelve segments go to each in turn."""


def fold_of(stream: Stream, position: int) -> int:
    """The fold of a source position: translations of one source are never parted."""
    if len(stream.positions) == 1:
        return sum(map(ord, stream.key)) % FOLDS
    return position // _BLOCK.get(stream.corpus, 12) % FOLDS
