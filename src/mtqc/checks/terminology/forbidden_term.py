"""A word that the glossary forbids."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.glossary import Term
from mtqc.glossary.matching import find_exactly
from mtqc.model import Category, Finding, Segment, Severity

_PHONE = Term("mobile phone", ("Mobiltelefon",), ("Handy",))


class ForbiddenTerm(SegmentCheck):
    """Fires on every use of a forbidden word in the target."""

    rule = "terminology/forbidden-term"
    category = Category.WRONG_TERM
    severity = Severity.MAJOR
    summary = "The translation uses a word that the glossary forbids."
    why = "Somebody decided against this word: it is a competitor's, outdated, misleading or insulting."
    silent_on = (
        "longer words that contain the forbidden one: they are other words",
        "words forbidden for a source term that the source does not use: there they may be right",
        "URLs, placeholders and code: nobody reads them as words",
    )
    needs = frozenset({Need.GLOSSARY})
    bad = (
        Example(
            "Schalten Sie Ihre Handys aus.",
            source="Switch off your mobile phones.",
            source_language="en",
            target_language="de",
            terms=(_PHONE,),
            marks="Handys",
        ),
        Example(
            "Die Whitelist ist leer.",
            target_language="de",
            terms=(Term(None, ("Positivliste",), ("Whitelist",)),),
            marks="Whitelist",
            note="forbidden whatever the source says",
        ),
    )
    good = (
        Example(
            "Das Handyverbot gilt überall.",
            source="The phone ban applies everywhere.",
            source_language="en",
            target_language="de",
            terms=(_PHONE,),
        ),
        Example(
            "Ein Handy-Spiel",
            source="A handheld game",
            source_language="en",
            target_language="de",
            terms=(_PHONE,),
            note="the source has another term",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """A finding a place, with the wanted words as suggestions."""
        document = context.document
        if not document.forbidding_terms:
            return
        used = None if context.source is None else {match.term for match in document.term_index.find(context.source)}
        for term in document.forbidding_terms:
            if term.source is not None and used is not None and term not in used:
                continue
            for word in term.forbidden:
                for span in find_exactly(context.target, word, term.case_sensitive, context.target_language):
                    note = f" ({term.note})" if term.note else ""
                    yield self.finding(
                        segment,
                        f'The glossary forbids "{span.of(segment.target)}"{note}.',
                        target=span,
                        suggestions=term.targets,
                        confidence=0.95,
                    )
