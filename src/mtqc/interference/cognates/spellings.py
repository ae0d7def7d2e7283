"""Words that two languages share in different spellings, and what the target language writes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def spellings(target: str, source: str) -> Mapping[str, str]:
    """Words in the source language's spelling, in small letters, with the target language's."""
    table: Mapping[str, str] = _content("spellings").get(target, {}).get(source, {})
    return table


def titles(target: str, source: str) -> Mapping[str, str]:
    """Ranks and offices likewise, which stand before names in any spelling."""
    table: Mapping[str, str] = _content("spellings").get("titles", {}).get(target, {}).get(source, {})
    return table


def rendering(key: str, target: str) -> str:
    """What a target language has for a made-up word, by its key; "" where the table does not say."""
    word: str = _content("renderings").get(target, {}).get(key, "")
    return word


@cache
def _content(name: str) -> Mapping[str, Any]:
    path = files("mtqc").joinpath("data", "interference", "cognates", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
