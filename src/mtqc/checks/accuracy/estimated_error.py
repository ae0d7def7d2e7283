"""What the quality model takes for errors and omissions, where it is sure enough to speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mtqc.analysis.text import MASK, TextAnalysis
from mtqc.checks.base import DocumentCheck, Example, Need
from mtqc.checks.context import Context, DocumentContext
from mtqc.checks.estimates import why_too_little
from mtqc.checks.shortening import shortened
from mtqc.estimation.quality_estimate import EstimatedError, EstimatedOmission, QualityEstimate
from mtqc.model import Category, Document, Finding, PairStatus, Segment, Severity, Span
from mtqc.model.estimate import ESTIMATED_ERROR

_TENTHS = 10
_LIKELY = 0.5

_NEGATION = "The medicine should not be taken together with alcohol."
_NEGATION_LOST = "Das Medikament sollte zusammen mit Alkohol eingenommen werden."
_CLAUSE = "When the committee met again in the spring, nobody remembered the promise."
_CLAUSE_LOST = "Niemand erinnerte sich an das Versprechen."
_WRONG_SENSE = "Die Bank war geschlossen, also gingen wir nach Hause."
_BENCH = "The bench was closed, so we went back home."


def _error(text: str, words: str, severity: Severity = Severity.MAJOR) -> EstimatedError:
    start = text.index(words)
    return EstimatedError(Span(start, start + len(words)), severity, confidence=0.3, probability=0.9)


def _omission(source: str, words: str) -> EstimatedOmission:
    start = source.index(words)
    return EstimatedOmission(Span(start, start + len(words)), gap=0, confidence=0.5, probability=0.8)


class EstimatedErrors(DocumentCheck):
    """Fires on words that the quality model takes for wrong, and on source words that it misses in the translation.

    What the model says in the examples is stated there: the model that ships is trained anew from time to time, and
    how often it is right is a matter of measurement, not of examples. They show what this check makes of it.
    """

    rule = ESTIMATED_ERROR
    category = Category.MISTRANSLATION
    severity = Severity.MAJOR
    summary = "The quality model takes words for mistranslated, or misses words of the source in the translation."
    why = (
        "A wrong sense, a lost negation or a clause left out reads well and breaks no rule. The model that ships has "
        "read source and translation, and learnt from people's marks which words are wrong. It is an estimate: each "
        "finding says how often people agree with such marks. Where that is less than half of the time, or was never "
        "measured for the two languages, the finding is neutral. Where a rule marks the same words, only the rule's "
        "finding is shown, surer than before."
    )
    silent_on = (
        "texts without their source, and runs that are not estimated (the setting `estimate`)",
        "segments of fewer than four words on either side: labels of user interfaces say too little",
        "segments that are mostly placeholders, markup, addresses, numbers or code: other checks compare those",
        "tables and lists that are laid out with blanks, such as a command's help",
        "marks that hold no word of prose, such as punctuation alone, and words in capitals throughout",
        "segments that the model cannot read at once, of more than about eighty words",
        "language pairs that nobody tested the model on, and that it did not learn: there only the score is given",
        "what the model is less sure of: it keeps silent rather than be wrong too often",
        "words that a rule's finding marks as well: that finding tells more",
    )
    needs = frozenset({Need.SOURCE})
    bad = (
        Example(
            _NEGATION_LOST,
            source=_NEGATION,
            source_language="en",
            target_language="de",
            marks="sollte",
            estimates=(_error(_NEGATION_LOST, "sollte"),),
            note="the model marks this word",
        ),
        Example(
            _BENCH,
            source=_WRONG_SENSE,
            source_language="de",
            target_language="en",
            marks="bench",
            estimates=(_error(_BENCH, "bench"),),
            note="the model marks this word",
        ),
        Example(
            _CLAUSE_LOST,
            source=_CLAUSE,
            source_language="en",
            target_language="de",
            estimates=(_omission(_CLAUSE, "When the committee met again in the spring"),),
            note="the model misses these words of the source",
        ),
    )
    good = (
        Example(
            "Alles ändern",
            source="Close all",
            source_language="en",
            target_language="de",
            estimates=(_error("Alles ändern", "ändern"),),
            note="too short to tell, whatever the model marks",
        ),
        Example(
            "{name}: %d {unit} {total}, https://example.org/a/b ok",
            source="{name}: %d {unit} {total}, https://example.org/a/b yes",
            source_language="en",
            target_language="de",
            estimates=(_error("{name}: %d {unit} {total}, https://example.org/a/b ok", "ok"),),
            note="hardly any prose",
        ),
        Example(
            "Das Treffen begann um acht , wie es geplant war.",
            source="The meeting began at eight, as planned before.",
            source_language="en",
            target_language="de",
            estimates=(_error("Das Treffen begann um acht , wie es geplant war.", ","),),
            note="punctuation alone",
        ),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """The findings of the model in a document whose segments are a tuple."""
        # Without a model there are no judgements at all.
        for segment, judgement in zip(document.segments, context.estimates(document), strict=False):
            if (
                isinstance(judgement, QualityEstimate)
                and (judgement.errors or judgement.omissions)
                and judgement.status is not PairStatus.UNTESTED
            ):
                yield from self._findings(segment, judgement, context.of(segment))

    def _findings(self, segment: Segment, judgement: QualityEstimate, context: Context) -> Iterator[Finding]:
        if context.source is None or why_too_little(context.source, context.target):
            return
        status = judgement.status
        for error in judgement.errors:
            words = _prose_of(context.target, error.span)
            if _has_words(context.target, words):
                yield self._error(segment, replace(error, span=words), status)
        for omission in judgement.omissions:
            if _has_words(context.source, omission.source):
                yield self._omission(segment, omission, context.source.text, status)

    def _error(self, segment: Segment, error: EstimatedError, status: PairStatus) -> Finding:
        words = shortened(error.span.of(segment.target))
        surely = "is probably" if error.confidence >= _LIKELY else "may be"
        return self.finding(
            segment,
            f"“{words}” {surely} wrong. {_often(error.confidence, status)}",
            target=error.span,
            severity=_severity(error.severity, error.confidence, status),
            confidence=round(error.confidence, 2),
            evidence={
                "probability": round(error.probability, 2),
                "estimated_severity": error.severity.value,
                "status": status.value,
            },
        )

    def _omission(self, segment: Segment, omission: EstimatedOmission, source: str, status: PairStatus) -> Finding:
        words = shortened(omission.source.of(source))
        return self.finding(
            segment,
            f"“{words}” seems to be left out of the translation. {_often(omission.confidence, status)}",
            source=omission.source,
            category=Category.OMISSION,
            severity=_severity(self.severity, omission.confidence, status),
            confidence=round(omission.confidence, 2),
            evidence={
                "gap": omission.gap,
                "probability": round(omission.probability, 2),
                "status": status.value,
            },
        )


def _severity(estimated: Severity, confidence: float, status: PairStatus) -> Severity:
    """Neutral for what is more often wrong than right, or was never compared with people for this pair of languages.

    It must neither fail a build nor lower a score.
    """
    return estimated if confidence >= _LIKELY and status is PairStatus.MEASURED else Severity.NEUTRAL


def _often(confidence: float, status: PairStatus) -> str:
    elsewhere = " for other language pairs" if status is PairStatus.TRANSFER else ""
    return (
        f"A model estimates it; people agree with {round(_TENTHS * confidence)} in {_TENTHS} of such marks{elsewhere}."
    )


def _prose_of(text: TextAnalysis, span: Span) -> Span:
    """A mark without the placeholders, tags and blanks at its ends: a model's words may begin in the midst of one."""
    start, end = span.start, span.end
    while start < end and _is_blank(text.prose[start]):
        start += 1
    while start < end and _is_blank(text.prose[end - 1]):
        end -= 1
    return Span(start, end)


def _is_blank(character: str) -> bool:
    return character == MASK or character.isspace()


def _has_words(text: TextAnalysis, span: Span) -> bool:
    """Whether a mark holds a letter or digit of the prose."""
    return any(character.isalnum() and character != MASK for character in span.of(text.prose))
