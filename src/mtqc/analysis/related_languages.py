"""Which languages are so near to each other that a short text may be in either."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from mtqc.languages import Language


def are_related(one: Language, other: Language) -> bool:
    """Whether two languages share whole sentences, or are the same."""
    return one.code == other.code or other.code in related(one.code)


@cache
def related(code: str) -> frozenset[str]:
    """The languages that are near to one, itself included."""
    text = files("mtqc").joinpath("data", "accuracy", "related_languages.toml").read_text(encoding="utf-8")
    groups: list[list[str]] = tomllib.loads(text)["groups"]
    return frozenset({code}).union(*(group for group in groups if code in group))
