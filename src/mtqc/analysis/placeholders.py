"""Placeholders of every common dialect."""

from __future__ import annotations

from dataclasses import dataclass

from mtqc.model import Span


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder as it stands in the text.

    ``key`` is equal for placeholders that a program fills alike: ``%d`` and ``%1$d`` for the first argument.
    """

    dialect: str
    key: str
    text: str
    span: Span


def find_placeholders(text: str, flags: frozenset[str]) -> tuple[Placeholder, ...]:
    """The placeholders of a text; flags such as ``python-format`` or ``no-c-format`` say which dialects to expect."""
    return ()
