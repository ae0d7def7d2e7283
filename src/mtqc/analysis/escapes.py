"""Escapes that a program should have turned into characters, and letters that an encoding turned into marks."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import regex

from mtqc.analysis.mojibake import Repair
from mtqc.model import Span

_TWICE_ESCAPED = regex.compile(r"&amp;(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_ENTITY = regex.compile(r"&(?:amp|lt|gt|quot|apos|#0?3[49]|#x2[27]);")
_ENTITY_IN_PROSE = regex.compile(r"(?<=\p{L})&(?:apos|#0?39|#x27);(?=\p{L})|(?<= )&amp;(?= )")
_BACKSLASH_ESCAPES = regex.compile(r"(?:\\u[0-9A-Fa-f]{4})++|(?:\\x[0-9A-Fa-f]{2}){2,}+")
_WORD_WITH_MARKS = regex.compile(r"(?<![\p{L}\p{M}\ufffd])[\p{L}\p{M}\ufffd]++(?:\?{1,2}+[\p{L}\p{M}\ufffd]++)++")
_WORD_WITH_HOLES = regex.compile(r"(?<![\p{L}\p{M}\ufffd])[\p{L}\p{M}]*+(?:\ufffd++[\p{L}\p{M}]*+)++")
_WORD = regex.compile(r"[\p{L}\p{M}]++")
_HOLE = regex.compile(r"[?\ufffd]++")
_ASCII_LETTER = regex.compile(r"[A-Za-z]")


def twice_escaped(text: str) -> Iterator[Repair]:
    """Entities whose ampersand was escaped once more, such as ``&amp;quot;``, each with the character meant."""
    for match in _TWICE_ESCAPED.finditer(text):
        yield Repair(Span(match.start(), match.end()), unescape(unescape(match.group())))


def has_entity(text: str) -> bool:
    """Whether a text writes any character as an entity, or holds a tag: then its entities are meant."""
    return ("&" in text and ";" in text and unescape(text) != text) or ("<" in text and ">" in text)


def entities(text: str) -> Iterator[Repair]:
    """Entities for characters that plain text writes as they are: ``&quot;`` ``&#39;`` ``&amp;`` ``&lt;`` ``&gt;``."""
    for match in _ENTITY.finditer(text):
        yield Repair(Span(match.start(), match.end()), unescape(match.group()))


def entities_in_prose(text: str) -> Iterator[Repair]:
    """Those entities that nobody writes on purpose: ``l&#39;eau``, ``Laurel &amp; Hardy``."""
    for match in _ENTITY_IN_PROSE.finditer(text):
        yield Repair(Span(match.start(), match.end()), unescape(match.group()))


def backslash_escapes(text: str) -> Iterator[Repair]:
    r"""Letters and punctuation beyond ASCII written as ``\u00fc`` or as the bytes ``\xc3\xbc``."""
    for match in _BACKSLASH_ESCAPES.finditer(text):
        digits = match.group()
        try:
            if digits[1] == "u":
                decoded = bytes.fromhex(digits.replace("\\u", "")).decode("utf-16-be")
            else:
                decoded = bytes.fromhex(digits.replace("\\x", "")).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if decoded.isprintable() and not decoded.isascii():
            yield Repair(Span(match.start(), match.end()), decoded)


def replaced_letters(text: str) -> Iterator[Span]:
    """Words with a question mark between their letters, as encodings leave it that lack a letter: ``M?ller``."""
    for match in _WORD_WITH_MARKS.finditer(text):
        yield Span(match.start(), match.end())


def replacement_characters(text: str) -> Iterator[Span]:
    """Words with U+FFFD in them, which stands for bytes that could not be read."""
    for match in _WORD_WITH_HOLES.finditer(text):
        yield Span(match.start(), match.end())


def restored(word: str, source: str) -> str | None:
    """The word of the source that this one was before letters of it were replaced; None if the source has none."""
    shape = _HOLE.sub("?", word).lower()
    for match in _WORD.finditer(source):
        original = match.group()
        if not original.isascii() and shape in _shapes(original.lower()):
            return original
    return None


def _shapes(word: str) -> tuple[str, str]:
    """A word with every letter beyond ASCII replaced, and with neighbouring ones replaced as one."""
    single = "".join(letter if _ASCII_LETTER.match(letter) else "?" for letter in word)
    return single, _HOLE.sub("?", single)
