"""Translations whose length is out of all proportion to their source's."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from mtqc.analysis.lengths import (
    FEWEST_CHARACTERS,
    Proportion,
    known_proportion,
    learned_proportion,
    least_deviation,
    most_deviation,
)
from mtqc.checks.base import DocumentCheck, Example, Need
from mtqc.checks.context import DocumentContext
from mtqc.checks.shortening import shortened
from mtqc.languages import Language
from mtqc.model import Category, Document, Finding, Segment, Severity, Span

_BROKEN_OFF_DEVIATION = -2.5
"""Standard deviations by which a target is short that ends without the source's full stop."""
_MID_SENTENCE_DEVIATION = -1.0
"""The same for one that ends in a word or a mark that hardly ends a sentence: "the", "and", a comma."""
_HALF_DEVIATION = -3.5
"""The same for such an end of a text whose source is a label or a title, without a full stop."""
_END = 10
"""Characters at the end of a source among which its full stop is."""
_LONG = 60
"""Characters of a source whose full stop means something: labels get and lose one at will."""
_FEWEST_SEMICOLONS = 2
_WITHOUT_STOPS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
_COMPLETE = regex.compile(r"""[.!?…。！？।॥؟۔։][\p{Pe}\p{Pf}\p{Pi}"'\s]*+$""")
_OPEN_END = regex.compile(r"[,;:、،(\[{–—-]$")
_LAST_WORD = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]++$")


class Length(DocumentCheck):
    """Fires on translations that are much shorter or longer than this document's, or these languages', usually are."""

    rule = "accuracy/length"
    category = Category.OMISSION
    severity = Severity.MAJOR
    summary = "The translation is out of proportion to its source."
    why = "So much less text has lost something, and so much more says what the source does not."
    silent_on = (
        "sources of less than 30 characters, whose translations are of any length",
        "languages of which the document shows too little and nothing else is known",
        "blanks and line breaks, which only lay the text out: they do not count",
        "lists of names and keywords between semicolons, of which a translation needs fewer or more",
        "sources that were copied: another rule has them",
    )
    needs = frozenset({Need.SOURCE})
    bad = (
        Example(
            "Die Sitzung beginnt.",
            source="The meeting starts at nine, ends at noon, and everybody who cannot come should say so by Friday.",
            source_language="en",
            target_language="de",
            marks="Die Sitzung beginnt.",
        ),
        Example(
            "Öffnen Sie die Einstellungen, wählen Sie das",
            source="Open the settings, choose the network that you want to use, and enter its password.",
            source_language="en",
            target_language="de",
            note="it breaks off in mid-sentence",
        ),
        Example(
            "Die Tür bleibt zu. Das ist so, weil es draußen kalt ist und wir im Winter gern heizen, ohne dass die "
            "Wärme verloren geht, die uns viel Geld kostet.",
            source="The door always remains closed.",
            source_language="en",
            target_language="de",
        ),
    )
    good = (
        Example(
            "会议九点开始，中午结束，不能来的人请在周五前告知。",
            source="The meeting starts at nine, ends at noon, and everybody who cannot come should say so by Friday.",
            source_language="en",
            target_language="zh",
        ),
        Example(
            "Öffnen Sie die Einstellungen und wählen Sie Ihr Netz",
            source="Open the settings and choose the network you want to use.",
            source_language="en",
            target_language="de",
            note="no full stop, but nothing is missing",
        ),
        Example("Einverstanden", source="OK", source_language="en", target_language="de"),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """One finding a segment, on all of it."""
        pairs = [
            (segment, source_length, target_length)
            for segment in document.segments
            if segment.source is not None
            and len(segment.source) >= FEWEST_CHARACTERS
            and segment.source != segment.target
            and segment.source.count(";") < _FEWEST_SEMICOLONS
            and (source_length := _length(segment.source)) >= FEWEST_CHARACTERS
            and (target_length := _length(segment.target))
        ]
        known = None
        if context.source_language and context.target_language:
            known = known_proportion(context.source_language, context.target_language)
        proportion = learned_proportion(((source, target) for _, source, target in pairs), known) or known
        if proportion is None:
            return
        for segment, source_length, target_length in pairs:
            deviation = proportion.deviation(source_length, target_length)
            if not least_deviation(source_length) < deviation < most_deviation(source_length):
                yield self._out_of_proportion(segment, source_length, target_length, proportion)
            elif deviation < _MID_SENTENCE_DEVIATION and _breaks_off(segment, deviation, context):
                yield self._broken_off(segment, source_length, target_length)

    def _out_of_proportion(
        self, segment: Segment, source_length: int, target_length: int, proportion: Proportion
    ) -> Finding:
        where = "in this file" if proportion.learned else "for these languages"
        return self.finding(
            segment,
            f"The translation has {target_length} characters for {source_length} of the source; "
            f"{where} about {round(proportion.quotient * source_length)} are usual.",
            target=Span(0, len(segment.target)),
            source=Span(0, len(segment.source or "")),
            category=Category.OMISSION if target_length < proportion.quotient * source_length else Category.ADDITION,
            confidence=0.8 if proportion.learned else 0.7,
            evidence={"source": source_length, "target": target_length, "usual": round(proportion.quotient, 2)},
        )

    def _broken_off(self, segment: Segment, source_length: int, target_length: int) -> Finding:
        end = segment.target.rstrip()
        start = max(end.rfind(" "), len(end) - 30, 0)
        return self.finding(
            segment,
            f'The translation breaks off at "{shortened(end[start:])}" after {target_length} characters '
            f"for {source_length} of the source.",
            target=Span(0, len(segment.target)),
            source=Span(0, len(segment.source or "")),
            confidence=0.7,
        )


def _length(text: str) -> int:
    return len(" ".join(text.split()))


def _breaks_off(segment: Segment, deviation: float, context: DocumentContext) -> bool:
    """Whether the target ends in the middle of a sentence, and the source does not."""
    source, target = (segment.source or "").rstrip(), segment.target.rstrip()
    language = context.target_language
    if language is not None and language.script in _WITHOUT_STOPS:
        return False
    is_sentence = len(source) >= _LONG and _COMPLETE.search(source[-_END:]) is not None
    if _is_open(target, language) and not _is_open(source, context.source_language):
        return is_sentence or deviation < _HALF_DEVIATION
    return is_sentence and deviation < _BROKEN_OFF_DEVIATION and _LAST_WORD.search(target[-_LONG:]) is not None


def _is_open(text: str, language: Language | None) -> bool:
    """Whether a text ends in a mark or a function word after which more is to come."""
    if _OPEN_END.search(text[-1:]):
        return True
    last = _LAST_WORD.search(text[-_LONG:])
    return last is not None and language is not None and last.group().lower() in language.function_words
