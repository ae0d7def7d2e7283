"""Which references there are: a segment may have several, fewer than others, or none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Present = npt.NDArray[np.bool_]


def present(references: Sequence[Sequence[str | None]]) -> Present:
    """Whether there is a reference, shape (columns of references, segments). An empty text is a reference."""
    return np.array([[text is not None for text in column] for column in references], dtype=bool)


def references_each(there: Present) -> int:
    """How many references each segment has that has any, or -1 where that differs: sacreBLEU's ``num_refs``."""
    counts = np.unique(there.sum(axis=0))
    counts = counts[counts > 0]
    if len(counts) > 1:
        return -1
    return int(counts[0]) if len(counts) else len(there)
