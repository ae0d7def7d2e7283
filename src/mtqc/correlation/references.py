"""Systems that are translations by people, and so can be references for the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mtqc.correlation.judgements import Judgements
from mtqc.errors import InputError


def with_reference_systems(judgements: Judgements, names: Sequence[str]) -> Judgements:
    """The judgements with some systems as further references, and without them among the systems.

    Raises:
        UnknownNameError: there is no such system; names the nearest.
        InputError: the table has no translations, or no system is left.
    """
    if not names:
        return judgements
    if judgements.hypotheses is None:
        raise InputError(judgements.path, "no column of translations: name it with --column target=NAME")
    others = judgements.without(names)
    translations = dict(zip(judgements.systems, judgements.hypotheses, strict=True))
    return replace(others, references=(*judgements.references, *(translations[name] for name in names)))
