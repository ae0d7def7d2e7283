"""The rows of the embedding table, four bits a weight, read from the file when a word needs them.

The format is Q4_0 (ggml, MIT): blocks of 32 weights, a scale in float16 and 16 bytes of nibbles, of which the low
ones are the first 16 weights; a weight is (nibble − 8) · scale.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from mtqc.errors import CheckpointError

BLOCK_WEIGHTS = 32
BLOCK_BYTES = 18


class WordRows:
    """A table of ``pieces`` rows with ``width`` weights each; the file is mapped, not read.

    Raises:
        CheckpointError: the file has another size than such a table.
    """

    def __init__(self, path: Path, pieces: int, width: int) -> None:
        expected = pieces * (width // BLOCK_WEIGHTS) * BLOCK_BYTES
        if width % BLOCK_WEIGHTS or path.stat().st_size != expected:
            found = path.stat().st_size
            raise CheckpointError(
                str(path), f"{found} bytes, but {pieces} rows of {width} weights have {expected}: a broken copy?"
            )
        self._table = np.memmap(path, np.uint8, "r", shape=(pieces, width // BLOCK_WEIGHTS, BLOCK_BYTES))

    def __getitem__(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The rows of these ids (n) as float32: (n, width)."""
        return widened(self._table[ids])

    def all(self) -> npt.NDArray[np.float32]:
        """All rows as float32: (pieces, width); some hundreds of megabytes."""
        return widened(np.asarray(self._table))


def widened(rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Packed rows, (rows, bytes) or (rows, blocks, bytes), as float32: (rows, weights)."""
    blocks = rows.reshape(len(rows), -1, BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    nibbles = blocks[..., 2:]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32)
    weights -= 8
    weights *= scales
    return weights.reshape(len(blocks), -1)
