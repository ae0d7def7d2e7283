"""Quotation marks that are not opened or not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqc.analysis.quotations import CLOSINGS, SINGLE_MARKS, QuotationMark, pair_marks
from mtqc.analysis.text import TextAnalysis
from mtqc.checks.base import DocumentCheck, Example
from mtqc.checks.context import DocumentContext
from mtqc.languages import Language
from mtqc.model import Category, Document, Finding, Segment, Severity, Span

_DOUBLE_MARK = re.compile("[" + "".join(sorted({*CLOSINGS, *"".join(CLOSINGS.values())} - SINGLE_MARKS)) + "]")
_ANY_MARK = re.compile("[" + "".join(sorted({*CLOSINGS, *"".join(CLOSINGS.values())})) + "]")
_LONGEST_SPEECH = 30
"""So many segments on, the mark that closes a quotation is looked for."""


class QuotationPairing(DocumentCheck):
    """Fires on double quotation marks without a partner."""

    rule = "conventions/quotation-pairing"
    category = Category.PUNCTUATION
    severity = Severity.MINOR
    summary = "A quotation is opened and not closed, or closed and not opened."
    why = "Readers cannot tell where somebody else's words begin or end."
    silent_on = (
        "apostrophes, feet and inches (5'10\"), Hebrew abbreviations: they are no quotation marks",
        "single marks: nobody can tell them from apostrophes",
        "texts whose source leaves a mark unpaired too: they are cut up or speak about the mark",
        "where the source has no marks: a quotation that goes on in a later segment, and one that each paragraph opens "
        "anew",
        "placeholders, tags, code and addresses: their marks are theirs",
    )
    bad = (
        Example("Die Datei „bericht.txt fehlt.", source="The file “report.txt” is missing.", target_language="de"),
        Example("Er sagte: „Ich komme und ging.", target_language="de", marks="„"),
        Example('Klicken Sie auf "Weiter.', source='Click "Next".', target_language="de", marks='"'),
    )
    good = (
        Example("Die Datei »bericht.txt« fehlt.", source="The file “report.txt” is missing.", target_language="de"),
        Example("Das Rohr ist 5'10\" lang.", target_language="de"),
        Example("Und ich bleibe.“", others=((None, "Sie sagte: „Ich gehe."),), target_language="de"),
        Example("Und ich bleibe.“", source="And I stay.", others=(("I go, she said.", "„Ich gehe, sagte sie."),)),
        Example('Das Zeichen " fehlt.', source='The character " is missing.', target_language="de"),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """One finding a segment at most, on the first mark without a partner."""
        segments = tuple(document.segments)
        unpaired: dict[int, tuple[QuotationMark, ...]] = {}
        for place, segment in enumerate(segments):
            # Nearly all marks have their partner; what is prose matters for the others only.
            if _DOUBLE_MARK.search(segment.target) and pair_marks(segment.target)[1]:
                analyses = context.of(segment)
                alone = pair_marks(analyses.target.prose)[1]
                if alone and not (analyses.source and _is_cut_up(analyses.source)):
                    unpaired[place] = alone
        for place, alone in unpaired.items():
            segment = segments[place]
            for index, mark in enumerate(alone):
                if not _ANY_MARK.search(segment.source or "") and _goes_on(mark, place, unpaired, segments):
                    continue
                if mark.opens and index + 1 < len(alone) and alone[index + 1].text != mark.text:
                    yield self._ill_matched(segment, mark, alone[index + 1], context.target_language)
                elif any(map(str.isalpha, segment.target)):
                    yield self._alone(segment, mark)
                break

    def _alone(self, segment: Segment, mark: QuotationMark) -> Finding:
        return self.finding(
            segment,
            f"The quotation mark {mark.text} {'is not closed' if mark.opens else 'closes nothing'}.",
            target=Span(mark.start, mark.start + 1),
            confidence=0.9 if segment.source else 0.8,
        )

    def _ill_matched(
        self, segment: Segment, opening: QuotationMark, closing: QuotationMark, language: Language | None
    ) -> Finding:
        """The finding on two marks that make no pair, such as » and ”."""
        span = Span(opening.start, closing.start + 1)
        closings = [pair.closing for pair in language.quotes if pair.opening == opening.text] if language else []
        fitting = (*closings, CLOSINGS[opening.text][0])[0]
        return self.finding(
            segment,
            f"The quotation that {opening.text} opens is closed with {closing.text}.",
            target=span,
            suggestions=(span.of(segment.target)[:-1] + fitting,),
            confidence=0.9,
        )


def _is_cut_up(source: TextAnalysis) -> bool:
    return bool(_DOUBLE_MARK.search(source.text) and pair_marks(source.prose)[1])


def _goes_on(
    mark: QuotationMark, place: int, unpaired: dict[int, tuple[QuotationMark, ...]], segments: Sequence[Segment]
) -> bool:
    """Whether another segment holds the partner: a later one for an opening mark, an earlier one for a closing one."""
    near = range(place + 1, place + _LONGEST_SPEECH) if mark.opens else range(place - 1, place - _LONGEST_SPEECH, -1)
    for other in near:
        for candidate in unpaired.get(other, ()):
            opening, closing = (mark, candidate) if mark.opens else (candidate, mark)
            if closing.text in CLOSINGS.get(opening.text, ""):
                return True
    # Each paragraph of a long speech begins with the opening mark, and only the last one ends with the closing one.
    return mark.opens and place + 1 < len(segments) and segments[place + 1].target.lstrip().startswith(mark.text)
