"""What the model says of a pair of source and translation, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from mtqc.model import Span


class SeverityChances(NamedTuple):
    """The probabilities that a token is in no error or in one of these severities; their sum is 1."""

    none: float
    minor: float
    major: float
    critical: float


class TokenEstimate(NamedTuple):
    """What is said of one token; a named tuple because there are so many of them.

    ``start`` and ``end`` are code points into the text, without blanks around; a token of blanks alone is empty. Tokens
    share a character that the tokenizer reads as several, like a ligature.
    ``bad`` is the probability that the token is wrong (on the side of the source: translated wrongly or not at all),
    ``gap`` that something is missing before it. Gaps and severities mean something in the translation only.
    """

    start: int
    end: int
    bad: float
    gap: float
    severity: SeverityChances

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class RawScores:
    """The outputs of the sentence head, each on the scale of what it was taught with.

    ``direct_assessment`` is a z-normalised direct assessment, ``penalty`` −ln(1 + MQM points), ``edit_rate`` −2 · HTER:
    higher is better. ``critical`` is the log-odds of a critical error: lower is better. None of them is calibrated.
    """

    direct_assessment: float
    penalty: float
    edit_rate: float
    critical: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """The judgement of one pair.

    ``source`` and ``translation`` hold their tokens in the order of the text; ``gap_at_end`` is the probability that
    something is missing after the last one of the translation. ``windows`` is in how many parts the pair was read.
    ``uncertainty`` is the standard error of the score, None for a model that is not calibrated.
    """

    scores: RawScores
    source: tuple[TokenEstimate, ...]
    translation: tuple[TokenEstimate, ...]
    gap_at_end: float
    windows: int = 1
    uncertainty: float | None = None


@dataclass(frozen=True, slots=True)
class Unestimated:
    """A pair that the model cannot judge: no number is better than one that means nothing. ``reason`` is for people."""

    reason: str
