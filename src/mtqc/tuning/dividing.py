"""Which judgements are learnt from, and which are held back to choose and to measure by."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from mtqc.tuning.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Division:
    """Judgements in two parts that share no source."""

    learnt: tuple[Judgement, ...]
    held_back: tuple[Judgement, ...]


def divided(judgements: Sequence[Judgement], share: float, seed: int) -> Division:
    """Holds back about such a share of the judgements, whole sources at a time; a seed gives the same division."""
    keys = sorted({one.source_key for one in judgements})
    random.Random(seed).shuffle(keys)
    counts: dict[str, int] = {}
    for one in judgements:
        counts[one.source_key] = counts.get(one.source_key, 0) + 1
    held: set[str] = set()
    rows = 0
    for key in keys:
        if rows >= share * len(judgements):
            break
        held.add(key)
        rows += counts[key]
    return _by_keys(judgements, held)


def divided_by(judgements: Sequence[Judgement], held_back: Sequence[Judgement]) -> Division:
    """Holds back what is given, and leaves its sources out of what is learnt from."""
    held = {one.source_key for one in held_back}
    return Division(tuple(one for one in judgements if one.source_key not in held), tuple(held_back))


def _by_keys(judgements: Sequence[Judgement], held: set[str]) -> Division:
    return Division(
        tuple(one for one in judgements if one.source_key not in held),
        tuple(one for one in judgements if one.source_key in held),
    )
