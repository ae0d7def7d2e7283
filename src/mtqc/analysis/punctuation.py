"""Punctuation: what a language asks for, and what a text ends in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from mtqc.languages import Language

Mark = Literal["stop", "question", "exclamation", "colon", "semicolon", "comma", "ellipsis"]

_MARKS: Mapping[str, tuple[Mark, ...]] = MappingProxyType(
    {
        **dict.fromkeys(".。．｡।॥።։۔။᱾᱿", ("stop",)),
        **dict.fromkeys("?？؟՞⸮፧", ("question",)),
        **dict.fromkeys("!！՜‼", ("exclamation",)),
        **dict.fromkeys("⁉⁈‽", ("question", "exclamation")),
        **dict.fromkeys(":：፡", ("colon",)),
        **dict.fromkeys(";；؛;", ("semicolon",)),
        **dict.fromkeys(",，、،", ("comma",)),
        **dict.fromkeys("…⋯", ("ellipsis",)),
    }
)
"""What a character at the end of a sentence is, in any script."""
_LONGEST_END = 80
"""So many characters at the end of a text are looked at."""
_OPENING_MARKS = frozenset("\"'`“”„«»‘‚([{「『")
_CLOSING_MARKS = frozenset("\"'“”»«’‘)]}」』")
_AFTERTHOUGHT = re.compile(r"(?>(?:\s*+(?:</[A-Za-z]\w{0,20}+>|<br\s?/?>|[(\[]\w{1,12}+/\w{1,12}+[)\]]))+)\s*+\Z")
_AFTER_MARKS = (
    " \t\n\r\u00a0\u202f\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\"'”“»«’‘‹›)]}）】」』\\*"
)
"""What may stand after the last mark of a sentence: blanks, bidirectional controls, closing marks, emphasis."""
_MOST_MARKS = 4


@dataclass(frozen=True, slots=True)
class PunctuationRules:
    """What a language asks for where that differs from most.

    ``space_before`` and ``space_after`` hold the marks that a no-break space stands next to, ``space_tolerated`` those
    that one may stand before. ``opening`` has the mark that a sentence ending in another one begins with, ``dash`` is
    the dash of running text, which has blanks around it.
    ``marks`` are sentence-final marks of this language alone, ``indirect_question`` the first words of sources that
    translate as questions, ``asking`` the last words of questions that need no mark. ``quotes_elsewhere`` are pairs of
    quotation marks of other countries where the language is written.
    """

    space_before: frozenset[str] = frozenset()
    space_after: frozenset[str] = frozenset()
    space_tolerated: frozenset[str] = frozenset()
    opening: Mapping[str, str] = field(default_factory=dict)
    dash: str | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    indirect_question: frozenset[str] = frozenset()
    asking: tuple[str, ...] = ()
    quotes_elsewhere: frozenset[str] = frozenset()


_USUAL = PunctuationRules()


def punctuation_of(language: Language | None) -> PunctuationRules:
    """The rules of a language, or of none in particular."""
    return _USUAL if language is None else _rules(language.tag)


def final_marks(text: str, rules: PunctuationRules) -> frozenset[Mark]:
    """The marks that a text ends in, whatever closes behind them: question and exclamation of "(Really?!)".

    Three full stops are an ellipsis. Closing tags and choices such as "(y/N)" behind the mark are passed over.
    A mark between quotation marks or brackets of its own is what the text is about, and ends nothing.
    """
    end = text[-_LONGEST_END:].rstrip()
    if end.endswith((">", ")", "]")):
        end = _AFTERTHOUGHT.sub("", end)
    text = end.rstrip(_AFTER_MARKS)
    if text.endswith(("...", "。。。")):
        return frozenset(("ellipsis",))
    found: set[Mark] = set()
    for character in reversed(text[-_MOST_MARKS:]):
        marks = (rules.marks[character],) if character in rules.marks else _MARKS.get(character)
        if not marks or (found and not found <= {"question", "exclamation"}):
            break
        found.update(marks)
    is_enclosed = len(text) < len(end) and end[len(text)] in _CLOSING_MARKS
    if is_enclosed and text[-_MOST_MARKS:].rstrip("?!:;.,")[-1:] in _OPENING_MARKS:
        return frozenset()
    return frozenset(found)


@cache
def _rules(tag: str) -> PunctuationRules:
    tables = _tables()
    while tag and tag not in tables:
        tag = tag.rpartition("-")[0]
    table = tables.get(tag, {})
    return PunctuationRules(
        space_before=frozenset(table.get("space_before", "")),
        space_after=frozenset(table.get("space_after", "")),
        space_tolerated=frozenset(table.get("space_tolerated", "")),
        opening=table.get("opening", {}),
        dash=table.get("dash"),
        marks=table.get("marks", {}),
        indirect_question=frozenset(table.get("indirect_question", ())),
        asking=tuple(table.get("asking", ())),
        quotes_elsewhere=frozenset(table.get("quotes_elsewhere", ())),
    )


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("mtqc").joinpath("data", "conventions", "punctuation.toml").read_text("utf-8"))
