"""What stands around foreign words and says whether they were left behind."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def follows_names(target: str) -> frozenset[str]:
    """The function words of a target language that follow a name as easily as any other word."""
    return _lists().get("after_names", {}).get(target, frozenset())


def precedes_authors(target: str) -> frozenset[str]:
    """The prepositions that stand between the title of a work and its author."""
    return _lists().get("before_authors", {}).get(target, frozenset())


def precedes_owners(target: str) -> frozenset[str]:
    """The words that stand between a noun and what it belongs to."""
    return _lists().get("before_owners", {}).get(target, frozenset())


def articles(target: str) -> frozenset[str]:
    """The articles of a target language."""
    return _lists().get("articles", {}).get(target, frozenset())


def announces(target: str) -> frozenset[str]:
    """The words of a target language that say that a name, a title or foreign words follow."""
    return _lists().get("announcing", {}).get(target, frozenset())


@cache
def openers_in_names() -> frozenset[str]:
    """Words that open sentences and are names as well."""
    return _lists()["names"]["openers"]


@cache
def borrowed_phrases() -> frozenset[str]:
    """Phrases that many languages have borrowed from another, in small letters: "en passant"."""
    return _lists()["borrowed"]["phrases"]


@cache
def _lists() -> Mapping[str, Mapping[str, frozenset[str]]]:
    path = files("mtqc").joinpath("data", "interference", "residue", "targets.toml")
    content: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: {key: frozenset(words) for key, words in table.items()} for name, table in content.items()}
