"""From the probabilities of tokens to spans that a person would mark.

Neighbouring tokens above a threshold make one span; a span grows to the borders of the words that it touches, and ends
with the text at the latest. In scripts that put no blanks between words it grows by nothing but the marks of a letter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from mtqc.estimation.estimate import Estimate, TokenEstimate
from mtqc.model import Severity, Span

_INNER = regex.compile(r"[\p{L}\p{M}\p{N}_]")
_JOINERS = frozenset("'’-‐‑·.")
"""Characters that belong to a word when letters or digits are on both sides."""
_UNSPACED = regex.compile(r"(?V1)[\p{Han}\p{Hira}\p{Kana}\p{Thai}\p{Laoo}\p{Khmr}\p{Mymr}--\p{M}]")
_SEVERITIES = (Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)


@dataclass(frozen=True, slots=True)
class ErrorSpan:
    """Wrong words.

    ``confidence`` is the probability of an error of its surest token, before calibration. ``severity`` is None where
    only wrong or right was asked.
    """

    span: Span
    confidence: float
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something is missing from the translation before this offset; ``confidence`` is its probability."""

    offset: int
    confidence: float


def error_spans(text: str, tokens: Sequence[TokenEstimate], threshold: float) -> tuple[ErrorSpan, ...]:
    """Errors by the severity head: tokens that are in an error with at least this probability.

    A span has the severity that is most probable over its tokens, if it is an error at all.
    """
    found = []
    for span, members in _joined(text, tokens, lambda token: 1 - token.severity.none >= threshold):
        sums = [sum(token.severity[place] for token in members) for place in (1, 2, 3)]
        confidence = max(1 - token.severity.none for token in members)
        found.append(ErrorSpan(span, confidence, _SEVERITIES[sums.index(max(sums))]))
    return tuple(found)


def bad_words(text: str, tokens: Sequence[TokenEstimate], threshold: float) -> tuple[ErrorSpan, ...]:
    """Wrong words by the word head; on the side of the source, words that are translated wrongly or not at all."""
    return tuple(
        ErrorSpan(span, max(token.bad for token in members))
        for span, members in _joined(text, tokens, lambda token: token.bad >= threshold)
    )


def gaps(estimate: Estimate, threshold: float) -> tuple[Gap, ...]:
    """Where something is missing with at least this probability, in the order of the text."""
    found = [Gap(token.start, token.gap) for token in estimate.translation if token.gap >= threshold]
    if estimate.gap_at_end >= threshold:
        found.append(Gap(max((token.end for token in estimate.translation), default=0), estimate.gap_at_end))
    return tuple(found)


def _joined(
    text: str, tokens: Sequence[TokenEstimate], flagged: Callable[[TokenEstimate], bool]
) -> list[tuple[Span, list[TokenEstimate]]]:
    """The spans of neighbouring flagged tokens, grown to whole words, each with the tokens that were flagged.

    Tokens of blanks alone are passed over: they neither make a span nor end one.
    """
    runs: list[list[TokenEstimate]] = []
    open_run = False
    for token in tokens:
        if token.start >= token.end:
            continue
        if flagged(token):
            if not open_run:
                runs.append([])
            runs[-1].append(token)
            open_run = True
        else:
            open_run = False
    found: list[tuple[Span, list[TokenEstimate]]] = []
    for run in runs:
        span = _whole_words(text, Span(run[0].start, min(run[-1].end, len(text))))
        if found and found[-1][0].overlaps(span):
            before, members = found.pop()
            found.append((Span(before.start, max(before.end, span.end)), members + run))
        else:
            found.append((span, run))
    return found


def _whole_words(text: str, span: Span) -> Span:
    """The span with the rest of the words that it begins and ends in."""
    start, end = span.start, span.end
    while start > 0 and _continues(text, start):
        start -= 1
    while end < len(text) and _continues(text, end):
        end += 1
    return Span(start, end)


def _continues(text: str, place: int) -> bool:
    """Whether the characters on both sides of a place belong to one word."""
    before, after = text[place - 1], text[place]
    if regex.match(r"\p{M}", after):
        return True
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    if _INNER.match(before) and _INNER.match(after):
        return True
    if after in _JOINERS:
        return bool(_INNER.match(before)) and place + 1 < len(text) and bool(_INNER.match(text[place + 1]))
    if before in _JOINERS:
        return bool(_INNER.match(after)) and place > 1 and bool(_INNER.match(text[place - 2]))
    return False
