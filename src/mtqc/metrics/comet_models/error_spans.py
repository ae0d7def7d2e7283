"""From the probabilities of errors, subword by subword, to spans of text and to an MQM score.

XCOMET (Guerreiro et al. 2023, arXiv 2310.10482) labels each subword of a translation with "no error" or a severity.
unbabel-comet 2.2.7 reads its spans in a way that enters the score, so the score here follows it to the letter: a span
has the severity of its first subword, and one that reaches the last subword, the closing ``</s>``, is dropped. What
people are shown is mended: such a span ends with the text, a span has its worst severity, and its ends are those of
visible characters, none of them cut through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import regex

from mtqc.model.document import Segment
from mtqc.model.estimate import ESTIMATED_ERROR
from mtqc.model.finding import Finding, Span
from mtqc.model.mqm import Category, Severity

_PENALTIES = {Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 10}
"""Points of an error of the MQM score inside XCOMET: those of its original, not those of the MQM core."""
_WORST_PENALTY = 25
_CHARACTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class ErrorSpan:
    """A range of a hypothesis in code points that a model takes for an error.

    ``severities`` are those of its subwords, each once, the first subword's first. ``confidence`` is the mean
    probability of the subwords' labels. ``counted`` says whether the span entered the score of the segment.
    """

    start: int
    end: int
    severities: tuple[Severity, ...]
    confidence: float
    counted: bool

    @property
    def severity(self) -> Severity:
        """The worst severity of the span."""
        return max(self.severities)


@dataclass(frozen=True, slots=True)
class Subwords:
    """What a model says of each subword of one hypothesis, the special ones at both ends included.

    ``probabilities`` has shape (subwords, 1 + severities); the first column is that of no error. ``offsets`` are the
    code points of the hypothesis that each subword stands for; those of special subwords are empty.
    """

    probabilities: npt.NDArray[np.float32]
    offsets: Sequence[tuple[int, int]]
    severities: tuple[Severity, ...]

    def mqm(self) -> float:
        """The score from 0 (25 points or more) to 1 (no error) that is part of XCOMET's own."""
        points = sum(_PENALTIES[self._severity(subwords[0])] for subwords in self._errors() if self._closed(subwords))
        return (_WORST_PENALTY - min(_WORST_PENALTY, points)) / _WORST_PENALTY

    def spans(self, text: str) -> tuple[ErrorSpan, ...]:
        """The errors, in the order of the text; the text is the hypothesis, as it was before any normalisation."""
        found = []
        for subwords in self._errors():
            visible = [self.offsets[place] for place in subwords if self.offsets[place][0] < self.offsets[place][1]]
            if not visible:
                continue
            start, end = _whole_characters(text, visible[0][0], visible[-1][1])
            if start == end:
                continue
            severities = tuple(dict.fromkeys(self._severity(place) for place in subwords))
            confidence = float(self.probabilities[list(subwords)].max(axis=1).mean())
            found.append(ErrorSpan(start, end, severities, confidence, self._closed(subwords)))
        return tuple(found)

    def _errors(self) -> Iterator[range]:
        """Neighbouring subwords that are labelled as errors."""
        wrong = self.probabilities.argmax(axis=1) > 0
        edges = np.flatnonzero(np.diff(wrong, prepend=False, append=False))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            yield range(start, end)

    def _closed(self, subwords: range) -> bool:
        return subwords.stop < len(self.probabilities)

    def _severity(self, place: int) -> Severity:
        return self.severities[int(self.probabilities[place].argmax()) - 1]


def finding(span: ErrorSpan, model: str, segment: Segment) -> Finding:
    """The span as mtqc reports errors; ``segment`` holds the hypothesis as its target."""
    evidence: dict[str, object] = {"model": model, "counted": span.counted}
    if len(span.severities) > 1:
        evidence["severities"] = [severity.value for severity in span.severities]
    marked = segment.target[span.start : span.end]
    return Finding(
        rule=ESTIMATED_ERROR,
        # Models of this kind do not say what is wrong; of accuracy's errors this is the one without a special form.
        category=Category.MISTRANSLATION,
        severity=span.severity,
        message=f"estimated as a {span.severity.value} error: '{marked}'",
        segment=segment,
        target=Span(span.start, span.end),
        confidence=span.confidence,
        evidence=evidence,
    )


def _whole_characters(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at its ends, and with the whole of each character: its marks, its joined emoji."""
    marked = text[start:end]
    if not marked.strip():
        return start, start
    start, end = end - len(marked.lstrip()), start + len(marked.rstrip())
    touched = [found for found in _CHARACTER.finditer(text) if found.end() > start and found.start() < end]
    return touched[0].start(), touched[-1].end()
