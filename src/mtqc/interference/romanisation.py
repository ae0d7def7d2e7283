"""Russian and Ukrainian names between the Latin spellings of languages, by way of Cyrillic letters."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import regex

_LONGEST = 40
"""Letters of the longest name that is looked at."""
_NOT_WRITTEN_SO = "0"
_REMEMBERED = 4096


class _Rules(NamedTuple):
    """Rules as one pattern with a group each, and what each writes."""

    pattern: regex.Pattern[str]
    written: tuple[str, ...]

    def apply(self, text: str) -> str | None:
        """The text by the rules; None if it is not written so anywhere."""
        pieces: list[str] = []
        place = 0
        while place < len(text):
            match = self.pattern.match(text, place)
            if match is None or match.lastindex is None or match.end() == place:
                return None
            written = self.written[match.lastindex - 1]
            if written == _NOT_WRITTEN_SO:
                return None
            pieces.append(written)
            place = match.end()
        return "".join(pieces)


@lru_cache(maxsize=_REMEMBERED)
def read(name: str, code: str) -> str | None:
    """The Cyrillic letters of a family name as a language spells it; None if it does not spell names so.

    Some letters are a guess: languages write several Cyrillic letters alike.
    """
    rules = _rules(code, "read")
    folded = without_accents(name.lower())
    if rules is None or len(name) > _LONGEST or not regex.search(_tables()["endings"][code], name.lower()):
        return None
    return rules.apply(folded)


@lru_cache(maxsize=_REMEMBERED)
def written(cyrillic: str, code: str) -> str | None:
    """How a language writes Cyrillic letters, with a capital; None where it has no rules, or none for some letter."""
    rules = _rules(code, "write")
    text = None if rules is None else rules.apply(cyrillic)
    return text[0].upper() + text[1:] if text else None


def marks(name: str, target: str, source: str) -> int:
    """How many kinds of marks of the source language's spelling a name has that the target language has not."""
    lowered = name.lower()
    return sum(pattern.search(lowered) is not None for pattern in _marks(target, source))


def spellings(target: str) -> tuple[str, ...]:
    """The languages, by their codes, whose spelling of names can be told from the target language's."""
    return tuple(_tables()["marks"].get(target, ()))


def without_accents(text: str) -> str:
    """The text with the bare letters of those that have accents."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


@cache
def _rules(code: str, direction: str) -> _Rules | None:
    rows: list[list[str]] | None = _tables().get(code, {}).get(direction)
    if rows is None:
        return None
    pattern = regex.compile("|".join(f"({row[0]})" for row in rows))
    return _Rules(pattern, tuple(row[1] for row in rows))


@cache
def _marks(target: str, source: str) -> tuple[regex.Pattern[str], ...]:
    return tuple(map(regex.compile, _tables()["marks"].get(target, {}).get(source, ())))


@cache
def _tables() -> dict[str, Any]:
    path = files("mtqc").joinpath("data", "interference", "names", "schemes.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
