"""Statistics of all systems on a test set: kept from last time, or counted, in processes where that pays."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.lexical.cache import StatisticsCache, key_of
from mtqc.metrics.lexical.counting import Counting
from mtqc.metrics.lexical.processes import Piece, count_pieces
from mtqc.statistics.segment_statistics import Matrix

# A process takes about half a second to start: below this much work a core, it does not pay.
_SECONDS_A_PROCESS = 2.0
# Short enough for a progress bar, long enough that texts of like length come together.
_SECONDS_A_PIECE = 0.5


def statistics(
    counting: Counting,
    version: str,
    systems: Sequence[Sequence[str]],
    references: Sequence[Sequence[str | None]],
    computing: Computing,
    advance: Advance | None = None,
) -> tuple[Matrix, ...]:
    """The statistics of each system, shape (segments, columns); every segment has a reference.

    ``version`` names what else the counts depend on: sacreBLEU and its tokeniser. ``advance`` is told of hypotheses.
    """
    cache = StatisticsCache(Path(computing.cache) / "lexical") if computing.cache else None
    asked = {**counting.options, "kind": counting.kind, "version": version}
    keys = [key_of(asked, [hypotheses, *references]) for hypotheses in systems] if cache else []
    shape = (len(references[0]), counting.columns)
    found: list[Matrix | None] = [cache.get(key, shape) for key in keys] if cache else [None] * len(systems)
    missing = [number for number, rows in enumerate(found) if rows is None]
    counted = _counted(counting, [systems[number] for number in missing], references, computing, advance)
    for number, rows in zip(missing, counted, strict=True):
        found[number] = rows
        if cache:
            cache.put(keys[number], rows)
    return tuple(rows for rows in found if rows is not None)


def _counted(
    counting: Counting,
    systems: Sequence[Sequence[str]],
    references: Sequence[Sequence[str | None]],
    computing: Computing,
    advance: Advance | None,
) -> tuple[Matrix, ...]:
    if not systems:
        return ()
    if not references[0]:
        return tuple(np.zeros((0, counting.columns)) for _ in systems)
    lengths = _characters([*systems, *references])
    seconds = sum(lengths) * counting.seconds_per_million_characters / 1e6
    processes = computing.processes or max(1, min(_cores(), int(seconds / _SECONDS_A_PROCESS)))
    pieces = list(_pieces(systems, references, lengths, max(seconds / _SECONDS_A_PIECE, processes)))
    total, done = len(systems) * len(references[0]), 0

    def finished(piece: Piece) -> None:
        nonlocal done
        done += len(systems) * len(piece.references[0])
        if advance:
            advance(done, total)

    parts = count_pieces(counting, pieces, processes, finished)
    return tuple(np.concatenate([part[number] for part in parts]) for number in range(len(systems)))


def _characters(columns: Sequence[Sequence[str | None]]) -> list[int]:
    """How many characters each segment has in all columns together."""
    return [sum(len(text or "") for text in texts) for texts in zip(*columns, strict=True)]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pieces(
    systems: Sequence[Sequence[str]], references: Sequence[Sequence[str | None]], lengths: list[int], count: float
) -> Iterator[Piece]:
    """The segments in about so many pieces, with about as many characters in each."""
    most = max(sum(lengths) / count, 1)
    start, size = 0, 0
    for place, length in enumerate(lengths):
        size += length
        if size >= most or place == len(lengths) - 1:
            chosen = slice(start, place + 1)
            yield Piece(
                tuple(tuple(hypotheses[chosen]) for hypotheses in systems),
                tuple(tuple(column[chosen]) for column in references),
            )
            start, size = place + 1, 0
