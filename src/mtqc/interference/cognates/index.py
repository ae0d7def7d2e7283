"""The index of a target language: stems and affixes of words that other languages have and it has not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mtqc.interference.sorted_text import SortedText

_ENTRY = re.compile(r"([a-z]{2})(\d\d)(\S+)")


@dataclass(frozen=True, slots=True)
class SourceWord:
    """The most frequent word of a source language with a stem and an affix, and its Zipf value."""

    text: str
    zipf: float


def source_words(key: str, target: str) -> Mapping[str, SourceWord]:
    """The words behind a key of :mod:`mtqc.interference.cognates.affixes` by their language's code.

    Empty where the target language has a word with that key itself, or no language has.
    """
    value = _index(target).value(key.encode())
    if value is None:
        return {}
    return {code: SourceWord(text, int(tenths) / 10) for code, tenths, text in _ENTRY.findall(value.decode())}


@cache
def _index(target: str) -> SortedText:
    return SortedText.shipped("cognates", f"{target}.index")
