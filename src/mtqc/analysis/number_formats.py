"""How locales write numbers: reading digits with their separators, and writing a value as a locale would."""

from __future__ import annotations

from decimal import Decimal

import regex

from mtqc.languages import Language

LONGEST = 40
"""A run of more digits is an identifier: nobody counts that far."""

_MARK = regex.compile(r"[^\p{Nd}]")
_PLAIN_MARKS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "．": ".", "，": ",", "٬": ",", "٫": "."}
)
"""Marks that say the same: blanks of all widths, apostrophes, full-width and Arabic marks as their ASCII ones."""
_ARABIC_MARKS = frozenset("٫٬")
_NEUTRAL_GROUP_MARKS = " '"
"""Group marks that mislead nobody, so that no convention rules them out: ISO 80000-1 asks for a blank."""
_CONVENTIONS = ((".", ","), (",", "."))
"""The decimal marks in use, each with the group mark that goes with it."""


def possible_values(digits: str) -> frozenset[Decimal]:
    """Every value that digits with separators may mean in some locale.

    "1,618" is 1618 and 1.618; "1.618,5" is 1618.5 alone; "31.12.2024" and "1.2.3" are no numbers.
    """
    if digits.isdecimal():
        return frozenset((Decimal(digits),)) if len(digits) <= LONGEST else frozenset()
    readings = [_read(digits, decimal, group + _NEUTRAL_GROUP_MARKS) for decimal, group in _conventions(digits)]
    values = {value for value in readings if value is not None}
    if len(values) > 1 and digits.endswith("000"):
        # "25,000" is a round number, nobody measures as exactly as 25.000.
        values = {max(values)}
    return frozenset(values)


def value_in(digits: str, language: Language) -> Decimal | None:
    """What digits with separators mean in a language; None if that is not how it forms numbers."""
    if _ARABIC_MARKS.isdisjoint(digits):
        decimal = "".join(language.decimal_separators).translate(_PLAIN_MARKS)
        group = "".join(language.group_separators).translate(_PLAIN_MARKS)
    else:
        decimal, group = ".", ","
    return _read(digits, decimal, group + _NEUTRAL_GROUP_MARKS)


def parts_of(digits: str) -> tuple[Decimal, ...]:
    """The values of the runs of digits: 31, 12 and 2024 of "31.12.2024"; none of identifiers."""
    pieces = _MARK.split(digits)
    return tuple(map(Decimal, pieces)) if all(len(piece) <= LONGEST for piece in pieces) else ()


def written_in(digits: str, value: Decimal, language: Language) -> str:
    """A value as a language writes it.

    ``digits`` is how the source writes it: as many decimals and leading zeros are given as there, and groups only if
    it has them.
    """
    if digits.isdecimal():
        return "".join(str(int(digit)) for digit in digits)
    whole, _, fraction = f"{value:f}".partition(".")
    marks = _MARK.findall(digits)
    if len(marks) > (1 if fraction else 0) and len(whole) >= 4 and language.group_separators:
        whole = language.group_separators[0].join(_groups(whole, is_indian=_is_indian(_MARK.split(digits))))
    return f"{whole}{language.decimal_separators[0]}{fraction}" if fraction else whole


def _conventions(digits: str) -> tuple[tuple[str, str], ...]:
    return _CONVENTIONS if _ARABIC_MARKS.isdisjoint(digits) else _CONVENTIONS[:1]


def _read(digits: str, decimal: str, group: str) -> Decimal | None:
    """The value of digits, where ``decimal`` and ``group`` hold the marks that may part the fraction and the groups."""
    plain = digits.translate(_PLAIN_MARKS)
    marks = _MARK.findall(plain)
    pieces = _MARK.split(plain)
    if sum(map(len, pieces)) > LONGEST:
        return None
    fraction = ""
    if marks and marks[-1] in decimal and marks[-1] not in marks[:-1]:
        marks.pop()
        fraction = pieces.pop()
    if marks and (len(set(marks)) > 1 or marks[0] not in group or not _are_groups(pieces)):
        return None
    return Decimal(f"{''.join(pieces)}.{fraction}")


def _are_groups(pieces: list[str]) -> bool:
    """Whether runs of digits are groups of thousands, or of lakh and crore: 12,34,567."""
    lengths = {len(piece) for piece in pieces[1:-1]}
    return (
        len(pieces[-1]) == 3
        and 1 <= len(pieces[0]) <= 3
        and not pieces[0].startswith("0")
        and (lengths <= {3} or (lengths <= {2} and len(pieces[0]) <= 2))
    )


def _is_indian(pieces: list[str]) -> bool:
    return any(len(piece) == 2 for piece in pieces[1:-1])


def _groups(whole: str, *, is_indian: bool) -> list[str]:
    """The digits of a whole number in groups, highest first."""
    groups = [whole[-3:]]
    rest = whole[:-3]
    size = 2 if is_indian else 3
    while rest:
        groups.insert(0, rest[-size:])
        rest = rest[:-size]
    return groups
