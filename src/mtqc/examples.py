"""The examples that checks state of themselves: run, and laid out for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqc.checker import Checker
from mtqc.checks.base import Check, Example
from mtqc.checks.context import DocumentContext
from mtqc.checks.estimates import Judgement
from mtqc.checks.options import CheckOptions
from mtqc.errors import PluginError
from mtqc.estimation.estimate import Estimate, RawScores
from mtqc.estimation.quality_estimate import EstimatedError, EstimatedOmission, QualityEstimate
from mtqc.glossary import Glossary, Term
from mtqc.languages import language
from mtqc.model import Document, Finding, PairStatus, Segment, Span
from mtqc.reports.excerpt import excerpt
from mtqc.reports.wording import suggested
from mtqc.selection import Selection
from mtqc.settings import plain_value, toml_value

_WIDTH = 100


def findings_on(check: Check, example: Example) -> list[Finding]:
    """What the check finds in its example.

    Raises:
        PluginError: the check breaks on it.
    """
    segments = [Segment(str(number), target, source) for number, (source, target) in enumerate(example.others, start=1)]
    segments.append(Segment("last", example.target, example.source, flags=example.flags))
    context = DocumentContext(
        language(example.source_language) if example.source_language else None,
        language(example.target_language) if example.target_language else None,
        Glossary(example.terms) if example.terms else None,
        CheckOptions(**example.settings),
        judge=_StatedEstimates(example.estimates) if example.estimates else None,
    )
    checker = Checker(Selection((check,), frozenset({check.rule}), ()), context, "example")
    found = checker.check(Document("example", tuple(segments)))
    for failure in checker.failures:
        raise PluginError(f"check '{check.rule}' breaks on its example: {failure.error}")
    return found


@dataclass(frozen=True, slots=True)
class _StatedEstimates:
    """What an example says that the quality model marks in its last segment."""

    stated: tuple[EstimatedError | EstimatedOmission, ...]

    def judge(self, segments: Sequence[Segment]) -> tuple[Judgement, ...]:
        """Nothing on the segments before."""
        errors = tuple(mark for mark in self.stated if isinstance(mark, EstimatedError))
        omissions = tuple(mark for mark in self.stated if isinstance(mark, EstimatedOmission))
        raw = Estimate(RawScores(0.0, 0.0, 0.0, 0.0), (), (), 0.0)
        last = QualityEstimate(50.0, 10.0, PairStatus.MEASURED, errors, omissions, raw)
        return (*[None] * (len(segments) - 1), last)


def laid_out(example: Example, findings: Sequence[Finding] = ()) -> Iterator[str]:
    """The example line by line: what it needs, its texts with what the findings mark, and what they say."""
    for term in example.terms:
        yield f"glossary  {_term(term)}"
    for key, value in example.settings.items():
        yield f"setting   {key.replace('_', '-')} = {toml_value(plain_value(value))}"
    if example.flags:
        yield f"flags     {', '.join(sorted(example.flags))}"
    for source, target in example.others:
        yield from _text("before", None, target if source is None else f"{source} ⇒ {target}")
    found = [finding for finding in findings if finding.segment.id == "last"] or list(findings)
    if example.source is not None:
        source_spans = [finding.source for finding in found if finding.source is not None]
        yield from _text(example.source_language or "source", source_spans[0] if source_spans else None, example.source)
    target_spans = [finding.target for finding in found if finding.target is not None]
    yield from _text(example.target_language or "target", target_spans[0] if target_spans else None, example.target)
    for finding in found[:1]:
        yield f"          {finding.message}"
        if finding.suggestions:
            yield f"          Fix: {' | '.join(map(suggested, finding.suggestions[:3]))}"
    if example.note:
        yield f"          ({example.note})"


def _text(label: str, span: Span | None, text: str) -> Iterator[str]:
    cut = excerpt(text, span, _WIDTH)
    yield f"{label:<10}{cut.before}{cut.marked}{cut.after}".rstrip()
    if span is not None:
        yield f"{'':<10}{' ' * cut.indent}{'^' * max(cut.width, 1)}"


def _term(term: Term) -> str:
    wanted = f"{term.source or '(any source)'} → {' | '.join(term.targets)}".rstrip(" →")
    return f"{wanted}, not {' | '.join(term.forbidden)}" if term.forbidden else wanted
