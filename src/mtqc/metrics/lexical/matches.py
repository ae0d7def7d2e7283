"""How many n-grams of a text occur in its references too: exact, without a dictionary per text.

All n-grams of up to N symbols are counted with one sort. Each position of a text gives a key, its next N symbols
packed into one number, first symbol highest. In sorted order, the positions that share an n-gram of any n <= N stand
side by side, because the n-gram is a prefix of the key. What remains is to count, in each such run, the positions
that belong to the hypothesis and those of each reference. Texts of like length are sorted together, as the rows of
one array.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from mtqc.metrics.lexical.sequences import Sequences, Whole

# Keys of one block fill the second-level cache of a core: more is slower, less wastes calls.
_CELLS = 1 << 16
_BITS = 63


def clipped_matches(hypotheses: Sequences, references: Sequence[Sequences], order: int) -> Whole:
    """How many n-grams of each hypothesis its references have too, shape (hypotheses, order), n from 1 to ``order``.

    An n-gram counts as often as it occurs in the hypothesis, but at most as often as in the reference that has it
    most often (Papineni et al., 2002, section 2.1). A missing reference is an empty one. The alphabet of all texts is
    the same.
    """
    matches = np.zeros((len(hypotheses), order), dtype=np.int64)
    for rows in _blocks([hypotheses, *references], order):
        matches[rows] = _matches_of_block(rows, [hypotheses, *references], order)
    return matches


def _blocks(texts: Sequence[Sequences], order: int) -> Iterator[Whole]:
    """The numbers of the segments in blocks of like length."""
    lengths = np.sum([side.lengths for side in texts], axis=0)
    by_length = np.argsort(lengths, kind="stable")
    start = 0
    while start < len(by_length):
        # The longest segment of a block decides how wide it is, and so how many segments fit.
        size = max(1, _CELLS // (int(lengths[by_length[start]]) + 2 * order))
        size = max(1, min(size, _CELLS // (int(lengths[by_length[min(start + size, len(by_length)) - 1]]) + 2 * order)))
        yield by_length[start : start + size]
        start += size


def _matches_of_block(rows: Whole, texts: Sequence[Sequences], order: int) -> Whole:
    padded = [_padded(side, rows, order) for side in texts]
    letters = texts[0].alphabet
    tag_bits = (len(texts) - 1).bit_length()
    if (letters + 1).bit_length() * order + tag_bits > _BITS:
        letters = _renumber(padded, letters)
    bits = (letters + 1).bit_length()
    if bits * order + tag_bits <= _BITS:
        return _matches_of_keys(_keys(padded, letters, order, bits, tag_bits), order, bits, len(texts) - 1)
    if len(rows) > 1:
        half = len(rows) // 2
        return np.concatenate([_matches_of_block(part, texts, order) for part in (rows[:half], rows[half:])])
    return _matches_one_by_one(rows[0], texts, order)


def _padded(side: Sequences, rows: Whole, order: int) -> Whole:
    """The sequences as rows of equal length, each symbol one higher, and 0 where a sequence has ended.

    Each row ends with at least ``order`` zeros: a key starts at every symbol and at one place behind the longest.
    """
    lengths = side.lengths[rows]
    width = int(lengths.max()) + order
    cells = np.zeros((len(rows), width), dtype=np.int64)
    inside = np.arange(width) < lengths[:, None]
    places = (side.starts[rows][:, None] + np.arange(width))[inside]
    cells[inside] = side.symbols[places] + 1
    return cells


def _renumber(padded: Sequence[Whole], letters: int) -> int:
    """Numbers the symbols anew, in place, so that only those of this block count; gives how many there are."""
    used = np.zeros(letters + 1, dtype=np.int64)
    for cells in padded:
        used[cells] = 1
    used[0] = 0
    numbers = np.cumsum(used)
    numbers[0] = 0
    for cells in padded:
        cells[...] = numbers[cells]
    return int(numbers[-1])


def _keys(padded: Sequence[Whole], letters: int, order: int, bits: int, tag_bits: int) -> Whole:
    """Each place's next symbols and, in the lowest bits, whose place it is; every row sorted.

    Behind its end a hypothesis goes on with zeros and a reference with a symbol that no text has, so that what is cut
    short matches nothing. The same keeps rows apart: each begins with an empty place of the hypothesis and ends with
    one of a reference.
    """
    parts = []
    for tag, cells in enumerate(padded):
        if tag:
            cells[cells == 0] = letters + 1
        width = cells.shape[1] - order + 1
        keys = cells[:, :width].copy()
        for place in range(1, order):
            keys <<= bits
            keys |= cells[:, place : place + width]
        keys <<= tag_bits
        keys |= tag
        parts.append(keys)
    joined = np.concatenate(parts, axis=1)
    joined.sort(axis=1)
    return joined


def _matches_of_keys(sorted_keys: Whole, order: int, bits: int, references: int) -> Whole:
    height, width = sorted_keys.shape
    flat = sorted_keys.ravel()
    tag_bits = references.bit_length()
    tags = flat & ((1 << tag_bits) - 1)
    flat >>= tag_bits
    # The higher the first bit in which neighbours differ, the shorter the prefix that they share.
    differences = flat[1:] ^ flat[:-1]
    before = [_counted_before(tags == tag) for tag in range(1, references + 1)]
    row_starts = np.arange(height, dtype=np.int64) * width
    matches = np.empty((height, order), dtype=np.int64)
    for n in range(1, order + 1):
        inner = np.flatnonzero(differences >= 1 << bits * (order - n))
        inner += 1
        ends = np.concatenate([[0], inner, [len(flat)]])
        own, most = np.diff(ends), np.zeros(len(ends) - 1, dtype=np.int64)
        for places in before:
            count = np.diff(places.take(ends))
            own -= count
            most = np.maximum(most, count)
        matches[:, n - 1] = np.add.reduceat(np.minimum(own, most), ends.searchsorted(row_starts))
    return matches


def _counted_before(chosen: npt.NDArray[np.bool_]) -> Whole:
    """How many are chosen before each place, and in all."""
    counted = np.zeros(len(chosen) + 1, dtype=np.int64)
    np.cumsum(chosen, out=counted[1:])
    return counted


def _matches_one_by_one(row: int, texts: Sequence[Sequences], order: int) -> Whole:
    """The matches of one segment whose symbols are too many, or whose n-grams too long, for a key."""
    matches = np.zeros((1, order), dtype=np.int64)
    for n in range(1, order + 1):
        own, *others = (_counted(side, row, n) for side in texts)
        matches[0, n - 1] = sum(min(count, max(other[gram] for other in others)) for gram, count in own.items())
    return matches


def _counted(side: Sequences, row: int, n: int) -> Counter[tuple[int, ...]]:
    symbols = side.symbols[side.starts[row] : side.starts[row + 1]].tolist()
    return Counter(tuple(symbols[place : place + n]) for place in range(len(symbols) - n + 1))
