"""How well marked spans agree with those of people: F1 over characters, half the credit for another severity.

As in the span task of WMT quality estimation (Blain et al. 2023): a character that both mark counts 1 if the severity
is the same, else ½. Precision is the credit by the characters that the model marks, recall by those that people marked;
sums run over all segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

Marked = Sequence[tuple[int, int, int]]
"""Spans as start, end (exclusive) and severity: 1 minor, 2 major, 3 critical."""


def painted(length: int, spans: Marked) -> np.ndarray:
    """The severity of each character, 0 where none is marked, the worst where several overlap."""
    characters = np.zeros(length, np.int8)
    for start, end, severity in spans:
        characters[start:end] = np.maximum(characters[start:end], severity)
    return characters


def agreement(rows: Iterable[tuple[int, Marked, Marked]]) -> tuple[float, float, float]:
    """F1, precision and recall over segments of (length, marked by the model, marked by people).

    Major and critical count as one severity: two of three corpora of people's marks have no critical errors.
    """
    credit = marked = wanted = 0.0
    for length, ours, theirs in rows:
        ours_painted, theirs_painted = (np.minimum(painted(length, spans), 2) for spans in (ours, theirs))
        both = (ours_painted > 0) & (theirs_painted > 0)
        same = both & (ours_painted == theirs_painted)
        credit += 0.5 * (both.sum() + same.sum())
        marked += (ours_painted > 0).sum()
        wanted += (theirs_painted > 0).sum()
    precision = credit / marked if marked else 0.0
    recall = credit / wanted if wanted else 0.0
    return 2 * precision * recall / (precision + recall) if credit else 0.0, precision, recall
