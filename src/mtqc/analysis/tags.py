"""Markup tags written in a text: XML and HTML elements and entities, and BBCode."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from mtqc.model import Span

# "<" stands nowhere inside a tag: that keeps the search linear on any text.
_TAG = re.compile(
    r"""
    <(?P<slash>/?)(?P<name>[A-Za-z_][\w:.\-]*+)
        (?P<attributes>(?:\s++(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)?+)(?P<end>/?)>
  | <!--(?:[^-<]++|-(?!->))*+-->
  | <[!?][A-Za-z\[][^<>]*+>
  | &(?:\#(?:\d{1,7}|[xX][\da-fA-F]{1,6})|[A-Za-z][\w.\-]{1,60}+);
    """,
    re.VERBOSE,
)
_BBCODE = re.compile(r"\[(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?:=[^\[\]\n]{1,300})?\]")
_ATTRIBUTE = re.compile(r"\s([\w:.\-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands in the text.

    ``name`` is the element's, ``[b]`` for BBCode, and the whole text for entities and declarations.
    """

    kind: Literal["open", "close", "standalone", "entity"]
    name: str
    text: str
    span: Span

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes with their values, without quotation marks."""
        return {match[1]: match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(self.text)}


@cache
def elements(vocabulary: str) -> frozenset[str]:
    """The names of a vocabulary in ``data/markup/elements.toml``; ``known`` is all that are tags standing alone."""
    tables = tomllib.loads(files("mtqc").joinpath("data/markup/elements.toml").read_text("utf-8"))
    if vocabulary == "known":
        return frozenset(name for key, names in tables.items() if key not in ("void", "unclosed") for name in names)
    return frozenset(tables[vocabulary])


def find_tags(text: str) -> tuple[Tag, ...]:
    """The tags of a text.

    ``<file>`` and ``<name>`` are metavariables that people translate: a name in angle brackets is a tag if it is one
    of known markup (``<b>``), has attributes, closes itself, or has an end tag in the text. BBCode needs an end tag.
    """
    tags: list[Tag] = []
    if ("<" in text and ">" in text) or ("&" in text and ";" in text):
        tags += _markup(text)
    if "[/" in text:
        tags += _bbcode(text)
        tags.sort(key=lambda tag: tag.span)
    return tuple(tags)


def _markup(text: str) -> list[Tag]:
    matches = list(_TAG.finditer(text))
    closed = {match["name"] for match in matches if match["slash"]}
    return [
        Tag(_kind(match), match["name"] or match.group(), match.group(), Span(match.start(), match.end()))
        for match in matches
        if match["name"] is None or match["name"] in closed or _is_tag_alone(match)
    ]


def _is_tag_alone(match: re.Match[str]) -> bool:
    return bool(match["end"]) or "=" in match["attributes"] or match["name"].lower() in elements("known")


def _kind(match: re.Match[str]) -> Literal["open", "close", "standalone", "entity"]:
    name = match["name"]
    if name is None:
        return "entity" if match.group()[0] == "&" else "standalone"
    if match["slash"]:
        return "close"
    is_standalone = match["end"] or match["attributes"].endswith("/") or name.lower() in elements("void")
    return "standalone" if is_standalone else "open"


def _bbcode(text: str) -> list[Tag]:
    matches = list(_BBCODE.finditer(text))
    closed = {match["name"] for match in matches if match["slash"]}
    closed &= {match["name"] for match in matches if not match["slash"]}
    return [
        Tag(
            "close" if match["slash"] else "open", f"[{match['name']}]", match.group(), Span(match.start(), match.end())
        )
        for match in matches
        if match["name"] in closed
    ]
