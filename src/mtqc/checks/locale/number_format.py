"""Numbers in the format of another locale."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mtqc.analysis.number_formats import written_in
from mtqc.analysis.number_pairs import pair_numbers
from mtqc.analysis.numbers import Number
from mtqc.analysis.text import TextAnalysis
from mtqc.analysis.units import is_currency, is_measured, unit_after
from mtqc.checks.base import DocumentCheck, Example, Need
from mtqc.checks.context import DocumentContext
from mtqc.languages import Language
from mtqc.model import Category, Document, Finding, Segment, Severity, Span

_FORMATTED = re.compile(r"\d[.,'’ \u00a0\u202f]\d")
_ONE_MARK = re.compile(r"\d{1,3}[.,]\d{3}")
_VERSION = re.compile(r"(?:\b[Vv]|[Vv]ersion|[Rr]elease|[Bb]uild|[Kk]ernel|§|No\.|Nr\.)[ \u00a0]?\Z")
_LONGEST_BEFORE = 10


class _Measure(NamedTuple):
    """A number with a unit."""

    segment: Segment
    number: Number

    @property
    def is_whole(self) -> bool:
        return self.number.value is not None and self.number.value == self.number.value.to_integral_value()


class NumberFormat(DocumentCheck):
    """Fires on numbers whose separators are those of another locale, the source's for the most part."""

    rule = "locale/number-format"
    category = Category.NUMBER_FORMAT
    severity = Severity.MINOR
    summary = "A number has the decimal or thousands separators of another locale."
    why = "1,639 is more than one and a half thousand in English, and less than two in German."
    silent_on = (
        "formats that the target language reads as the value that is meant, blanks and apostrophes between groups "
        "among them",
        "dates, versions, sections and lists of numbers: they have no separators of a locale",
        "numbers with one mark and no unit that the source writes in the same way: versions and sections as likely",
        "without a source: numbers that the language may read in its own way, unless the document writes others of "
        "the same unit differently",
        "amounts of money without a source: prices with three decimals (fuel) exist",
    )
    needs = frozenset({Need.TARGET_LANGUAGE})
    bad = (
        Example(
            "Es fehlen 1,639 MW.",
            source="1,639 MW are missing.",
            source_language="en",
            target_language="de",
            marks="1,639",
        ),
        Example("Die Datei hat 2.5 MB.", source="The file has 2.5 MB.", source_language="en", target_language="de"),
        Example("Es kamen 1,234,567 Menschen.", target_language="de", marks="1,234,567"),
        Example("Der Turm misst 31.5 Meter.", target_language="de", marks="31.5"),
        Example(
            "Am Montag fehlten 1,639 MW.", target_language="de", others=((None, "Es gab 1.335 MW."),), marks="1,639"
        ),
    )
    good = (
        Example("Es fehlen 1.639 MW.", source="1,639 MW are missing.", source_language="en", target_language="de"),
        Example("Python 3.11 und 1.2.3", source="Python 3.11 and 1.2.3", source_language="en", target_language="de"),
        Example("Der Liter kostet 1,639 Euro.", target_language="de"),
        Example("Il manque 1 639 MW.", source="1,639 MW are missing.", source_language="en", target_language="fr"),
        Example("Am 31.12.2024 um 14.30 Uhr", target_language="de"),
        Example("Es fehlten 1,639 MW von 2,5 MW.", target_language="de", others=((None, "Das Netz hat 1.335 MW."),)),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """One finding a number."""
        language = context.target_language
        if language is None:
            return
        measured: defaultdict[str, list[_Measure]] = defaultdict(list)
        for segment in document.segments:
            if not _FORMATTED.search(segment.target):
                continue
            analyses = context.of(segment)
            if analyses.source is not None and segment.source:
                if any(_may_mislead(number) for number in analyses.target.numbers):
                    yield from self._beside_source(segment, analyses.source, analyses.target, language)
                continue
            for number in analyses.target.numbers:
                if number.values and not number.digits.isdecimal():
                    unit = unit_after(analyses.target.prose, number.span.end)
                    if number.value is None:
                        yield from self._impossible(segment, number, analyses.target, language)
                    elif unit is not None and is_measured(analyses.target.prose, number.span.start, number.span.end):
                        measured[unit].append(_Measure(segment, number))
        for unit, measures in measured.items():
            if not is_currency(unit):
                yield from self._at_odds(measures, language)

    def _beside_source(
        self, segment: Segment, source: TextAnalysis, target: TextAnalysis, language: Language
    ) -> Iterator[Finding]:
        for original, number in pair_numbers(source, target).agreeing:
            if number.digits.isdecimal() or original.value is None or original.value == number.value:
                continue
            if _is_in_pattern(number, target) or original.value not in number.values:
                continue
            marks = [mark for mark in original.digits if not mark.isdecimal()]
            if original.digits == number.digits and len(marks) == 1 and _has_decimals(original):
                if _is_amount(number, target):
                    yield self._finding(segment, number, language, original, confidence=0.85)
            else:
                yield self._finding(segment, number, language, original, confidence=0.95)

    def _impossible(
        self, segment: Segment, number: Number, target: TextAnalysis, language: Language
    ) -> Iterator[Finding]:
        marks = [mark for mark in number.digits if not mark.isdecimal()]
        # Two full stops may part a version; two commas, or two different marks, are those of a number.
        is_certain = len(set(marks)) > 1 or (len(marks) > 1 and marks[0] != ".")
        if _is_in_pattern(number, target):
            return
        if is_certain or _is_amount(number, target):
            yield self._finding(segment, number, language, None, confidence=0.8)

    def _at_odds(self, measures: list[_Measure], language: Language) -> Iterator[Finding]:
        """The findings on numbers such as 1,639 in a text that groups others of the same unit: 1.335."""
        thousands = [measure for measure in measures if _ONE_MARK.fullmatch(measure.number.digits)]
        grouped = [measure for measure in thousands if measure.is_whole]
        decimals = [measure for measure in measures if not measure.is_whole]
        if grouped and all(measure in thousands for measure in decimals):
            for segment, number in decimals:
                if not number.digits.startswith("0"):
                    yield self._finding(segment, number, language, None, confidence=0.7)

    def _finding(
        self, segment: Segment, number: Number, language: Language, original: Number | None, confidence: float
    ) -> Finding:
        meant = original.value if original is not None else _other_value(number)
        suggestions: tuple[str, ...] = ()
        if meant is not None:
            digits = number.digits if original is None else original.digits
            suggestions = (written_in(digits, meant / number.magnitude, language),)
        if number.value is not None:
            message = f"Number {number.digits} reads as {number.value / number.magnitude:f} in {language.name}."
        else:
            message = f"Number {number.digits} is not written as in {language.name}."
        return self.finding(
            segment,
            message,
            target=Span(number.span.start, number.span.start + len(number.digits)),
            suggestions=suggestions,
            severity=Severity.MAJOR if number.value is not None else Severity.MINOR,
            confidence=confidence,
        )


def _is_in_pattern(number: Number, text: TextAnalysis) -> bool:
    """Whether it is a list in a pattern: {224,256,384}."""
    return text.text[number.span.start - 1 : number.span.start] == "{"


def _may_mislead(number: Number) -> bool:
    """Whether the number is formed as in another language, or means something else there."""
    return not number.digits.isdecimal() and bool(number.values) and (number.value is None or len(number.values) > 1)


def _has_decimals(number: Number) -> bool:
    """Whether the only separator of the number is a decimal one, as in 1.0."""
    return number.value is not None and number.value.as_tuple().exponent != 0


def _other_value(number: Number) -> Decimal | None:
    """The one value that the number has in other locales only; None if there are several."""
    others = [value for value in number.values if value != number.value]
    return others[0] if len(others) == 1 else None


def _is_amount(number: Number, text: TextAnalysis) -> bool:
    """Whether the number measures something: neither a version nor a section nor a bare count."""
    if number.magnitude > 1:
        return True
    before = text.prose[max(0, number.span.start - _LONGEST_BEFORE) : number.span.start]
    return is_measured(text.prose, number.span.start, number.span.end) and not _VERSION.search(before)
