"""Quotations: what stands between a pair of quotation marks of any style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from mtqc.model import Span

CLOSINGS: Mapping[str, str] = MappingProxyType(
    {
        "„": '“”"‟',
        "“": '”“"',
        "”": "”“",
        "«": "»",
        "»": "«»",
        "‹": "›",
        "›": "‹›",
        "‚": "‘’",
        "‘": "’",
        "’": "’",
        '"': '"“”',
        "'": "'",
        "`": "'",
        "「": "」",
        "『": "』",
        "《": "》",
        "〈": "〉",
        "〝": "〞〟",
        "＂": "＂",
    }
)
"""Which marks may close a quotation that a mark opens: those of the languages of CLDR, and ASCII's stand-ins."""

SINGLE_MARKS = frozenset("'’‘‚`‹›")
"""Marks of inner quotations, most of which are apostrophes as well."""

_MARK = re.compile("[" + "".join(sorted({*CLOSINGS, *"".join(CLOSINGS.values())})) + "]")
_ALWAYS_OPENING = frozenset("„‚「『《〈〝")
_PRIMES = frozenset("\"'’”")
_NO_BLANKS = "\u2e80"
"""From here on there are the scripts of Chinese, Japanese and Korean, which put no blanks around quotations."""
_DEEPEST = 12
"""No text nests so deep; a bound keeps the search for a partner from taking quadratic time."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch; ``span`` includes the two marks."""

    opening: str
    closing: str
    span: Span
    depth: int = 0

    @property
    def content(self) -> Span:
        """What stands between the marks."""
        return Span(self.span.start + 1, self.span.end - 1)


class QuotationMark(NamedTuple):
    """A mark that has no partner in its text."""

    text: str
    start: int
    opens: bool


def find_quotations(prose: str) -> tuple[Quotation, ...]:
    """The quotations of a text in the order of their start, so outer ones before inner ones.

    ``depth`` says how many others one stands in. Apostrophes, feet and inches (5'10") are no quotation marks.
    """
    return pair_marks(prose)[0]


def pair_marks(prose: str) -> tuple[tuple[Quotation, ...], tuple[QuotationMark, ...]]:
    """The quotations of a text, and the double quotation marks that lack a partner.

    Single marks without a partner are taken for apostrophes. A mark that may open and close, such as ``"``, closes
    where one like it is open and no blank stands before it.
    """
    found: list[Quotation] = []
    alone: list[QuotationMark] = []
    waiting: list[QuotationMark] = []
    parts_words = prose.isascii() or max(prose) < _NO_BLANKS
    for match in _MARK.finditer(prose):
        mark, start = match[0], match.start()
        before = prose[start - 1] if start else " "
        after = prose[start + 1] if start + 1 < len(prose) else " "
        if _is_hebrew(before) and _is_hebrew(after):
            continue
        place = _place_of_partner(waiting, prose, start)
        if place is not None:
            alone += waiting[place + 1 :]
            opening = waiting[place]
            del waiting[place:]
            found.append(Quotation(opening.text, mark, Span(opening.start, start + 1), len(waiting)))
        elif mark in CLOSINGS and _may_open(mark, before, after, parts_words=parts_words):
            if mark in SINGLE_MARKS and waiting and waiting[-1].text == mark:
                # An apostrophe at the start of a word, it turns out: those must not pile up.
                waiting.pop()
            waiting.append(QuotationMark(mark, start, opens=True))
        elif not (mark in _PRIMES and before.isdecimal()):
            alone.append(QuotationMark(mark, start, opens=False))
    found.sort(key=lambda quotation: quotation.span)
    alone = [mark for mark in alone + waiting if mark.text not in SINGLE_MARKS]
    return tuple(found), tuple(sorted(alone, key=lambda mark: mark.start))


def _place_of_partner(waiting: list[QuotationMark], prose: str, start: int) -> int | None:
    """The index of the waiting mark that the mark at ``start`` closes, the innermost such; None if it closes none."""
    mark = prose[start]
    before = prose[start - 1] if start else " "
    after = prose[start + 1] if start + 1 < len(prose) else " "
    if mark in SINGLE_MARKS and (before.isspace() or _is_letter(after)):
        return None
    for place in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _DEEPEST), -1):
        opening = waiting[place]
        if mark in CLOSINGS[opening.text]:
            if start == opening.start + 1:
                closes = not _is_letter(after)
            else:
                closes = prose[opening.start + 1].isspace() or not before.isspace() or not _is_letter(after)
            return place if closes else None
    return None


def _may_open(mark: str, before: str, after: str, *, parts_words: bool) -> bool:
    """Whether a mark that closes nothing can be the opening one, by the characters around it.

    ``parts_words`` says that the text puts blanks between words, so that no quotation begins right after a letter.
    """
    if mark in _ALWAYS_OPENING:
        return True
    if _is_letter(before) and (parts_words or mark in SINGLE_MARKS):
        return False
    return not after.isspace() or (mark not in SINGLE_MARKS and (mark == "«" or before.isspace() or not parts_words))


def _is_letter(character: str) -> bool:
    """Whether a quotation mark next to the character stands inside or at the edge of a word."""
    return character.isalnum() and character < _NO_BLANKS


def _is_hebrew(character: str) -> bool:
    """Whether it is a Hebrew letter: between two of those, a double mark (gershayim) makes an abbreviation."""
    return "\u05d0" <= character <= "\u05ea"
