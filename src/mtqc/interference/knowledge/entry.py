"""An entry of the knowledge base: what is seen, what stood behind it, and what it ought to be."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from mtqc.interference.evidence import Kind
from mtqc.interference.knowledge.pattern import Patterns
from mtqc.model import Category, Severity

KINDS = {
    "false-friend": Kind.FALSE_FRIEND,
    "wrong-sense": Kind.WRONG_SENSE,
    "calque": Kind.CALQUE,
    "fixed-term": Kind.FIXED_TERM,
    "boilerplate": Kind.BOILERPLATE,
    "register": Kind.REGISTER,
}
"""The kinds of entries as files name them."""

CATEGORIES = {
    Kind.FALSE_FRIEND: Category.MISTRANSLATION,
    Kind.WRONG_SENSE: Category.MISTRANSLATION,
    Kind.CALQUE: Category.UNIDIOMATIC,
    Kind.FIXED_TERM: Category.WRONG_TERM,
    Kind.BOILERPLATE: Category.UNIDIOMATIC,
    Kind.REGISTER: Category.REGISTER,
}
"""The MQM category of each kind, unless the entry names another."""


class Strength(enum.Enum):
    """How seldom native writers have the expression, and so what a match is worth."""

    STRONG = "strong"
    """Good native prose does not have it: it is reported on its own."""
    WEAK = "weak"
    """Natives write it now and then: it is reported where the source language is known or pointed to."""
    FAINT = "faint"
    """Natives write it often: it is never reported, and only counts for the verdict on a whole text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One expression of the target language that betrays one of the source language.

    The fields are those of docs/knowledge.md. ``pair`` is the source and the target language by their codes.
    """

    id: str
    pair: tuple[str, str]
    kind: Kind
    target: Patterns
    source: tuple[str, ...]
    fix: tuple[str, ...]
    why: str
    severity: Severity
    category: Category
    near: Patterns
    topic: Patterns
    unless: Patterns
    unless_topic: Patterns
    strength: Strength = Strength.WEAK
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()

    @property
    def is_strong(self) -> bool:
        """Whether a match is reported on its own."""
        return self.strength is Strength.STRONG

    @property
    def name(self) -> str:
        """The entry among all: its pair and its id."""
        return f"{'-'.join(self.pair)}/{self.id}"
