"""The candidates of each segment, equal ones taken together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mtqc.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text among the candidates of a segment.

    ``place`` is the number from 0 of its first copy. ``weight`` is that of all ``copies`` together, ``first_weight``
    that of the first one.
    """

    text: str
    place: int
    copies: int
    weight: float
    first_weight: float

    @property
    def other_weight(self) -> float:
        """The weight of the copies besides the first one."""
        return self.weight - self.first_weight if self.copies > 1 else 0.0


def distinct(texts: Sequence[str], weights: Sequence[float] | None) -> tuple[Candidate, ...]:
    """The different texts among the candidates of one segment, in the order in which they first occur.

    Without weights each candidate weighs 1.

    Raises:
        SettingsError: there is no candidate, there are not as many weights, or a weight is no number from 0 up.
    """
    if not texts:
        raise SettingsError("a segment has no candidates")
    if weights is None:
        weights = (1.0,) * len(texts)
    if len(weights) != len(texts):
        raise SettingsError(f"there are {len(texts):,} candidates of a segment, but {len(weights):,} weights")
    if any(not math.isfinite(weight) or weight < 0 for weight in weights):
        raise SettingsError("the weight of a candidate is a number from 0 up")
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    return tuple(
        Candidate(text, copies[0], len(copies), math.fsum(weights[copy] for copy in copies), weights[copies[0]])
        for text, copies in places.items()
    )
