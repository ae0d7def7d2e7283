"""Which numbers of a source stand in its translation, as values, in words, or in another order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from mtqc.analysis.number_words import counts_decades, month_numbers, roman_numbers, spelled_numbers
from mtqc.analysis.numbers import Number
from mtqc.analysis.text import TextAnalysis
from mtqc.analysis.units import is_conversion

_TWELVE_HOURS = re.compile(r"(\d{1,2})(?:[:.]\d\d)?\s?([ap])\.?\s?m\b", re.IGNORECASE)
_FEWEST_DIGITS_OF_PHONE = 6
_MOST_UNCERTAIN = 20
"""Up to here texts spell numbers out; in a language whose words are not known, their absence says nothing."""
_SHORTEST_STEM = 4
_MOST_COMPARED = 50
"""Each number is compared with each only in texts that have no more: comparing tables so would take for ever."""
_NOON = 12
_FEWEST_BLANKS = 7
"""Blanks of a text from which it counts as running text."""
_CENTURY = 100
_YEARS = range(1600, 2100)


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A number that the other text lacks; ``parts`` are those of its runs of digits that it lacks."""

    number: Number
    parts: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class NumberPairs:
    """The numbers of two texts: those that agree, and those that only the source or only the target has."""

    agreeing: tuple[tuple[Number, Number], ...]
    missing: tuple[Number, ...]
    extra: tuple[Number, ...]


def pair_numbers(source: TextAnalysis, target: TextAnalysis) -> NumberPairs:
    """Pairs the numbers of a text with those of its translation.

    Numbers agree if they are written alike, or may have the same value in some locale. Dates, times, versions and
    phone numbers agree if their runs of digits do. What is left may be spelled out on the other side: as a word, a
    Roman numeral, a month, an hour after noon, a year without its century.
    """
    agreeing: list[tuple[Number, Number]] = []
    left, right = list(source.numbers), list(target.numbers)
    left, right = _match(left, right, _written, agreeing)
    left, right = _match(left, right, _meant, agreeing)
    left, right = _match_magnitudes_unknown(left, right, source, target, agreeing)
    left, right = _drop_repunctuated(left, right)
    missing, extra = _without_common_parts(left, right)
    missing, extra = _without_equivalents(missing, extra, source, target)
    if len(source.numbers) <= _MOST_COMPARED:
        missing = [lacking for lacking in missing if not _is_doubled_by(lacking.number, source.numbers)]
    missing = _not_spelled_out(missing, target)
    extra = _not_spelled_out(extra, source)
    # In running text a number that is said once more or less is none the less there; in a label it may be a count.
    if max(source.prose.count(" "), target.prose.count(" ")) >= _FEWEST_BLANKS:
        if not extra:
            missing = _not_repeated(missing, target)
        elif not missing:
            extra = _not_repeated(extra, source)
    if target.language is not None and not target.language.has_word_spaces:
        # A count of one does what the articles and singulars of the source do.
        extra = [lacking for lacking in extra if lacking.parts != (Decimal(1),)]
    return NumberPairs(
        tuple(agreeing), tuple(lacking.number for lacking in missing), tuple(lacking.number for lacking in extra)
    )


def _written(number: Number) -> Iterable[Hashable]:
    return ((number.digits, number.magnitude),)


def _meant(number: Number) -> Iterable[Hashable]:
    return number.values


def _match(
    left: list[Number],
    right: list[Number],
    keys: Callable[[Number], Iterable[Hashable]],
    agreeing: list[tuple[Number, Number]],
    keys_of_right: Callable[[Number], Iterable[Hashable]] | None = None,
) -> tuple[list[Number], list[Number]]:
    """Moves the numbers that share a key to ``agreeing``, in reading order; gives those that are left."""
    keys_of_right = keys_of_right or keys
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in range(len(right) - 1, -1, -1):
        for key in keys_of_right(right[place]):
            places[key].append(place)
    taken: set[int] = set()
    rest: list[Number] = []
    for number in left:
        partner = None
        for key in keys(number):
            while places[key] and partner is None:
                place = places[key].pop()
                if place not in taken:
                    partner = place
        if partner is None:
            rest.append(number)
        else:
            taken.add(partner)
            agreeing.append((number, right[partner]))
    return rest, [number for place, number in enumerate(right) if place not in taken]


def _match_magnitudes_unknown(
    left: list[Number],
    right: list[Number],
    source: TextAnalysis,
    target: TextAnalysis,
    agreeing: list[tuple[Number, Number]],
) -> tuple[list[Number], list[Number]]:
    """Matches "3 million" with a 3 whose following word may be a magnitude that the language tables lack."""
    if all(number.magnitude == 1 for number in (*left, *right)):
        return left, right

    kept = {number.following for number in (*left, *right) if number.magnitude > 1}

    def keys_of_left(number: Number) -> Iterable[Hashable]:
        return _bare(number, source, kept, is_certain=number.magnitude > 1)

    def keys_of_right(number: Number) -> Iterable[Hashable]:
        # Two magnitudes that are both known differ; one of the two must be in doubt.
        return _bare(number, target, kept, is_certain=number.magnitude == 1)

    return _match(left, right, keys_of_left, agreeing, keys_of_right)


def _bare(number: Number, analysis: TextAnalysis, kept: set[str], *, is_certain: bool) -> Iterable[Hashable]:
    """The values without magnitude, and which side's magnitude is certain; none if the number has surely none.

    ``kept`` are the words of magnitude, which the other text may have kept as they are (lakh).
    """
    if number.magnitude == 1 and number.following not in kept and not _may_be_magnitude(number.following, analysis):
        return ()
    return [(value / number.magnitude, is_certain) for value in number.values]


def _may_be_magnitude(word: str, analysis: TextAnalysis) -> bool:
    if analysis.language is None or not analysis.language.magnitude_words:
        return bool(word)
    return any(len(known) >= _SHORTEST_STEM and word.startswith(known) for known in analysis.language.magnitude_words)


def _drop_repunctuated(left: list[Number], right: list[Number]) -> tuple[list[Number], list[Number]]:
    """None at all if both sides have the same digits in a row: a phone number in other groups."""
    digits = "".join(_plain(number.digits) for number in left)
    if len(digits) >= _FEWEST_DIGITS_OF_PHONE and digits == "".join(_plain(number.digits) for number in right):
        return [], []
    return left, right


def _plain(digits: str) -> str:
    """The digits as 0 to 9, without separators."""
    return "".join(str(int(digit)) for digit in digits if digit.isdecimal())


def _without_common_parts(left: list[Number], right: list[Number]) -> tuple[list[Unpaired], list[Unpaired]]:
    return _lacking(left, right), _lacking(right, left)


def _lacking(numbers: list[Number], others: list[Number]) -> list[Unpaired]:
    """The numbers with a run of digits that no other number has left to pair it with."""
    available = Counter(part for other in others for part in other.parts)
    rest: list[Unpaired] = []
    for number in numbers:
        lacking: list[Decimal] = []
        for part in number.parts:
            if available[part]:
                available[part] -= 1
            else:
                lacking.append(part)
        if lacking or not number.parts:
            rest.append(Unpaired(number, tuple(lacking)))
    return rest


def _without_equivalents(
    missing: list[Unpaired], extra: list[Unpaired], source: TextAnalysis, target: TextAnalysis
) -> tuple[list[Unpaired], list[Unpaired]]:
    """Without the years and hours that both sides have, one of them in short: 24 and 2024, 2 pm and 14:00."""
    if not missing or not extra or max(len(missing), len(extra)) > _MOST_COMPARED:
        return missing, extra
    hours = {int(match[1]) for text in (source.prose, target.prose) for match in _TWELVE_HOURS.finditer(text)}
    missing, extra = list(missing), list(extra)
    for place, one in enumerate(missing):
        for other_place, other in enumerate(extra):
            if _is_converted(one.number, other.number) or _is_converted(other.number, one.number):
                missing[place], extra[other_place] = replace(one, parts=()), replace(other, parts=())
                break
            parts, other_parts = _without_equal_times(one.parts, other.parts, hours)
            one, extra[other_place] = replace(one, parts=parts), replace(other, parts=other_parts)
            missing[place] = one
    return _still_lacking(missing), _still_lacking(extra)


def _still_lacking(unpaired: list[Unpaired]) -> list[Unpaired]:
    return [lacking for lacking in unpaired if lacking.parts or not lacking.number.parts]


def _without_equal_times(
    parts: tuple[Decimal, ...], others: tuple[Decimal, ...], hours: set[int]
) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]]:
    """The runs of digits of two numbers without those that are the same year or hour."""
    left, right = list(parts), list(others)
    for part in parts:
        partner = next((other for other in right if _are_one_time(part, other, hours)), None)
        if partner is not None:
            left.remove(part)
            right.remove(partner)
    if len(left) < len(parts) and len(right) < len(others):
        # On the hour: 11 pm and 23.00 Uhr.
        left, right = [part for part in left if part], [part for part in right if part]
    return tuple(left), tuple(right)


def _are_one_time(part: Decimal, other: Decimal, hours: set[int]) -> bool:
    low, high = sorted((part, other))
    if low < _CENTURY and high in _YEARS and high % _CENTURY == low:
        return True
    if high in _YEARS and high == (low - 1) * _CENTURY:
        # The 1800s are the 19th century.
        return True
    return high - low == _NOON and (low in hours or (low == 0 and _NOON in hours))


def _is_doubled_by(number: Number, others: Iterable[Number]) -> bool:
    """Whether the text itself gives the measure in metric units as well: 161 feet (49 meters)."""
    return any(_is_converted(number, other) for other in others)


def _is_converted(number: Number, metric: Number) -> bool:
    return any(
        is_conversion(value, number.following, converted, metric.following)
        for value in number.values
        for converted in metric.values
    )


def _not_repeated(unpaired: list[Unpaired], other: TextAnalysis) -> list[Unpaired]:
    """Without the numbers that the other text has as well, only less often."""
    present = {(number.digits, number.magnitude) for number in other.numbers}
    return [lacking for lacking in unpaired if (lacking.number.digits, lacking.number.magnitude) not in present]


def _not_spelled_out(unpaired: list[Unpaired], other: TextAnalysis) -> list[Unpaired]:
    """Without the numbers that the other text may spell out."""
    if not unpaired:
        return []
    spelled = spelled_numbers(other.prose, other.language)
    parts = spelled | roman_numbers(other.prose) | month_numbers(other.prose, other.language)
    knows_words = other.language is not None and bool(other.language.number_words)

    has_decades = counts_decades(other.prose)

    def is_spelled(lacking: Unpaired) -> bool:
        number = lacking.number
        if _is_decade(number) or (has_decades and _are_full_decades(number)):
            return True
        if not number.values.isdisjoint(spelled) or (len(number.digits) > 1 and not _plain(number.digits).strip("0")):
            return True
        if not lacking.parts:
            return False
        return all(part in parts or (not knows_words and part <= _MOST_UNCERTAIN) for part in lacking.parts)

    return [lacking for lacking in unpaired if not is_spelled(lacking)]


def _is_decade(number: Number) -> bool:
    """Whether an English number names ten years (the 1980s, the 90s), which other languages put into words."""
    return number.following == "s" and number.digits.isdecimal() and number.digits.endswith("0")


def _are_full_decades(number: Number) -> bool:
    """Whether a number may count years that the other text counts in decades."""
    return number.digits.isdecimal() and number.digits.endswith("0") and len(number.digits) == len("70")
