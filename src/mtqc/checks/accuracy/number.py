"""Numbers that a translation lacks, adds or changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqc.analysis.number_formats import written_in
from mtqc.analysis.number_pairs import pair_numbers
from mtqc.analysis.number_words import says_minus
from mtqc.analysis.numbers import Number as NumberInText
from mtqc.analysis.numbers import has_magnitude
from mtqc.analysis.text import TextAnalysis
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.languages import Language
from mtqc.model import Category, Finding, Segment, Severity

_DIGITS = re.compile(r"\d+")
_SIGNED = re.compile(r"(?:^|[\s(\[{\"'„“»«=<>,;:/|])[-−]\d")
_DASHES = frozenset("-−–—")
_NEAR = 40
_SINGLE_NUMBER = "single-number"
_LONG = 40
_SURE, _LIKELY, _UNSURE = 0.9, 0.7, 0.5
"""A number that became another is an error nearly always. One that is gone or new may be paraphrased by a free
translator, and a single digit more easily than others."""


class Number(SegmentCheck):
    """Fires on numbers by value: missing from the translation, not in the source, or another number than there."""

    rule = "accuracy/number"
    category = Category.MISTRANSLATION
    severity = Severity.MAJOR
    summary = "A number is missing from the translation, is not in the source, or has another value."
    why = (
        "A wrong number misleads, and readers have no way to notice. Machines drop digits, read a decimal comma as "
        "a thousands separator, and turn a million into a billion."
    )
    silent_on = (
        "the same value in another form: 1,618.5 and 1.618,5, 3 million and 3 Mio., ½ and 0.5, other digits (٣)",
        "numbers that one side spells out: 2 and zwei, 1st and erste, 12 and a dozen, 20 and XX",
        "dates and times in another order or form: 12/31/2024 and 31. Dezember 2024, 2 pm and 14:00 Uhr",
        "years that the other side counts in decades (70 years, seven decades), and decades such as the 1980s, which "
        "other languages put into words",
        "in running text, a number that is said once more or once less often than in the source",
        "a minus sign that became a dash or a word (−5, minus 5)",
        "ranges, versions and phone numbers with other marks between the same digits",
        "digits inside words (sha1, x86, MP3), and those of names that one side leaves out whole (UTF-8)",
        "a plural form that serves a single number and may leave it out",
        "single digits that a text of more than forty words adds: explanations, numbered forms, exit codes",
        "placeholders, tags and addresses: other checks compare those",
        "numbers up to twenty where mtqc has no number words of the language",
    )
    needs = frozenset({Need.SOURCE})
    triggers = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯０１２３４５６７８９½¼¾⅓⅔"
    bad = (
        Example(
            "Es kamen 1.693 Gäste.",
            source="1,639 guests came.",
            source_language="en",
            target_language="de",
            marks="1.693",
        ),
        Example("Warten Sie bitte.", source="Please wait 30 seconds.", source_language="en", target_language="de"),
        Example(
            "Das kostet 3 Billionen Euro.",
            source="It costs 3 billion euros.",
            source_language="en",
            target_language="de",
            marks="3 Billionen",
            note="a German Billion is an English trillion",
        ),
        Example("Es sind 5 Grad.", source="It is -5 degrees.", source_language="en", target_language="de", marks="5"),
        Example("Seite 7", source="Page", source_language="en", target_language="de", marks="7"),
    )
    good = (
        Example("1.639 Gäste", source="1,639 guests", source_language="en", target_language="de"),
        Example("3 Mio. Euro", source="3,000,000 euros", source_language="en", target_language="de"),
        Example("zwei Dateien", source="2 files", source_language="en", target_language="de"),
        Example(
            "am 31. Dezember 2024 um 14 Uhr", source="12/31/2024, 2 pm", source_language="en", target_language="de"
        ),
        Example("minus 5 Grad", source="-5 degrees", source_language="en", target_language="de"),
        Example("Ludwig XIV.", source="Louis the 14th", source_language="en", target_language="de"),
        Example("Eine Datei", source="1 file", target_language="de", flags=frozenset({"single-number"})),
        Example("+49 30 123 456", source="+49 (30) 12-34-56", source_language="en", target_language="de"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a number; a missing and an added one make one that changed."""
        if context.source is None or _are_alike(context.source.text, segment.target, context.source_language):
            return
        pairs = pair_numbers(context.source, context.target)
        missing = [] if _SINGLE_NUMBER in segment.flags else list(pairs.missing)
        changed = list(zip(missing, pairs.extra, strict=False))
        for number, other in changed:
            yield self._changed(segment, number, other, context.target_language)
        for number, other in pairs.agreeing:
            if number.negative and not _may_be_negative(other, context.target):
                yield self._changed(segment, number, other, context.target_language)
        for number in missing[len(changed) :]:
            if not number.in_name:
                yield self.finding(
                    segment,
                    f"Number {number.text} is missing from the translation.",
                    source=number.span,
                    severity=_severity(number),
                    category=Category.OMISSION,
                    confidence=_LIKELY if _severity(number) is Severity.MAJOR else _UNSURE,
                )
        is_long = segment.target.count(" ") > _LONG
        for number in pairs.extra[len(changed) :]:
            if not number.in_name and not (is_long and len(number.digits) == 1):
                yield self.finding(
                    segment,
                    f"Number {number.text} is not in the source.",
                    target=number.span,
                    severity=Severity.MINOR,
                    category=Category.ADDITION,
                    confidence=_UNSURE,
                )

    def _changed(
        self, segment: Segment, number: NumberInText, other: NumberInText, language: Language | None
    ) -> Finding:
        sign = "−" if number.negative and not other.negative else ""
        suggestions: tuple[str, ...] = ()
        if number.magnitude == other.magnitude == 1 and number.value is not None and language is not None:
            suggestions = (sign + written_in(number.digits, number.value, language),)
        return self.finding(
            segment,
            f"Number {sign}{number.text} became {other.text}.",
            target=other.span,
            source=number.span,
            suggestions=suggestions,
            severity=max(_severity(number), _severity(other)),
            confidence=max(_confidence(number), _confidence(other)),
        )


def _are_alike(source: str, target: str, language: Language | None) -> bool:
    """Whether nothing can be wrong: the same digits and no magnitude. True of nearly every text with digits."""
    wanted, seen = _DIGITS.findall(source), _DIGITS.findall(target)
    if wanted != seen and (len(wanted) != len(seen) or sorted(wanted) != sorted(seen)):
        return False
    if ("-" in source or "−" in source) and len(_SIGNED.findall(source)) > len(_SIGNED.findall(target)):
        return False
    return not has_magnitude(source, language)


def _may_be_negative(number: NumberInText, text: TextAnalysis) -> bool:
    """Whether a sign, a dash or a word for one stands near the number."""
    start, end = number.span.start, number.span.end
    before = text.prose[max(0, start - 2) : start].rstrip()
    return number.negative or before[-1:] in _DASHES or says_minus(text.prose[max(0, start - _NEAR) : end + _NEAR])


def _severity(number: NumberInText) -> Severity:
    """Major for numbers that a reader cannot do without: of two digits and more, or with a magnitude."""
    is_weighty = number.magnitude > 1 or sum(map(str.isdecimal, number.digits)) > 1
    return Severity.MAJOR if is_weighty else Severity.MINOR


def _confidence(number: NumberInText) -> float:
    return _SURE if _severity(number) is Severity.MAJOR else _UNSURE
