"""Finds the placeholders of a text in the dialects that its flags name, or in all that are unmistakable."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from mtqc.analysis.placeholders.braces import BRACE_DIALECTS
from mtqc.analysis.placeholders.custom import custom_dialect
from mtqc.analysis.placeholders.dollars import DOLLAR_DIALECTS
from mtqc.analysis.placeholders.other_signs import OTHER_DIALECTS
from mtqc.analysis.placeholders.percent import PERCENT_DIALECTS
from mtqc.analysis.placeholders.placeholder import Dialect, Placeholder

_DIALECTS = {
    dialect.name: dialect for dialect in (*PERCENT_DIALECTS, *BRACE_DIALECTS, *DOLLAR_DIALECTS, *OTHER_DIALECTS)
}
_UNMARKED = tuple(_DIALECTS[name] for name in ("percent", "brace", "dollar"))
_CUSTOM_FLAG = "placeholders:"


def find_placeholders(text: str, flags: frozenset[str]) -> tuple[Placeholder, ...]:
    """The placeholders of a text; flags such as ``python-format`` or ``no-c-format`` say which dialects to expect.

    Without flags only what is hardly ever anything else is found: ``%s`` but not ``% s``, ``${name}`` but not ``$1``.
    A flag decides for its own signs (``python-format`` for ``%``); the rest of the text is read as without flags.
    ``placeholders:NAME:OTHER:r"EXPRESSION"`` names placeholders of the user's own.
    """
    if "%" not in text and "{" not in text and "$" not in text and not flags:
        return ()
    found: list[Placeholder] = []
    for dialect in _dialects(flags):
        for trigger in dialect.triggers:
            if trigger in text:
                found += dialect.find(text)
                break
    return _without_overlaps(found) if len(found) > 1 else tuple(found)


def dialects_of(flags: frozenset[str]) -> frozenset[str]:
    """The names of the dialects that flags ask for, such as ``printf`` for ``c-format``; none without such flags."""
    return frozenset(_named_by(flags)[0])


def _without_overlaps(found: list[Placeholder]) -> tuple[Placeholder, ...]:
    """The placeholders in reading order; of two that overlap the one that starts first, or else the longer one."""
    found.sort(key=lambda placeholder: (placeholder.span.start, -placeholder.span.end))
    kept: list[Placeholder] = []
    end = 0
    for placeholder in found:
        if placeholder.span.start >= end:
            kept.append(placeholder)
            end = placeholder.span.end
    return tuple(kept)


@cache
def _dialects_by_flag() -> dict[str, tuple[str, ...]]:
    content = files("mtqc").joinpath("data/markup/format_flags.toml").read_text("utf-8")
    return {flag: tuple(names) for flag, names in tomllib.loads(content).items()}


@lru_cache(maxsize=512)
def _named_by(flags: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The dialects that flags ask for, and those that they rule out."""
    known = _dialects_by_flag()
    unwanted = {
        name for flag in flags if flag.startswith(("no-", "ignore-")) for name in known.get(flag.partition("-")[2], ())
    }
    wanted = {name for flag in sorted(flags) for name in known.get(flag, ()) if name not in unwanted}
    return tuple(sorted(wanted)), tuple(sorted(unwanted))


@lru_cache(maxsize=512)
def _dialects(flags: frozenset[str]) -> tuple[Dialect, ...]:
    """The dialects to look for: those that flags ask for, and the unmistakable ones whose signs they leave."""
    if not flags:
        return _UNMARKED
    wanted, unwanted = _named_by(flags)
    taken = {sign for name in (*wanted, *unwanted) for sign in _DIALECTS[name].signs}
    return (
        *(custom_dialect(flag.removeprefix(_CUSTOM_FLAG)) for flag in sorted(flags) if flag.startswith(_CUSTOM_FLAG)),
        *(_DIALECTS[name] for name in wanted),
        *(dialect for dialect in _UNMARKED if taken.isdisjoint(dialect.signs)),
    )
