"""How well marked spans agree with those of people: F1 over characters, half the credit for another severity.

As in the span task of WMT quality estimation (Blain et al. 2023): a character that both mark counts 1 if the severity
is the same, else ½. Precision is the credit by the characters that the model marks, recall by those that people marked;
sums run over all segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Marked = Sequence[tuple[int, int, int]]
"""Spans as start, end (exclusive) and severity: 1 minor, 2 major, 3 critical."""


def painted(length: int, spans: Marked) -> npt.NDArray[np.int8]:
    """The severity of each character, 0 where none is marked, the worst where several overlap."""
    characters = np.zeros(length, np.int8)
    for start, end, severity in spans:
        characters[start:end] = np.maximum(characters[start:end], severity)
    return characters


def credit(length: int, ours: Marked, theirs: Marked) -> tuple[float, float, float]:
    """Credit, characters that the model marks, and characters that people marked, in a segment of that length.

    Major and critical count as one severity: two of three corpora of people's marks have no critical errors.
    """
    ours_painted, theirs_painted = (np.minimum(painted(length, spans), 2) for spans in (ours, theirs))
    both = (ours_painted > 0) & (theirs_painted > 0)
    same = both & (ours_painted == theirs_painted)
    return 0.5 * float(both.sum() + same.sum()), float((ours_painted > 0).sum()), float((theirs_painted > 0).sum())


def agreement(rows: Iterable[tuple[int, Marked, Marked]]) -> tuple[float, float, float]:
    """F1, precision and recall over segments of (length, marked by the model, marked by people)."""
    right = marked = wanted = 0.0
    for row in rows:
        more, ours, theirs = credit(*row)
        right, marked, wanted = right + more, marked + ours, wanted + theirs
    precision = right / marked if marked else 0.0
    recall = right / wanted if wanted else 0.0
    return 2 * precision * recall / (precision + recall) if right else 0.0, precision, recall
