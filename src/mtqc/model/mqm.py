"""Multidimensional Quality Metrics: categories, severities and the score made of them.

The categories are those of the MQM core typology (https://themqm.org, the MQM Council's error typology), the default
weights those of the MQM scoring models: neutral 0, minor 1, major 5, critical 25.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import total_ordering


@total_ordering
class Severity(enum.Enum):
    """How bad an error is; severities compare by gravity."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Severity):
            return NotImplemented
        return _GRAVITY[self] < _GRAVITY[other]


_GRAVITY = {severity: gravity for gravity, severity in enumerate(Severity)}


class Category(enum.Enum):
    """An error type of the MQM core; the value is its path from the dimension down."""

    ADDITION = "accuracy/addition"
    DO_NOT_TRANSLATE = "accuracy/do-not-translate"
    MISTRANSLATION = "accuracy/mistranslation"
    OMISSION = "accuracy/omission"
    UNTRANSLATED = "accuracy/untranslated"
    INCONSISTENT_TERMINOLOGY = "terminology/inconsistent"
    WRONG_TERM = "terminology/wrong-term"
    CHARACTER_ENCODING = "linguistic-conventions/character-encoding"
    GRAMMAR = "linguistic-conventions/grammar"
    PUNCTUATION = "linguistic-conventions/punctuation"
    SPELLING = "linguistic-conventions/spelling"
    TEXTUAL_CONVENTIONS = "linguistic-conventions/textual-conventions"
    UNINTELLIGIBLE = "linguistic-conventions/unintelligible"
    WORD_ORDER = "linguistic-conventions/word-order"
    AWKWARD = "style/awkward"
    INCONSISTENT_STYLE = "style/inconsistent"
    REGISTER = "style/register"
    UNIDIOMATIC = "style/unidiomatic"
    ADDRESS_FORMAT = "locale-conventions/address-format"
    CURRENCY_FORMAT = "locale-conventions/currency-format"
    DATE_FORMAT = "locale-conventions/date-format"
    LOCALE_PUNCTUATION = "locale-conventions/punctuation"
    MEASUREMENT_FORMAT = "locale-conventions/measurement-format"
    NAME_FORMAT = "locale-conventions/name-format"
    NUMBER_FORMAT = "locale-conventions/number-format"
    SHORTCUT_KEY = "locale-conventions/shortcut-key"
    TELEPHONE_FORMAT = "locale-conventions/telephone-format"
    TIME_FORMAT = "locale-conventions/time-format"
    AUDIENCE = "audience-appropriateness/end-user-suitability"
    CHARACTER_FORMATTING = "design-and-markup/character-formatting"
    LAYOUT = "design-and-markup/layout"
    MARKUP_TAG = "design-and-markup/markup-tag"
    TRUNCATION = "design-and-markup/truncation"
    OTHER = "other"

    @property
    def dimension(self) -> str:
        """The MQM dimension: the first part of the path."""
        return self.value.partition("/")[0]


@dataclass(frozen=True, slots=True)
class SeverityWeights:
    """Penalty points of one finding by its severity."""

    neutral: float = 0.0
    minor: float = 1.0
    major: float = 5.0
    critical: float = 25.0

    def of(self, severity: Severity) -> float:
        """The penalty of one finding of that severity."""
        return float(getattr(self, severity.value))


@dataclass(frozen=True, slots=True)
class Quality:
    """The MQM score of a document.

    ``penalty`` is the sum of the findings' weights, ``words`` the count it is related to (of the source where there
    is one, else of the target). ``penalty_per_1000_words`` = 1000 · penalty / words; ``mqm`` = 100 − 100 · penalty /
    words, not below 0: the overall quality score of the MQM linear scoring model without calibration, with a
    maximum of 100 points. Both are None for a text without words.
    """

    penalty: float
    words: int

    @classmethod
    def of(cls, severities: Iterable[Severity], words: int, weights: SeverityWeights | None = None) -> Quality:
        """The quality of a text of so many words with findings of these severities."""
        weights = weights or SeverityWeights()
        return cls(sum(weights.of(severity) for severity in severities), words)

    @property
    def penalty_per_1000_words(self) -> float | None:
        """Penalty points per 1,000 words; 0 is flawless, there is no upper bound."""
        return 1000 * self.penalty / self.words if self.words else None

    @property
    def mqm(self) -> float | None:
        """The MQM score from 0 (a point lost a word or worse) to 100 (nothing found)."""
        return max(0.0, 100 - 100 * self.penalty / self.words) if self.words else None


def count_by_severity(severities: Iterable[Severity]) -> Mapping[Severity, int]:
    """How many there are of each severity, worst first, without the absent ones."""
    listed = list(severities)
    return {severity: count for severity in reversed(Severity) if (count := listed.count(severity))}
