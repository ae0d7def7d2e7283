"""Which judgements are learnt from, which choose, and which are looked at once.

Everything is divided by source text over all files at once: a source that is held back in one corpus is learnt from in
none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from judgements import Contrast, Judgement, source_key

TRAIN, DEVELOPMENT, TEST = "train", "development", "test"
_OFFICIAL = frozenset({"mlqe-pe", "mlqe-ced21"})
_OFFICIAL_PARTS = {"train": TRAIN, "dev": DEVELOPMENT, "test20": TEST}


def sixteenth(source: str) -> int:
    """Which of sixteen parts a source falls into, the same on every machine."""
    return int(hashlib.md5(source_key(source).encode(), usedforsecurity=False).hexdigest()[0], 16)


def by_hash(source: str) -> str:
    """A sixteenth of the sources chooses, two sixteenths are looked at once."""
    part = sixteenth(source)
    return DEVELOPMENT if part == 0 else TEST if part <= 2 else TRAIN


def own_part(judged: Judgement | Contrast) -> str:
    """The part that a judgement falls into by its own corpus.

    MLQE-PE has official parts. Of critical errors the official development part is our test (its test labels are not
    at hand), and a sixteenth of the training part chooses.
    """
    if judged.corpus == "mlqe-pe":
        return _OFFICIAL_PARTS[judged.part]
    if judged.corpus == "mlqe-ced21":
        if judged.part == "dev":
            return TEST
        return DEVELOPMENT if sixteenth(judged.source) == 0 else TRAIN
    return by_hash(judged.source)


def divided(everything: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements of each part; what is held back anywhere is in no training part, tests come first."""
    parts: dict[str, list[Judgement]] = {TRAIN: [], DEVELOPMENT: [], TEST: []}
    for judged in everything:
        parts[own_part(judged)].append(judged)
    tested = {source_key(judged.source) for judged in parts[TEST]}
    parts[DEVELOPMENT] = [judged for judged in parts[DEVELOPMENT] if source_key(judged.source) not in tested]
    held = tested | {source_key(judged.source) for judged in parts[DEVELOPMENT]}
    parts[TRAIN] = [judged for judged in parts[TRAIN] if source_key(judged.source) not in held]
    return parts
