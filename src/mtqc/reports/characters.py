"""Shows every character of a hostile text, and says how many columns it takes on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

_UNSEEN = regex.compile(
    r"""[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]
    | (?![\u200C\u200D\p{Prepended_Concatenation_Mark}])\p{Cf}""",
    regex.VERBOSE,
)
"""Controls, lone surrogates, line separators, and format characters: bidirectional controls, zero-width spaces, tags.

The joiners of emoji and of Indic and Persian words stay, and so do the number signs of Arabic, which are seen.
"""
_NAMED = {"\n": "↵", "\t": "⇥"}
_UNUSUAL_BLANK = regex.compile(r"(?!\x20)\p{Zs}")
_SURROGATE = regex.compile(r"\p{Cs}")
_GRAPHEME = regex.compile(r"\X")
_EMOJI_STYLE = "\ufe0f"
_PLAIN = regex.compile(r"[\x20-\x7e]*+")


def visible(text: str) -> str:
    """The text on one line with every unseen character spelled out: ``‹U+202E›``; line feeds and tabs as ↵ and ⇥."""
    return _UNSEEN.sub(lambda match: _NAMED.get(match[0]) or code_point(match[0]), text)


def spelled(text: str) -> str:
    """The visible text, in which blanks other than the ordinary space are spelled out too: ``‹U+00A0›``."""
    return _UNUSUAL_BLANK.sub(lambda match: code_point(match[0]), visible(text))


def code_point(character: str) -> str:
    """The name of a character that cannot be shown: ``‹U+00A0›``."""
    return f"‹U+{ord(character):04X}›"


def encodable(text: str) -> str:
    """The text with each lone surrogate, which no encoding can write, spelled out."""
    return _SURROGATE.sub(lambda match: code_point(match[0]), text)


def graphemes(text: str) -> Iterator[str]:
    """The characters as a reader counts them: a letter with its accents, an emoji with its skin tone."""
    return (match[0] for match in _GRAPHEME.finditer(text))


def grapheme_width(grapheme: str) -> int:
    """The columns that one grapheme takes: 2 for East Asian wide ones and emoji, 0 for a bare combining mark.

    Wide is what UAX 11 calls W or F; a cluster takes the columns of its widest character.
    """
    if _EMOJI_STYLE in grapheme:
        return 2
    if len(grapheme) == 2 and all("\U0001f1e6" <= character <= "\U0001f1ff" for character in grapheme):
        return 2
    return max(map(_character_width, grapheme), default=0)


def display_width(text: str) -> int:
    """The columns that a text without unseen characters takes."""
    if _PLAIN.fullmatch(text):
        return len(text)
    return sum(map(grapheme_width, graphemes(text)))


def is_right_to_left(text: str) -> bool:
    """Whether the text holds letters that are written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns, broken at spaces, or inside a word that is longer than a line."""
    lines = [""]
    room = width
    for word in text.split(" "):
        columns = display_width(word)
        if lines[-1] and columns < room:
            lines[-1] += " " + word
            room -= columns + 1
            continue
        if lines[-1]:
            lines.append("")
            room = width
        if columns <= width:
            lines[-1] = word
            room -= columns
            continue
        for grapheme in graphemes(word):
            taken = grapheme_width(grapheme)
            if taken > room and lines[-1]:
                lines.append("")
                room = width
            lines[-1] += grapheme
            room -= taken
    return lines


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
