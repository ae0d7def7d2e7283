"""Rows of word embeddings, read from 4-bit blocks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mtqc.errors import CheckpointError
from mtqc.estimation.word_rows import WordRows


def _block(scale: float, low: int, high: int) -> bytes:
    return np.float16(scale).tobytes() + bytes([low | high << 4] * 16)


def test_low_nibbles_are_the_first_half_of_a_block(tmp_path: Path) -> None:
    path = tmp_path / "words.q4"
    path.write_bytes(_block(0.5, 9, 7) + _block(-2.0, 0, 15) + _block(1.0, 8, 8) * 2)
    rows = WordRows(path, 2, 64)[np.array([1, 0])]
    assert rows.shape == (2, 64)
    assert rows[0].tolist() == [0.0] * 64
    assert rows[1].tolist() == [0.5] * 16 + [-0.5] * 16 + [16.0] * 16 + [-14.0] * 16


@pytest.mark.parametrize(("pieces", "width"), [(3, 64), (2, 32), (2, 48)])
def test_a_file_of_another_size_is_said_to_be_broken(tmp_path: Path, pieces: int, width: int) -> None:
    path = tmp_path / "words.q4"
    path.write_bytes(_block(1.0, 8, 8) * 4)
    with pytest.raises(CheckpointError, match=r"words\.q4: 72 bytes, but .* a broken copy"):
        WordRows(path, pieces, width)
