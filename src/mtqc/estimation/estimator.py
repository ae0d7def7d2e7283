"""Judges pairs of source and translation, as many as there are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from mtqc.errors import CheckpointError
from mtqc.estimation.batching import batches
from mtqc.estimation.estimate import Estimate, Unestimated
from mtqc.estimation.known_languages import KnownLanguages
from mtqc.estimation.model_folder import ModelFolder, model_folder
from mtqc.estimation.network import Judged, Network
from mtqc.estimation.pooling import pooled
from mtqc.estimation.tokenising import PairTokenizer, Sequenced, Tokenised
from mtqc.estimation.windows import Window, windows

READ_AHEAD = 512
"""Pairs that are read and sorted by length at once; memory does not grow with the rest of the stream."""
BATCH_TOKENS = 300
"""Measured: with more a batch no longer fits into the cache, with fewer each operation costs too much."""
_MOST_UNKNOWN = 0.1
"""Above this share of unknown tokens the model has not read enough of a text."""


class Pair(NamedTuple):
    """A source and its translation."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """A pair that can be judged, as tokens and in windows."""

    source: Tokenised
    translation: Tokenised
    windows: tuple[Window, ...]


class Estimator:
    """A model that judges pairs; loads its files when it is first asked, in less than a second.

    ``threads`` are the cores to use; by default all that this process may.

    Raises:
        CheckpointError: the folder is not that of a model.
    """

    def __init__(self, path: Path, threads: int | None = None) -> None:
        self.folder: ModelFolder = model_folder(path)
        self._threads = threads or cores()
        self._known = KnownLanguages(self.folder.languages)

    @property
    def signature(self) -> str:
        """What to cite with its numbers."""
        return self.folder.signature

    @cached_property
    def _network(self) -> Network:
        return Network(self.folder)

    @cached_property
    def _tokenizer(self) -> PairTokenizer:
        tokenizer = PairTokenizer(self.folder.tokenizer)
        if tokenizer.pieces != self.folder.pieces:
            raise CheckpointError(
                str(self.folder.path),
                f"its tokenizer has {tokenizer.pieces} pieces, its word embeddings {self.folder.pieces}",
            )
        return tokenizer

    def estimate(
        self, pairs: Iterable[Pair], source_language: str | None = None, target_language: str | None = None
    ) -> Iterator[Estimate | Unestimated]:
        """The judgement of each pair, in their order; pairs are read some hundreds at a time.

        Each result depends on its pair alone, not on the others (to 1e-4). The languages are tags; without them only
        the scripts of the texts are looked at.

        Raises:
            CheckpointError: a file of the model is broken.
        """
        stream = iter(pairs)
        with ThreadPoolExecutor(self._threads, "estimate") as workers:
            while ahead := list(islice(stream, READ_AHEAD)):
                yield from self._judged(ahead, (source_language, target_language), workers)

    def _judged(
        self, pairs: Sequence[Pair], languages: tuple[str | None, str | None], workers: ThreadPoolExecutor
    ) -> list[Estimate | Unestimated]:
        readings = self._readings(pairs, languages)
        sequences = [
            self._tokenizer.sequenced(reading.source, reading.translation, window)
            for reading in readings
            if isinstance(reading, _Reading)
            for window in reading.windows
        ]
        outputs = iter(self._outputs(sequences, workers))
        return [
            pooled(
                reading.source.line,
                reading.translation.line,
                reading.windows,
                list(islice(outputs, len(reading.windows))),
            )
            if isinstance(reading, _Reading)
            else reading
            for reading in readings
        ]

    def _outputs(self, sequences: Sequence[Sequenced], workers: ThreadPoolExecutor) -> list[Judged]:
        groups = batches([len(sequence) for sequence in sequences], BATCH_TOKENS)
        network = self._network
        found = workers.map(lambda group: network.judge([sequences[place] for place in group]), groups)
        by_place = {
            place: one
            for group, judged in zip(groups, found, strict=True)
            for place, one in zip(group, judged, strict=True)
        }
        return [by_place[place] for place in range(len(sequences))]

    def _readings(
        self, pairs: Sequence[Pair], languages: tuple[str | None, str | None]
    ) -> list[_Reading | Unestimated]:
        sources = self._tokenizer.tokenised([pair.source for pair in pairs])
        translations = self._tokenizer.tokenised([pair.translation for pair in pairs])
        return [
            self._reading(pair, source, translation, languages)
            for pair, source, translation in zip(pairs, sources, translations, strict=True)
        ]

    def _reading(
        self, pair: Pair, source: Tokenised, translation: Tokenised, languages: tuple[str | None, str | None]
    ) -> _Reading | Unestimated:
        sides = (("source", pair.source, source), ("translation", pair.translation, translation))
        for (name, text, tokenised), language in zip(sides, languages, strict=True):
            reason = self._known.why_not(text, language)
            if reason is None and tokenised.ids.count(self._tokenizer.unknown) > _MOST_UNKNOWN * len(tokenised.ids):
                reason = "has characters that the model does not know"
            if reason is not None:
                return Unestimated(f"the {name} {reason}")
        return _Reading(source, translation, windows(source.line, translation.line, self.folder.longest_side))


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
