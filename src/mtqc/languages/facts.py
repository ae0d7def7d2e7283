"""The facts of one language, from CLDR and from tables of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotes:
    """A pair of quotation marks."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What checks need to know of a language, for the tag as asked for (``de-CH``) or its nearest parent (``de``).

    ``group_separators`` and ``decimal_separators`` list every mark in use, the standard one first.
    ``quotes`` lists the pairs in use, the standard one first; ``exemplars`` holds the lower-case letters of the
    standard orthography. ``number_words`` maps lower-case words to 0 … 20 and the ordinals of those.
    """

    tag: str
    code: str
    name: str
    script: str
    right_to_left: bool
    has_case: bool
    has_word_spaces: bool
    decimal_separators: tuple[str, ...]
    group_separators: tuple[str, ...]
    quotes: tuple[Quotes, ...]
    exemplars: frozenset[str]
    number_words: Mapping[str, int]
    magnitude_words: Mapping[str, int]
    function_words: frozenset[str]


def language(tag: str) -> Language:
    """The facts of the language of a BCP 47 tag.

    Raises:
        UnknownNameError: mtqc has no table for the tag nor for a parent of it; names the nearest known tag.
    """
    raise NotImplementedError
