"""reStructuredText in a text: roles, references, substitutions and marked words.

The grammar is that of the reStructuredText Markup Specification ("Inline Markup"); the roles are Sphinx's.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mtqc.model import Span

# Inline markup stands between blanks or punctuation, and its content neither begins nor ends with a blank.
_START, _END = r"(?<![\w`*:\\])", r"(?![\w`*])"
_INLINE = re.compile(
    rf"""
    (?<![\w`\\]):(?P<role>[A-Za-z][\w+.\-]{{0,40}}+(?::[A-Za-z][\w+.\-]{{0,40}}+)?):`
        (?P<content>[^`\s][^`\n]{{0,500}}+)(?<!\s)`{_END}
  | {_START}`(?P<link>[^`\s<][^`<]{{0,500}}+(?<=\s)<[^<>`\n]{{1,500}}+>)`__?{_END}
  | {_START}`(?P<reference>[^`\s][^`<]{{0,500}}+)(?<!\s)`__?{_END}
  | {_START}\[(?P<note>\#?[\w.\-]{{0,60}}+|\*)\]_{_END}
  | {_START}\|(?P<substitution>[^|\s][^|\n]{{0,100}}+)(?<!\s)\|{_END}
  | {_START}\*\*(?P<strong>[^*\s][^*]{{0,500}}+)(?<!\s)\*\*{_END}
  | {_START}\*(?P<emphasis>[^*\s][^*]{{0,500}}+)(?<!\s)\*{_END}
    """,
    re.VERBOSE,
)
_ROLE = re.compile(r"(?<![\w`\\]):[a-z][a-z+.\-]{1,40}(?::[a-z]{1,40})?:`")
_TARGET = re.compile(r"<([^<>]*+)>\Z")


@dataclass(frozen=True, slots=True)
class InlineMarkup:
    """A piece of inline markup; ``key`` is what a translation keeps of it."""

    key: str
    text: str
    span: Span


@cache
def _shown_roles() -> frozenset[str]:
    tables = tomllib.loads(files("mtqc").joinpath("data/markup/restructured_text.toml").read_text("utf-8"))
    return frozenset(tables["shown_roles"])


def has_roles(text: str) -> bool:
    """Whether a text has a role, which nothing but reStructuredText has."""
    return ":`" in text and _ROLE.search(text) is not None


def find_inline_markup(text: str) -> tuple[InlineMarkup, ...]:
    """The roles, references, notes, substitutions and marked words of a text."""
    return tuple(
        InlineMarkup(_key(match), match.group(), Span(match.start(), match.end())) for match in _INLINE.finditer(text)
    )


def _key(match: re.Match[str]) -> str:
    role = match["role"]
    if role is not None:
        target = _TARGET.search(match["content"])
        if role.rpartition(":")[2] in _shown_roles():
            return f":{role}:"
        return f":{role}:`{target[1] if target else match['content']}`"
    kind = match.lastgroup or ""
    # The words are translated; what they refer to is looked up by number, name or address.
    return f"{kind} {match[kind]}" if kind in ("note", "substitution") else kind
