"""Numbers as values, whatever the locale writes them like."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import regex

from mtqc.analysis.number_formats import LONGEST, parts_of, possible_values, value_in
from mtqc.languages import Language
from mtqc.model import Span

# Bounded and possessive throughout: hostile text costs no more than linear time. Digits after a letter of an
# alphabet are part of a word (sha1, x86, MP3), but for the v of versions; Chinese and Japanese put no blanks
# around numbers.
_NUMBER = regex.compile(
    r"""
    (?:(?<![\p{Latin}\p{Greek}\p{Cyrillic}\p{M}\p{N}_])|(?<=\b[vV])|(?<=\b(?:USD|EUR|GBP|CHF|RMB|CNY|JPY|HKD)))
    (?<!\p{N}[.,'’])
    (?P<digits>
        \p{Nd}{1,3}(?:[ \u00a0\u202f\u2009]\p{Nd}{3}){1,8}+(?!\p{Nd})(?:[.,٫]\p{Nd}++)?+
      | \p{Nd}++(?:[.,٫٬．，'’]\p{Nd}++)*+
    )?+
    (?:(?:(?<=\p{Nd})[ \u00a0\u202f])?+(?P<fraction>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]))?+
    (?<=[\p{Nd}½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])
    (?P<glued>[\p{Latin}\p{Greek}\p{Cyrillic}_][\p{Latin}\p{Greek}\p{Cyrillic}\p{N}_]*+)?+
    """,
    regex.VERBOSE,
)
_DIGIT = regex.compile(r"\p{Nd}")
_HOUR = regex.compile(r"h\p{Nd}\p{Nd}?+")
_WORD = regex.compile(r"[ \u00a0\u202f-]?([^\W\d_]++)\.?")
_MORE_OR_LESS = re.compile("[多余餘几幾数數]")
"""Stands between digits and magnitude in Chinese and Japanese: 20多万 is more than 200,000."""
_SCALES = {"k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "md": 9, "t": 12, "tn": 12}
"""Powers of ten that letters after the digits may stand for: 5k, $3bn. They may be a unit as well: 3 m, 18 K."""
_RANGE = re.compile(r"[ \u00a0]?(?:[-–—]|[^\W\d_]{1,4})[ \u00a0]?")
_SIGNS = "-−–"
_ROUND_THE_CLOCK = "24/7"
_LONGEST_MAGNITUDE = 4
"""The characters of the longest word of magnitude in the languages that put no blank after it."""
_LEAST_MAGNITUDE = {True: 1000, False: 10}
"""Hundreds are spelled out with the count before them, but for Chinese and Japanese; French "cents" are money, too."""
_LONGEST_CHAIN = 3
"""Words of magnitude that follow each other: "two thousand million", "mil millones"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in digits, as it stands in the text.

    ``span`` and ``text`` take in a word of magnitude: "3 million" is one number, whose ``digits`` are "3".
    ``values`` holds every value that it may have in some locale: 1618 and 1.618 for "1,618"; none where several runs
    of digits are no one number: dates, versions, lists. ``parts`` are those runs.
    ``value`` is what the language of the text makes of it; None if it does not form numbers so, or is not known.
    ``following`` is the word after the digits in lower case. ``in_name`` is set where the digits are part of a name,
    formula or phrase: UTF-8, R^2, 24/7.
    """

    text: str
    span: Span
    digits: str
    values: frozenset[Decimal]
    parts: tuple[Decimal, ...]
    value: Decimal | None = None
    magnitude: int = 1
    following: str = ""
    negative: bool = False
    in_name: bool = False


def find_numbers(prose: str, language: Language | None) -> tuple[Number, ...]:
    """The numbers of a text that are written in digits; digits inside words (sha1, x86) are none."""
    found: list[Number] = []
    for match in _NUMBER.finditer(prose):
        glued = match["glued"] or ""
        if match["fraction"]:
            found.append(
                _fraction(
                    match["digits"] or "", match["fraction"], match[0].removesuffix(match["glued"] or ""), match.start()
                )
            )
        elif not glued or (_is_suffix(match["digits"], glued) and prose[match.start() - 1 : match.start()] != "%"):
            found.append(_number(prose, Span(*match.span("digits")), glued, language))
        elif _HOUR.fullmatch(glued):
            found.append(_number(prose, Span(*match.span("digits")), "", language))
            found.append(_number(prose, Span(match.start("glued") + 1, match.end()), "", language))
    if language is not None and not language.has_word_spaces:
        found = _summed(found, prose)
    return tuple(_with_shared_magnitudes(found, prose))


def has_magnitude(text: str, language: Language | None) -> bool:
    """Whether a number of the text may be followed by a word such as "million": quick, and right if it says no."""
    return language is not None and bool(language.magnitude_words) and _magnitudes(language).search(text) is not None


@lru_cache(maxsize=64)
def _magnitudes(language: Language) -> re.Pattern[str]:
    words = (word for word, factor in language.magnitude_words.items() if factor >= _LEAST_MAGNITUDE[True])
    return re.compile(r"\d[ \u00a0\u202f-]?(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


def _is_suffix(digits: str, glued: str) -> bool:
    """Whether letters after digits leave them a number: 10GB, 1st, 5k; not 0x1F, 1a2b or 4_x."""
    return not _DIGIT.search(glued) and "_" not in glued and not (digits == "0" and glued[0] in "xX")


def _number(prose: str, at: Span, glued: str, language: Language | None) -> Number:
    digits = at.of(prose)
    values = possible_values(digits)
    following = ""
    magnitude, end = 1, at.end
    if match := _WORD.match(prose, at.end):
        following = match[1].casefold()
        magnitude, end = _magnitude(prose, at.end, language)
    if magnitude > 1:
        values = frozenset(value * magnitude for value in values)
    elif following in _SCALES:
        values |= {value.scaleb(_SCALES[following]) for value in values}
    before = prose[max(0, at.start - 2) : at.start]
    if before[-1:] in (".", ",") and not before[:-1].isalnum() and digits.isdecimal() and len(digits) <= LONGEST:
        values |= {Decimal(f".{digits}")}
    value = value_in(digits, language) if language else None
    return Number(
        text=prose[at.start : end],
        span=Span(at.start, end),
        digits=digits,
        values=values,
        parts=parts_of(digits) if magnitude == 1 else (),
        value=value if value is None else value * magnitude,
        magnitude=magnitude,
        following=following,
        negative=before[-1:] != "" and before[-1:] in _SIGNS and not before[:-1].strip(" \n\t\"'([{=<>,;:/|"),
        in_name=before.endswith("^")
        or _ROUND_THE_CLOCK in (prose[at.start : at.end + 2], prose[max(0, at.start - 3) : at.end])
        or (before[-1:] in ("-", "‑") and before[:-1].isalpha()),
    )


def _magnitude(prose: str, start: int, language: Language | None) -> tuple[int, int]:
    """What the words from ``start`` on multiply a number by, and where they end: 1 and ``start`` where none does."""
    magnitude, end = 1, start
    if language is None or not language.magnitude_words:
        return magnitude, end
    if not language.has_word_spaces and (vague := _MORE_OR_LESS.match(prose, start)):
        end = vague.end()
    for _ in range(_LONGEST_CHAIN):
        match = _WORD.match(prose, end)
        if not match:
            break
        word = match[1].casefold()
        length = len(word) if language.has_word_spaces else min(len(word), _LONGEST_MAGNITUDE)
        while length and word[:length] not in language.magnitude_words:
            length = 0 if language.has_word_spaces else length - 1
        if (
            not length
            or word in _SCALES
            or language.magnitude_words[word[:length]] < _LEAST_MAGNITUDE[language.has_word_spaces]
        ):
            break
        magnitude *= language.magnitude_words[word[:length]]
        end = match.start(1) + length
    return magnitude, end


def _summed(numbers: list[Number], prose: str) -> list[Number]:
    """The numbers, those written in steps made one: 3万5000 is 35,000."""
    summed: list[Number] = []
    for number in numbers:
        high = summed[-1] if summed else None
        if high and high.magnitude > max(number.values, default=high.magnitude) and high.span.end == number.span.start:
            span = Span(high.span.start, number.span.end)
            values = frozenset(one + other for one in high.values for other in number.values)
            value = high.value + number.value if high.value is not None and number.value is not None else None
            summed[-1] = Number(span.of(prose), span, high.digits, values, (), value, number.magnitude)
        else:
            summed.append(number)
    return summed


def _with_shared_magnitudes(numbers: list[Number], prose: str) -> list[Number]:
    """The numbers, with the magnitude of the next one as a possibility: "3 bis 8 Millionen", "3–8 million"."""
    for place, (number, following) in enumerate(pairwise(numbers)):
        if following.magnitude > number.magnitude and _RANGE.fullmatch(prose, number.span.end, following.span.start):
            values = number.values | {value * following.magnitude for value in number.values}
            numbers[place] = replace(number, values=values)
    return numbers


def _fraction(whole: str, fraction: str, text: str, start: int) -> Number:
    """A fraction that is one character: 1½ and 1 ½ are 1.5."""
    numerator, denominator = map(Decimal, unicodedata.normalize("NFKC", fraction).split("⁄"))
    values = (
        {value + numerator / denominator for value in possible_values(whole)} if whole else {numerator / denominator}
    )
    return Number(
        text=text,
        span=Span(start, start + len(text)),
        digits=text,
        values=frozenset(values),
        parts=(*(parts_of(whole) if whole else ()), numerator, denominator),
    )
