"""The shipped tables of languages, read one language at a time and kept."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

Table = dict[str, Any]


@cache
def index() -> Table:
    """Which tags have tables of their own, and how other tags lead to them."""
    return _read("index.json")


@cache
def words(code: str) -> Table:
    """The hand-written words of a language; empty where there are none."""
    try:
        return _read("words", f"{code}.json")
    except FileNotFoundError:
        return {}


@cache
def function_words() -> dict[str, tuple[str, ...]]:
    """From each function word of the languages with word lists to the codes of those that have it."""
    return {word: tuple(codes.split()) for word, codes in _read("words", "function-words.json").items()}


@cache
def facts(code: str) -> Table:
    """The facts of a language and its variants by tag; a variant holds only what differs from its parent."""
    return _read("facts", f"{code}.json")


@cache
def names(code: str) -> Table:
    """What a language and its variants call things, by tag; a variant holds only what differs from its parent."""
    return _read("names", f"{code}.json")


def inherited(tables: Table, chain: tuple[str, ...]) -> Table:
    """The tables of a chain of tags laid over each other, the parents' below those of their children."""
    merged: Table = {}
    for tag in reversed(chain):
        for key, value in tables.get(tag, {}).items():
            merged[key] = {**merged.get(key, {}), **value} if isinstance(value, dict) else value
    return merged


def _read(*path: str) -> Table:
    content: Table = json.loads(files("mtqc").joinpath("data", "languages", *path).read_bytes())
    return content
