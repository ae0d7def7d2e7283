"""Markup tags written in a text: XML and HTML elements and entities, and BBCode."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from mtqc.model import Span

Kind = Literal["open", "close", "standalone", "entity"]

# "<" stands nowhere inside a tag: that keeps the search linear on any text.
_TAG = re.compile(
    r"""
    <(?P<slash>/?)(?P<name>[A-Za-z_][\w:.\-]*+)
        (?P<attributes>(?>(?:\s++(?>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*)|/)?))>
  | <!--(?>(?:[^-<]++|-(?!->))*)-->
  | <[!?][A-Za-z\[][^<>]*+>
  | &(?:\#(?:\d{1,7}|[xX][\da-fA-F]{1,6})|[A-Za-z][\w.\-]{1,60}+);
    """,
    re.VERBOSE,
)
_BBCODE = re.compile(r"\[(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?:=[^\[\]\n]{1,300})?\]")
# "<size = 5>" is a remark, "<size value=5>" a tag.
_WITH_VALUE = re.compile(r"\s[\w:.\-]++(?:=[\"'\w/#%{]|\s?=\s?[\"'])")
_ATTRIBUTE = re.compile(r"\s([\w:.\-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands in the text.

    ``name`` is the element's, ``[b]`` for BBCode, and the whole text for entities and declarations.
    """

    kind: Kind
    name: str
    text: str
    span: Span

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes with their values, without quotation marks."""
        return {match[1]: match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(self.text)}


@cache
def elements(table: str) -> frozenset[str]:
    """The names of elements in a table of ``data/markup/elements.toml``; ``known`` is all that are tags alone."""
    tables = _tables()
    if table == "known":
        return frozenset(name for names in tables["known"].values() for name in names)
    return frozenset(tables[table])


@cache
def attribute_names(table: str) -> frozenset[str]:
    """The names of attributes in a table of ``data/markup/elements.toml``: ``translatable``, ``layout``, ``fixed``."""
    return frozenset(_tables()["attributes"][table])


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("mtqc").joinpath("data/markup/elements.toml").read_text("utf-8"))


_NO_NAMES: frozenset[str] = frozenset()


def find_tags(text: str, names: frozenset[str] = _NO_NAMES) -> tuple[Tag, ...]:
    """The tags of a text.

    ``<file>`` and ``<name>`` are metavariables that people translate: a name in angle brackets is a tag if it is one
    of known markup (``<b>``) or of ``names``, has attributes, closes itself, or has an end tag in the text. BBCode
    needs start and end tag, or to be in ``names``.
    """
    tags: list[Tag] = []
    if ("<" in text and ">" in text) or ("&" in text and ";" in text):
        tags += _markup(text, names)
    if "[/" in text or (names and "[" in text):
        tags += _bbcode(text, names)
        tags.sort(key=lambda tag: tag.span)
    return tuple(tags)


def _markup(text: str, names: frozenset[str]) -> list[Tag]:
    matches = list(_TAG.finditer(text))
    closed = frozenset(match["name"] for match in matches if match["slash"])
    marked = names | closed
    return [
        Tag(_kind(match, closed), match["name"] or match.group(), match.group(), Span(match.start(), match.end()))
        for match in matches
        if match["name"] is None or match["name"] in marked or _is_tag_alone(match)
    ]


def _is_tag_alone(match: re.Match[str]) -> bool:
    if _closes_itself(match) or match["name"].lower() in elements("known"):
        return True
    return "=" in match["attributes"] and _WITH_VALUE.search(match["attributes"]) is not None


def _closes_itself(match: re.Match[str]) -> bool:
    """Whether a tag ends with a slash that is not part of an attribute: ``<a href=/x/>`` does not."""
    attributes: str = match["attributes"]
    if not attributes.endswith("/"):
        return False
    last = attributes.split()[-1]
    return "=" not in last or last[-2] in "\"'"


def _kind(match: re.Match[str], closed: frozenset[str]) -> Kind:
    name = match["name"]
    if name is None:
        return "entity" if match.group()[0] == "&" else "standalone"
    if match["slash"]:
        return "close"
    is_void = name not in closed and name.lower() in elements("void")
    return "standalone" if is_void or _closes_itself(match) else "open"


def _bbcode(text: str, names: frozenset[str]) -> list[Tag]:
    matches = list(_BBCODE.finditer(text))
    paired = {match["name"] for match in matches if match["slash"]}
    paired &= {match["name"] for match in matches if not match["slash"]}
    return [
        Tag(
            "close" if match["slash"] else "open", f"[{match['name']}]", match.group(), Span(match.start(), match.end())
        )
        for match in matches
        if match["name"] in paired or f"[{match['name']}]" in names
    ]
