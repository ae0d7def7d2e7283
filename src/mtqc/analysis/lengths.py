"""How long a translation should be: proportions learned from a document, or known of a pair of languages."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median
from typing import Any

from mtqc.languages import Language

FEWEST_CHARACTERS = 30
"""Texts shorter than this have no length to rely on: "OK" may be "Einverstanden"."""
_FEWEST_PAIRS = 50
_MAD_TO_SIGMA = 1.4826
_NARROWEST, _WIDEST = 0.12, 0.35
_WIDER_THAN_KNOWN = 1.2
"""How much wider a document may spread than its languages usually do: what is more comes of its errors."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """The usual quotient of target and source characters, and the standard deviation of its logarithm.

    ``learned`` says that the document itself showed it.
    """

    quotient: float
    spread: float
    learned: bool

    def deviation(self, source_length: int, target_length: int) -> float:
        """How many standard deviations a pair is off, negative where the target is short."""
        return math.log(target_length / source_length / self.quotient) / self.spread


def least_deviation(length: int) -> float:
    """How many standard deviations the translation of a source of so many characters is short at most, negative.

    2.5 + 18/√length: 5.8 at 30 characters, 4.3 at 100, 3.1 at 1,000. Short texts vary more, and their spread has
    long tails. Fitted by eye to the quantiles of 25,000 human translations from English into German.
    """
    return -(2.5 + 18 / math.sqrt(length))


def most_deviation(length: int) -> float:
    """How many standard deviations it is long at most: 2.5 + 22/√length, fitted likewise; explanations are longer."""
    return 2.5 + 22 / math.sqrt(length)


def learned_proportion(pairs: Iterable[tuple[int, int]], known: Proportion | None) -> Proportion | None:
    """The proportion in a document, from its (source, target) lengths; None if these are too few.

    ``known`` is that of its languages, if anything is known of them.

    Median and median absolute deviation: up to a half of the pairs may be wrong without a say in it.
    """
    logarithms = [math.log(target / source) for source, target in pairs]
    if len(logarithms) < _FEWEST_PAIRS:
        return None
    middle = median(logarithms)
    spread = _MAD_TO_SIGMA * median([abs(value - middle) for value in logarithms])
    widest = _WIDEST if known is None else _WIDER_THAN_KNOWN * known.spread
    return Proportion(math.exp(middle), min(max(spread, _NARROWEST), widest), learned=True)


def known_proportion(source: Language, target: Language) -> Proportion | None:
    """The proportion of a pair of languages; None where nothing is known of one of them."""
    table = _table()
    of_source, of_target = (_characters(table, language) for language in (source, target))
    if of_source is None or of_target is None:
        return None
    measured = source.code in table["languages"] and target.code in table["languages"]
    return Proportion(of_target / of_source, table["spread"]["measured" if measured else "estimated"], learned=False)


def _characters(table: dict[str, Any], language: Language) -> float | None:
    characters: float | None = table["languages"].get(language.code, table["scripts"].get(language.script))
    return characters


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("mtqc").joinpath("data", "accuracy", "length.toml").read_text(encoding="utf-8"))
