"""Texts that are longer than a model reads at once.

unbabel-comet cuts them without a word, and so does mtqc by default, with a word. The alternative reads the whole text
in consecutive windows of almost equal length.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

Element = TypeVar("Element")


class Long(enum.Enum):
    """What is done with a text that is too long.

    ``CUT`` leaves out its end, as unbabel-comet does. ``WINDOW`` reads it in windows: a text's vector, or a
    translation's score, is then the mean of its windows', weighted by their tokens.
    """

    CUT = "cut"
    WINDOW = "window"


def windows(tokens: Sequence[Element], count: int) -> list[Sequence[Element]]:
    """The tokens in so many consecutive parts, whose lengths differ by 1 at most; the longer ones come first."""
    size, longer = divmod(len(tokens), count)
    starts = [place * size + min(place, longer) for place in range(count + 1)]
    return [tokens[start:end] for start, end in pairwise(starts)]


def windows_that_fit(lengths: Sequence[int], limit: int) -> int:
    """In how many windows texts of these lengths have to be read so that no window of all of them is over the limit."""
    count = max(1, -(-sum(lengths) // limit))
    while sum(-(-length // count) for length in lengths) > limit:
        count += 1
    return count
