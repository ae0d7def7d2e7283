"""Cuts HTML into tags, text and comments as browsers do, in linear time and without losing a single offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mtqc.formats.html_elements import RAW_TEXT, TEXT_ONLY

_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"[^\s/>]++")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+ (?P<name> [^\s/>] [^\s/>=]*+ )
        (?>(?: \s*+ = \s*+ (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^\s>"'] [^\s>]*+) ) )?)""",
    re.VERBOSE,
)
_TAG_END = re.compile(r"[\s/]*+>")
_REFERENCE = re.compile(r"&(?:\#(?:[0-9]{1,8}+|[xX][0-9A-Fa-f]{1,7}+)|[A-Za-z][A-Za-z0-9]{1,31}+);?")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute; ``start`` and ``end`` are the offsets of its value as written."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page from ``start`` to ``end``; ``name`` is the lower-case name of a tag.

    The offsets of a comment are those of what it says.
    """

    kind: Literal["open", "close", "text", "comment"]
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of a page. Scripts and the like are left out; what is cut off in the middle of a tag is too."""
    done = 0
    while done < len(text):
        found = _MARKUP.search(text, done)
        start = found.start() if found else len(text)
        if start > done:
            yield Token("text", done, start)
        if found is None:
            return
        if text[start + 1] in "/!?" and not text[start + 2 : start + 3].isalpha():
            token, done = _comment(text, start)
        elif text[start + 1] in "!?":
            token, done = None, _behind(text, ">", start)
        else:
            token, done = _tag(text, start)
        if token is not None:
            yield token
            if token.kind == "open" and (token.name in RAW_TEXT or token.name in TEXT_ONLY):
                end = _end_of_raw_text(text, done, token.name)
                if token.name in TEXT_ONLY and end > done:
                    yield Token("text", done, end)
                done = end


def references(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of what looks like a character reference (``&amp;``) in a part of a page."""
    for found in _REFERENCE.finditer(text, start, end):
        yield found.span()


def _comment(text: str, start: int) -> tuple[Token | None, int]:
    if not text.startswith("<!--", start):
        return None, _behind(text, ">", start)
    if text.startswith((">", "->"), start + 4):
        return None, _behind(text, ">", start)
    end = text.find("-->", start + 4)
    if end < 0:
        return None, len(text)
    return Token("comment", start + 4, end), end + 3


def _tag(text: str, start: int) -> tuple[Token | None, int]:
    closing = text[start + 1] == "/"
    name = _NAME.match(text, start + 1 + closing)
    # The first letter was seen before.
    place = name.end() if name else len(text)
    attributes: list[Attribute] = []
    while not (end := _TAG_END.match(text, place)):
        attribute = _ATTRIBUTE.match(text, place)
        if attribute is None:
            return None, len(text)
        place = attribute.end()
        group = attribute.lastgroup or "name"
        if group != "name":
            attributes.append(Attribute(attribute["name"].lower(), *attribute.span(group)))
    kind: Literal["open", "close"] = "close" if closing else "open"
    return Token(kind, start, end.end(), name[0].lower() if name else "", tuple(attributes)), end.end()


def _end_of_raw_text(text: str, start: int, name: str) -> int:
    place = start
    while (place := text.find("</", place)) >= 0:
        behind = place + 2 + len(name)
        if text[place + 2 : behind].lower() == name and text[behind : behind + 1] in {
            "",
            " ",
            "\t",
            "\n",
            "\r",
            "/",
            ">",
        }:
            return place
        place += 2
    return len(text)


def _behind(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    return len(text) if end < 0 else end + len(mark)
