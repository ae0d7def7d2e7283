"""Characters that nobody sees, and where they belong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from mtqc.model import Span

# The names that Unicode's code charts give the control characters; the database calls them all "<control>".
_CONTROL_NAMES = {
    0x00: "null",
    0x01: "start of heading",
    0x02: "start of text",
    0x03: "end of text",
    0x04: "end of transmission",
    0x07: "bell",
    0x08: "backspace",
    0x0B: "line tabulation",
    0x0C: "form feed",
    0x1B: "escape",
    0x7F: "delete",
}


@dataclass(frozen=True, slots=True)
class Invisible:
    """A run of one invisible character where it does not belong."""

    character: str
    span: Span


def _characters(*ranges: tuple[int, int]) -> str:
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


CONTROLS = _characters((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x7F))
"""The C0 controls without tab, line feed and carriage return. Those of C1 are a matter of encoding."""
JOINERS = "\u200c\u200d"
DIRECTION_MARKS = "\u200e\u200f\u061c"
DIRECTION_CONTROLS = _characters((0x202A, 0x202E), (0x2066, 0x2069))
TAGS = _characters((0xE0000, 0xE007F))
VARIATION_SELECTORS = _characters((0xFE00, 0xFE0F))
IDEOGRAPH_SELECTORS = _characters((0xE0100, 0xE01EF))
NEVER = "\ufeff\u2028\u2029\u034f\ufff9\ufffa\ufffb\ufffc\u206a\u206b\u206c\u206d\u206e\u206f" + _characters(
    (0xFDD0, 0xFDEF), (0xFFFE, 0xFFFF)
)
"""Characters that have no place in running text: byte order mark, separators, annotation marks, non-characters."""
INVISIBLE = (
    "\u00ad\u200b\u180e\u115f\u1160\u3164\uffa0"
    + CONTROLS
    + JOINERS
    + DIRECTION_MARKS
    + DIRECTION_CONTROLS
    + TAGS
    + VARIATION_SELECTORS
    + IDEOGRAPH_SELECTORS
    + NEVER
)
"""Everything that may be out of place; spaces, however wide, are visible."""

_RUN = regex.compile(rf"([{regex.escape(INVISIBLE, special_only=False)}])\1*+")
# Where words are written without spaces, a zero-width space says where a line may break.
_BROKEN_BY_ZERO_WIDTH = regex.compile(r"[\p{Thai}\p{Laoo}\p{Khmr}\p{Mymr}\p{Tibt}\p{Java}\p{Bali}]")
# Joiners shape letters of cursive and Indic scripts; in Latin, Greek, Cyrillic and East Asian text they do nothing.
_SHAPED = regex.compile(r"(?V1)[[\p{L}\p{M}]--[\p{Latn}\p{Grek}\p{Cyrl}\p{Hani}\p{Hira}\p{Kana}\p{Hang}\p{Zinh}]]")
_PICTURE = regex.compile(r"[\p{So}\p{Sk}\p{Sm}\p{Po}\p{Emoji}\u20e3\ufe0f\U0001f3fb-\U0001f3ff]")
_TAKES_SELECTOR = regex.compile(r"[\p{S}\p{Po}\p{N}\p{Hani}\p{Mong}\p{Phag}\p{Mymr}\p{Pd}\p{Ps}\p{Pe}]")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Arab}\p{Hebr}\p{Syrc}\p{Thaa}\p{Nkoo}]")
_OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_ISOLATES = "\u2066\u2067\u2068\u2069"
OVERRIDES = "\u202d\u202e"
"""The controls that force a direction on letters: they can make a text show otherwise than it reads."""


def name_of(character: str) -> str:
    """What to call a character: "U+200B zero width space"."""
    code = ord(character)
    name = _CONTROL_NAMES.get(code) or unicodedata.name(character, "").lower()
    if not name:
        name = "control character" if unicodedata.category(character) == "Cc" else "unassigned character"
    return f"U+{code:04X} {name}"


def find_misplaced(text: str, right_to_left: bool) -> Iterator[Invisible]:
    """The invisible characters of a text that have no business where they stand, equal neighbours as one.

    ``right_to_left`` says that the text's language runs so, where direction marks are part of good typing.
    """
    bidirectional = right_to_left or _RIGHT_TO_LEFT.search(text) is not None
    balanced = _is_balanced(text)
    for match in _RUN.finditer(text):
        character = match.group(1)
        start, end = match.span()
        if not _belongs(character, text, start, end, bidirectional, balanced):
            yield Invisible(character, Span(start, end))


def _belongs(character: str, text: str, start: int, end: int, bidirectional: bool, balanced: bool) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if character in DIRECTION_MARKS:
        return bidirectional
    if character in DIRECTION_CONTROLS:
        # Programs put isolates around what they fill in; nobody needs an override but to deceive.
        return balanced and (bidirectional or character in _ISOLATES) and character not in OVERRIDES
    if character == "\u00ad":
        return before.isalpha() and after.isalpha() and end - start == 1
    if character == "\u200b":
        return bool(_BROKEN_BY_ZERO_WIDTH.match(before) or _BROKEN_BY_ZERO_WIDTH.match(after))
    if character in JOINERS:
        picture = character == "\u200d" and _PICTURE.match(before) and _PICTURE.match(after)
        return bool(picture or _SHAPED.match(before) or _SHAPED.match(after))
    if character in VARIATION_SELECTORS or character in IDEOGRAPH_SELECTORS:
        return end - start == 1 and _TAKES_SELECTOR.match(before) is not None
    if character in TAGS:
        return _is_flag(text, start)
    if character == "\u180e":
        return bool(regex.match(r"\p{Mong}", before))
    return character in "\u115f\u1160\u3164\uffa0" and bool(regex.match(r"\p{Hang}", before + after))


def _is_flag(text: str, start: int) -> bool:
    """Whether the tag character at ``start`` belongs to the flag of a region, which begins with a black flag."""
    first = start
    while first and text[first - 1] in TAGS and start - first < 8:
        first -= 1
    return text[first - 1 : first] == "\U0001f3f4"


def _is_balanced(text: str) -> bool:
    """Whether each embedding, override and isolate is closed, and nothing else is."""
    open_kinds: list[bool] = []
    for character in text:
        if character in _OPENING:
            open_kinds.append(character in _ISOLATES)
        elif character in "\u202c\u2069" and (not open_kinds or open_kinds.pop() != (character == "\u2069")):
            return False
    return not open_kinds
