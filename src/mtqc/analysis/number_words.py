"""Numbers that a text spells out: in words, in Roman numerals, as names of months."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import regex

from mtqc.languages import Language

_WORD = regex.compile(r"[\p{L}\p{M}]++(?:[-‑][\p{L}\p{M}]++)*+")
_PART = regex.compile(r"[\p{L}\p{M}]++")
_ROMAN = re.compile(
    r"(?<![^\W_])(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
    r"(?:e|er|re|ème|ᵉ|º|ª)?(?![^\W_])"
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LONGEST_WORD = 40
_SHORTEST_STEM = 3
"""Letters that a number word needs to be recognised at the start of a longer word: "drei" in "dreimal"."""
_SECTION = 1000
_SECTION_BY_CHARACTERS = 10_000
"""Words of magnitude from here on close a section: 200 thousand, 23 万; the smaller ones count within it."""


def spelled_numbers(prose: str, language: Language | None) -> frozenset[Decimal]:
    """Every value that words of a text may stand for; too many rather than too few.

    "Fünfundzwanzig" is 5, 20 and 25; "two hundred and five" is 2, 100, 5 and 205; "half" is 0.5 and 50.
    """
    if language is None or not language.number_words:
        return frozenset()
    vocabulary = _vocabulary(language)
    found: set[Decimal] = set()
    run: list[_Numeral] = []
    done = 0
    for word, start in _words(prose, language):
        if run and prose[done:start].strip():
            found |= _values_of(run, vocabulary.section)
            run = []
        done = start + len(word)
        if run and word in vocabulary.connectors:
            continue
        found.update(vocabulary.others.get(word, ()))
        numerals, is_whole = vocabulary.numerals_of(word)
        if not numerals and "-" in word:
            # "Three-way", "zero-length".
            numerals = [numeral for part in word.split("-") for numeral in vocabulary.numerals_of(part)[0]]
        if not is_whole:
            found |= _values_of(run, vocabulary.section) | _values_of(numerals, vocabulary.section)
            run = []
        else:
            run += numerals
    found |= _values_of(run, vocabulary.section)
    return frozenset(found if language.has_word_spaces else found | vocabulary.values_within(prose))


def roman_numbers(prose: str) -> frozenset[Decimal]:
    """The values of the Roman numerals of a text, all capitals; the English pronoun I is taken for one."""
    return frozenset(Decimal(_roman_value(match[0])) for match in _ROMAN.finditer(prose))


def month_numbers(prose: str, language: Language | None) -> frozenset[Decimal]:
    """The numbers of the months that a text names, in full or in short."""
    if language is None:
        return frozenset()
    words = {word.casefold() for word in _PART.findall(prose)}
    found = set()
    for number, forms in enumerate(language.months, start=1):
        if any(form.rstrip(".").casefold() in words or (len(form) > 3 and form in prose) for form in forms):
            found.add(Decimal(number))
    return frozenset(found)


def counts_decades(prose: str) -> bool:
    """Whether a text has a word for ten years, in any language."""
    lowered = prose.casefold()
    return any(word in lowered for word in _table()["decade"])


def says_minus(text: str) -> bool:
    """Whether a text has a word for a minus sign, in any language."""
    lowered = text.casefold()
    return any(word in lowered for word in _table()["minus"])


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A word of a number: a count, or a magnitude that multiplies what stands before it."""

    value: int
    is_magnitude: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The number words of a language, in lower case."""

    numerals: Mapping[str, _Numeral]
    others: Mapping[str, set[Decimal]]
    connectors: frozenset[str]
    joints: tuple[str, ...]
    compounding: bool
    longest: int
    section: int
    prefixes: tuple[str, ...]

    def numerals_of(self, word: str) -> tuple[list[_Numeral], bool]:
        """The numerals that a word is made of, none of most words; and whether there is nothing else in it."""
        whole = self.numerals.get(word)
        if whole is not None:
            return [whole], True
        if self.prefixes and (prefix := next(filter(word.startswith, self.prefixes), "")):
            whole = self.numerals.get(word[len(prefix) :])
            if whole is not None:
                return [whole], True
        found: list[_Numeral] = []
        start = 0
        word = word[:_LONGEST_WORD]
        while start < len(word):
            length = self._prefix(word, start)
            if length:
                found.append(self.numerals[word[start : start + length]])
            elif found:
                length = next((len(joint) for joint in self.joints if word.startswith(joint, start)), 0)
            if not length:
                break
            start += length
        is_whole = bool(found) and start == len(word)
        return (found if is_whole or self.compounding else []), is_whole

    def values_within(self, prose: str) -> set[Decimal]:
        """The values of the words of several characters that occur in a text without blanks."""
        found = {Decimal(numeral.value) for word, numeral in self.numerals.items() if len(word) > 1 and word in prose}
        return found.union(*(values for word, values in self.others.items() if len(word) > 1 and word in prose))

    def _prefix(self, word: str, start: int) -> int:
        for length in range(min(self.longest, len(word) - start), _SHORTEST_STEM - 1, -1):
            if word[start : start + length] in self.numerals:
                return length
        return 0


@lru_cache(maxsize=64)
def _vocabulary(language: Language) -> _Vocabulary:
    table = _table()
    numerals = {word.casefold(): _Numeral(value, False) for word, value in language.number_words.items()}
    for word, value in language.magnitude_words.items():
        numerals[word.casefold()] = _Numeral(value, True)
    for value, words in table["numerals"].get(language.code, {}).items():
        numerals.update(dict.fromkeys(words, _Numeral(int(value), False)))
    others: dict[str, set[Decimal]] = {}
    for value, words in table["words"].get(language.code, {}).items():
        for word in words:
            others.setdefault(word, set()).add(Decimal(value))
    return _Vocabulary(
        numerals=numerals,
        others=others,
        connectors=frozenset(table["connectors"]),
        joints=("-", "‑", *sorted(table["connectors"], key=len, reverse=True)),
        compounding=language.code in table["compounding"],
        longest=max(map(len, numerals)),
        prefixes=tuple(table["prefixes"].get(language.code, ())),
        section=_SECTION if language.has_word_spaces else _SECTION_BY_CHARACTERS,
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("mtqc").joinpath("data", "conventions", "number_words.toml").read_text("utf-8"))


def _words(prose: str, language: Language) -> Iterator[tuple[str, int]]:
    """The words in lower case and where they start; single characters where a language has no blanks."""
    if not language.has_word_spaces:
        for start, character in enumerate(prose):
            yield character, start
        return
    for match in _WORD.finditer(prose):
        yield match[0].casefold(), match.start()


def _values_of(run: list[_Numeral], section: int) -> set[Decimal]:
    """The values of the numerals of a run, each alone and all as one number."""
    if not run:
        return set()
    total = below = count = 0
    for numeral in run:
        if not numeral.is_magnitude:
            count += numeral.value
        elif numeral.value >= section:
            total += (below + count or 1) * numeral.value
            below = count = 0
        else:
            below += (count or 1) * numeral.value
            count = 0
    return {Decimal(numeral.value) for numeral in run} | {Decimal(total + below + count)}


def _roman_value(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in numeral if letter in _ROMAN_DIGITS]
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))
