"""Counting in several processes at once.

The processes are plain children that run ``worker.py`` and are spoken to through pipes. Those of ``multiprocessing``
would either copy a process with threads (fork) or run the user's own script a second time (spawn).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass

from mtqc.metrics.lexical.counting import Counting
from mtqc.metrics.lexical.worker import read_rows
from mtqc.statistics.segment_statistics import Matrix


@dataclass(frozen=True, slots=True)
class Piece:
    """Some segments: what each system made of them, and their references in columns."""

    systems: tuple[tuple[str, ...], ...]
    references: tuple[tuple[str | None, ...], ...]


Done = Callable[[Piece], None]


def count_pieces(counting: Counting, pieces: Sequence[Piece], processes: int, done: Done) -> list[tuple[Matrix, ...]]:
    """The statistics of each piece, in order, counted in so many processes; ``done`` is told of each.

    A process that cannot be started or dies costs only time: this one counts in its stead.
    """
    results: dict[int, tuple[Matrix, ...]] = {}
    if processes > 1 and len(pieces) > 1 and sys.executable:
        results = _counted_elsewhere(counting, pieces, processes, done)
    for number, piece in enumerate(pieces):
        if number not in results:
            results[number] = counting.count(piece.systems, piece.references)
            done(piece)
    return [results[number] for number in range(len(pieces))]


def _counted_elsewhere(
    counting: Counting, pieces: Sequence[Piece], processes: int, done: Done
) -> dict[int, tuple[Matrix, ...]]:
    """What the processes counted, by the number of the piece; pieces are missing where a process failed."""
    results: dict[int, tuple[Matrix, ...]] = {}
    children: list[subprocess.Popen[bytes]] = []
    thread = threading.local()

    def asked(piece: Piece) -> tuple[Matrix, ...]:
        """Asks the child of this thread, which waits for it."""
        if not hasattr(thread, "child"):
            thread.child = _child()
            children.append(thread.child)
        return _asked(thread.child, counting, piece)

    threads = ThreadPoolExecutor(min(processes, len(pieces)))
    try:
        numbers = {threads.submit(asked, piece): number for number, piece in enumerate(pieces)}
        for answer in as_completed(numbers):
            # What is missing is counted here later.
            with suppress(OSError, ValueError):
                results[numbers[answer]] = answer.result()
                done(pieces[numbers[answer]])
    except BaseException:
        # Else the threads would wait for answers that nobody wants any more.
        threads.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.kill()
        raise
    finally:
        threads.shutdown()
        for child in children:
            # Ends it, as it has nothing more to read.
            with suppress(OSError):
                child.communicate()
    return results


def _child() -> subprocess.Popen[bytes]:
    # The child finds mtqc where this process found it.
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-m", "mtqc.metrics.lexical.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _asked(child: subprocess.Popen[bytes], counting: Counting, piece: Piece) -> tuple[Matrix, ...]:
    assert child.stdin is not None
    assert child.stdout is not None
    request = {
        "kind": counting.kind,
        "options": dict(counting.options),
        "systems": piece.systems,
        "references": piece.references,
    }
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.flush()
    return tuple(read_rows(child.stdout) for _ in piece.systems)
