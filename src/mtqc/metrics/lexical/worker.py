"""A process that counts for another: a line of JSON in, arrays out, until there are no more lines."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

import numpy as np

from mtqc.metrics.lexical.kinds import COUNTINGS
from mtqc.statistics.segment_statistics import Matrix

_SIZE_BYTES = 8


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers each request with the statistics of its systems, one array of numpy's after the other."""
    for line in requests:
        for rows in _answer(json.loads(line)):
            _write_rows(answers, rows)
        answers.flush()


def read_rows(answers: IO[bytes]) -> Matrix:
    """The next array that a process answers.

    Raises:
        ValueError: it has ended.
    """
    size = int.from_bytes(answers.read(_SIZE_BYTES), "little")
    if not size:
        raise ValueError("a process that counted has ended")
    rows: Matrix = np.load(io.BytesIO(answers.read(size)), allow_pickle=False)
    return rows


def _write_rows(answers: IO[bytes], rows: Matrix) -> None:
    # An array alone cannot be read from a pipe, where nothing tells how long it is.
    stream = io.BytesIO()
    np.save(stream, rows, allow_pickle=False)
    answers.write(len(stream.getvalue()).to_bytes(_SIZE_BYTES, "little"))
    answers.write(stream.getvalue())


def _answer(request: dict[str, Any]) -> Iterator[Matrix]:
    counting = COUNTINGS[request["kind"]](**request["options"])
    yield from counting.count(request["systems"], request["references"])


if __name__ == "__main__":
    # The process that asked is interrupted too, or gone, and has nobody to read why.
    with suppress(KeyboardInterrupt, BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)
