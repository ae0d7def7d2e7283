"""What the text itself says of its origin: whether it was translated, by a machine, and from which language."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Verdict(enum.Enum):
    """What may be said of a text in one word."""

    MACHINE = "machine"
    """It reads as unedited machine output."""
    TRANSLATED = "translated"
    """It reads as translated; nothing in it tells whether by a machine."""
    NO_TRACE = "no-trace"
    """Nothing in it betrays a translation, which does not prove that it is none."""
    TOO_SHORT = "too-short"
    """It has too few words of running text to say."""
    NOT_JUDGED = "not-judged"
    """It is no text that can be judged: another language, a list, code, verse, or a language without evidence."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a probability, in a sentence that an editor understands.

    ``evidence`` is the kind that spoke, ``weight`` its share in natural log-odds: above 0 speaks for, below against.
    """

    evidence: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Detection:
    """Three calibrated probabilities, each with its reasons.

    ``translated`` and ``machine`` are from 0 to 1, and None where nothing may be said. ``machine`` does not reach 0.5
    without two independent kinds of hard evidence. ``source_language`` gives each language's probability, given that
    the text is translated, the likeliest first; empty where there is no evidence. ``source`` is the language that may
    be named, None where the margin is too small; ``source_family`` then may still be known ("Romance").
    ``words`` counts the words of running text judged. ``ran`` lists the kinds of evidence that were looked for,
    ``not_run`` those that could not be, each with the reason.
    """

    verdict: Verdict
    words: int
    translated: float | None = None
    machine: float | None = None
    source_language: Mapping[str, float] = field(default_factory=dict)
    source: str | None = None
    source_family: str | None = None
    translated_reasons: tuple[Reason, ...] = ()
    machine_reasons: tuple[Reason, ...] = ()
    source_reasons: tuple[Reason, ...] = ()
    ran: tuple[str, ...] = ()
    not_run: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
