"""Dates, sums, ordinals and capitals as another language writes them, by the patterns of a table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import regex

from mtqc.interference.evidence import Evidence
from mtqc.interference.passages import Passage
from mtqc.interference.prose import Prose
from mtqc.interference.typography.setting import setting
from mtqc.languages import Language, language
from mtqc.model import Category, Span

_ENGLISH_NUMBER = regex.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d++)?|\d{1,9}\.\d{1,2})(?![\d,]|\.\d)")


class _Pattern(NamedTuple):
    """A row of patterns.toml."""

    name: str
    languages: Mapping[str, float]
    expression: regex.Pattern[str]
    mark: int
    suggest: str | None
    needs: frozenset[str]
    why: str
    category: Category
    is_strong: bool
    confidence: float


def patterns(prose: Prose) -> Iterator[Evidence]:
    """What the patterns for the language of a text find outside quotations."""
    rows = _patterns(prose.language.code)
    for passage in prose.passages:
        characters = passage.analysis.characters
        for row in rows:
            if not row.needs or not row.needs.isdisjoint(characters):
                yield from _found(passage, row)


def _found(passage: Passage, row: _Pattern) -> Iterator[Evidence]:
    for match in row.expression.finditer(passage.analysis.prose):
        if passage.is_quoted(match.start()):
            continue
        span = Span(*match.span(row.mark))
        yield setting(
            passage,
            span,
            row.name,
            f"{span.of(passage.text)} {row.why}.",
            row.languages,
            category=row.category,
            suggestions=_suggestions(match, row, passage.language),
            confidence=row.confidence,
            is_strong=row.is_strong,
        )


def _suggestions(match: regex.Match[str], row: _Pattern, target: Language) -> tuple[str, ...]:
    """What the row suggests, with the target's separators; without a template, a word with the other first letter."""
    if row.suggest is not None:
        return (_with_own_separators(match.expand(row.suggest), target),)
    word = match[row.mark]
    return (word[0].swapcase() + word[1:],) if word.isalpha() else ()


def _with_own_separators(text: str, target: Language) -> str:
    """A text with its English numbers, where they can only be those, as a language with a decimal comma has them."""
    if target.decimal_separators[0] != ",":
        return text
    own = str.maketrans({",": target.group_separators[0], ".": ","})
    return _ENGLISH_NUMBER.sub(lambda number: number[0].translate(own), text)


@cache
def _patterns(code: str) -> tuple[_Pattern, ...]:
    path = files("mtqc").joinpath("data", "interference", "typography", "patterns.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    words = _words(language(code), table["nationality"].get(code, ""))
    return tuple(_pattern(row, words) for row in table["pattern"] if code in row["targets"])


def _pattern(row: Mapping[str, Any], words: Mapping[str, str]) -> _Pattern:
    text = row["pattern"]
    for name, alternatives in words.items():
        text = text.replace(f"{{{name}}}", alternatives)
    return _Pattern(
        name=row["name"],
        languages=row["languages"],
        expression=regex.compile(text),
        mark=row.get("mark", 0),
        suggest=row.get("suggest"),
        needs=frozenset(row.get("needs", "")),
        why=row["why"],
        category=Category(row["category"]),
        is_strong=row.get("strong", False),
        confidence=row["confidence"],
    )


def _words(spoken: Language, nationality: str) -> Mapping[str, str]:
    """The alternatives that names in patterns stand for."""
    months = [forms[0] for forms in spoken.months]
    days = [forms[0] for forms in spoken.days]
    return {
        "Month": "|".join(_capitalised(name) for name in months),
        "month": "|".join(name.lower() for name in months),
        "Day": "|".join(_capitalised(name) for name in days),
        "day": "|".join(name.lower() for name in days),
        "nationality": nationality,
    }


def _capitalised(name: str) -> str:
    return name[0].upper() + name[1:]
