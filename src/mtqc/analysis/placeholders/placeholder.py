"""What a placeholder is, and what a dialect of placeholders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mtqc.model import Span

ESCAPE = "escape"
"""The dialect of ``%%`` and of ``{{`` where they mean one percent sign and one brace."""
DATE = "date"
"""The dialect of the codes in a date pattern (``%d. %B``), which each language puts in its own order."""
SYNTAX = "syntax"
"""The dialect of the frame around the branches of an ICU plural or select."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder as it stands in the text.

    ``key`` is equal for placeholders that a program fills alike: ``%d`` and ``%1$d`` for the first argument. It ends
    with the type of the value where the dialect has one (``%1:d``).

    Three dialects mark text that is no prose but that no program fills either: :data:`ESCAPE`, :data:`DATE` and
    :data:`SYNTAX`.
    """

    dialect: str
    key: str
    text: str
    span: Span

    @property
    def is_filled(self) -> bool:
        """Whether a program puts something there, so that the translation has to keep it."""
        return self.dialect not in _UNFILLED


_UNFILLED = frozenset({ESCAPE, DATE, SYNTAX})


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way to write placeholders.

    ``signs`` are the characters that the dialect claims: a flag that asks for it leaves them to no other dialect.
    ``find`` needs to be called only on texts in which one of the ``triggers`` occurs.
    """

    name: str
    signs: str
    triggers: tuple[str, ...]
    find: Callable[[str], list[Placeholder]]
