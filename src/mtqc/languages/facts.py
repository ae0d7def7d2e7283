"""The facts of one language, from CLDR and from tables of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from mtqc.errors import UnknownNameError
from mtqc.languages import tables, tags


@dataclass(frozen=True, slots=True)
class Quotes:
    """A pair of quotation marks."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What checks need to know of a language, for the tag as asked for (``de-CH``) or its nearest parent (``de``).

    ``tag`` is the tag as asked for in its usual form, ``code`` its language alone.
    ``group_separators`` and ``decimal_separators`` list every mark in use, the standard one first.
    ``digits`` are the ten digits of the language's own, which may be 0 to 9; ``minimum_grouping_digits`` is how many
    digits stand before the first group separator at least (2 in Spanish: 1234 but 12 345).
    ``quotes`` lists the pairs in use, the standard ones first, outer before inner; the typewriter's straight marks,
    which are at home everywhere, come last. ``exemplars`` holds the lower-case letters of the standard orthography,
    ``auxiliary_exemplars`` letters of foreign words and names.
    ``number_words`` maps lower-case words to 0 … 100 and the ordinals of 1 … 20; ``ambiguous_number_words`` are those
    that mean something else at least as often (``ein``, ``una``, ``second``). ``magnitude_words`` maps words and
    abbreviations to powers of ten by their value in this language: ``billion`` is 10⁹ in English, 10¹² in German.
    ``abbreviations`` end with a full stop that need not end a sentence, and are in lower case without that stop;
    ``final_abbreviations`` are those of them that may stand last in a sentence ("etc"), and
    ``abbreviations_before_numbers`` others, such as "no", that are abbreviations only before a number.
    ``ordinal_full_stop`` says that ordinal numbers end with a full stop: "3. Mai".
    ``date_patterns`` are CLDR's, by length: ``short``, ``medium``, ``long``, ``full``; ``percent_pattern`` likewise.
    Month and day names come in order, days from Sunday on, each with all its forms; words in their usual case.
    Word lists are empty for languages that mtqc has none of.
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
    native_name: str = ""
    digits: str = "0123456789"
    minimum_grouping_digits: int = 1
    percent_pattern: str = "#,##0%"
    auxiliary_exemplars: frozenset[str] = frozenset()
    ambiguous_number_words: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    final_abbreviations: frozenset[str] = frozenset()
    abbreviations_before_numbers: frozenset[str] = frozenset()
    ordinal_full_stop: bool = False
    date_patterns: Mapping[str, str] = field(default_factory=dict)
    months: tuple[tuple[str, ...], ...] = ()
    days: tuple[tuple[str, ...], ...] = ()


def language(tag: str) -> Language:
    """The facts of the language of a BCP 47 tag; ``de_DE.UTF-8``, ``sr@latin`` and ``ger`` do as well.

    Takes some tenths of a millisecond the first time, nothing after that: the same tag gives the same object.

    Raises:
        UnknownNameError: mtqc has no table for the tag nor for a parent of it; names the nearest known tag.
    """
    canonical = tags.canonical(tag)
    chain = tags.chain(canonical)
    if not chain:
        raise UnknownNameError("language", tag, tags.known_tags())
    return _language(canonical, chain)


def known_language(tag: str | None) -> Language | None:
    """What checks need to know of a language; None where no tag was given, or nothing is known of it."""
    try:
        return None if tag is None else language(tag)
    except UnknownNameError:
        return None


@lru_cache(maxsize=256)
def _language(tag: str, chain: tuple[str, ...]) -> Language:
    code = tag.partition("-")[0]
    facts = tables.inherited(tables.facts(code), chain)
    words = tables.words(code)
    marks = words.get("marks", {})
    own: tables.Table = next((marks[part] for part in chain if part in marks), {})
    numbers: dict[str, int] = words.get("numbers", {})
    function_words = frozenset(words.get("function_words", ()))
    return Language(
        tag=tag,
        code=code,
        name=facts["name"],
        script=facts["script"],
        right_to_left=facts["right_to_left"],
        has_case=facts["has_case"],
        has_word_spaces=facts["has_word_spaces"],
        decimal_separators=_unique(facts["decimal"], own.get("decimal", ())),
        group_separators=_unique(facts["group"], own.get("group", ()), _group_spaces(facts["group"])),
        quotes=tuple(Quotes(*pair) for pair in _quotes(own.get("standard_quotes") or facts["quotes"], own)),
        exemplars=_expand(facts["exemplars"]),
        number_words=MappingProxyType(numbers),
        magnitude_words=MappingProxyType(facts["magnitudes"] | words.get("magnitudes", {})),
        function_words=function_words,
        native_name=facts["native_name"],
        digits=facts["digits"],
        minimum_grouping_digits=facts["minimum_grouping_digits"],
        percent_pattern=facts["percent"],
        auxiliary_exemplars=_expand(facts["auxiliary"]),
        ambiguous_number_words=frozenset(words.get("ambiguous", ())) | (function_words & numbers.keys()),
        abbreviations=frozenset(words.get("abbreviations", ())),
        final_abbreviations=frozenset(words.get("final_abbreviations", ())),
        abbreviations_before_numbers=frozenset(words.get("before_numbers", ())),
        ordinal_full_stop=words.get("ordinal_full_stop", _ORDINAL_DAY in facts["dates"]["long"]),
        date_patterns=MappingProxyType(facts["dates"]),
        months=_names(facts["months"], facts["month_abbreviations"]),
        days=_names(facts["days"], facts["day_abbreviations"]),
    )


_ORDINAL_DAY = "d."
"""What CLDR's long date pattern has where a full stop makes ordinal numbers: ``d. MMMM y`` for "3. Mai 2024"."""
_NO_BREAK_SPACES = ("\u00a0", "\u202f", "\u2009")
_STRAIGHT_QUOTES = ('""', "''")


def _group_spaces(standard: list[str]) -> tuple[str, ...]:
    """The spaces that may part groups of digits.

    ISO 80000-1 has small spaces in every language; where a space is the standard, people type the plain one too.
    """
    return (*_NO_BREAK_SPACES, " ") if standard[0].isspace() else _NO_BREAK_SPACES


def _quotes(standard: list[str], own: tables.Table) -> tuple[str, ...]:
    return _unique(standard, own.get("quotes", ()), _STRAIGHT_QUOTES)


def _unique(*lists: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry for entries in lists for entry in entries))


def _names(full: list[list[str]], short: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_unique(*forms) for forms in zip(full, short, strict=True))


def _expand(characters: str) -> frozenset[str]:
    """The characters of a list in which ``a..z`` stands for a range."""
    first, *ranges = characters.split("..")
    found = set(first)
    for piece in ranges:
        found.update(map(chr, range(ord(first[-1]), ord(piece[0]) + 1)))
        found.update(piece)
        first = piece
    return frozenset(found)
