"""Evidence: a place in a text that a native writer would hardly have written so, and the languages that explain it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from mtqc.model import Category, Severity, Span


class Kind(enum.Enum):
    """The kinds of evidence; the value is the word that reports use."""

    RESIDUE = "residue"
    BOILERPLATE = "boilerplate"
    AGREEMENT = "agreement"
    COGNATE = "invented word"
    EXONYM = "foreign place name"
    NAME = "spelling of names"
    FALSE_FRIEND = "false friend"
    WRONG_SENSE = "wrong sense"
    FIXED_TERM = "fixed term"
    CALQUE = "calque"
    REGISTER = "register"
    TYPOGRAPHY = "typography"

    @property
    def group(self) -> Group:
        """The kinds of one group have one cause, and together count as one kind of evidence."""
        return _GROUPS[self]


class Group(enum.Enum):
    """Kinds of evidence that are independent of one another."""

    RESIDUE = "words left in the source language"
    AGREEMENT = "agreement"
    COGNATE = "invented words"
    NAMES = "names in foreign form"
    SENSE = "wrong senses"
    WORDING = "wording"
    TYPOGRAPHY = "typography"

    @property
    def is_hard(self) -> bool:
        """Whether a professional translator leaves no such thing: only hard evidence speaks of a machine."""
        return self not in (Group.WORDING, Group.TYPOGRAPHY)


_GROUPS = {
    Kind.RESIDUE: Group.RESIDUE,
    Kind.BOILERPLATE: Group.RESIDUE,
    Kind.AGREEMENT: Group.AGREEMENT,
    Kind.COGNATE: Group.COGNATE,
    Kind.EXONYM: Group.NAMES,
    Kind.NAME: Group.NAMES,
    Kind.FALSE_FRIEND: Group.SENSE,
    Kind.WRONG_SENSE: Group.SENSE,
    Kind.FIXED_TERM: Group.SENSE,
    Kind.CALQUE: Group.WORDING,
    Kind.REGISTER: Group.WORDING,
    Kind.TYPOGRAPHY: Group.TYPOGRAPHY,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that betrays another language behind the text.

    ``passage`` is the index of the segment in its document and ``span`` the place in its target. ``item`` names what is
    seen: hits of one item in a document count once, however often a name is repeated. ``languages`` holds the source
    languages that explain it, each with its share; the shares sum to 1 at most, and are empty where any language would
    do (an error of agreement).
    ``confidence`` from 0 to 1 is the share of such findings that a careful reader would call right. ``is_strong`` says
    that native writers do not write this: weak evidence is reported only where the source language is known, or other
    evidence in the document points to it.
    ``expression`` is the source-language expression behind it, "" where it is not known.
    """

    rule: str
    kind: Kind
    passage: int
    span: Span
    item: str
    message: str
    category: Category
    severity: Severity
    languages: Mapping[str, float] = field(default_factory=dict)
    expression: str = ""
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.9
    is_strong: bool = True
