"""Placeholders that a translation lost, added, changed or put out of order."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.analysis.placeholders import Placeholder as Found
from mtqc.analysis.placeholders import dialects_of
from mtqc.analysis.placeholders.comparison import PlaceholderComparison, compare_placeholders
from mtqc.analysis.placeholders.garbled import find_garbled
from mtqc.analysis.placeholders.message_comparison import message_differences
from mtqc.analysis.placeholders.message_format import has_branches
from mtqc.analysis.placeholders.unescaped import find_unescaped
from mtqc.analysis.text import TextAnalysis
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_SINGLE_NUMBER = "single-number"
_INTEGERS = frozenset("du")
# Dialects that know "%2$s": the second value, wherever it stands.
_NUMBERED = frozenset({"percent", "printf", "php", "perl", "java-printf", "ruby"})
# Searching a text for what became of each lost placeholder takes time in proportion to both.
_SEARCHED = 20


class Placeholder(SegmentCheck):
    """Compares what a program fills in on both sides, in the dialects that the flags name or that are unmistakable."""

    rule = "markup/placeholder"
    category = Category.MARKUP_TAG
    severity = Severity.MAJOR
    summary = "A placeholder is missing, added, changed or out of order."
    why = (
        "The program that fills in the text finds nothing to fill, prints the placeholder itself, takes one value for "
        "another, or crashes. Machine translation likes to translate the names in placeholders and to pull their "
        "signs apart."
    )
    silent_on = (
        "another order of named and numbered placeholders: the program finds each value by its name",
        "unnumbered placeholders that were numbered (`%s` to `%1$s`): that is how order is changed",
        "percentages in prose (`10% de`, `100%ig`): a digit stands before them, and no flag calls them a format",
        "date patterns (`%d. %B %Y`): each language puts the parts in its own order",
        "a number written out in the singular (`ein Byte` for `%d byte`) or left out of a plural form that serves one "
        "number",
        "upper and lower case of hexadecimal digits (`%02X`), flags such as `%'d`: the same value is printed",
        "how often `$HOME` and the like are named: they stand for themselves as often as not",
        "names in braces that are not one word, and `$5`: prose and prices",
    )
    needs = frozenset({Need.SOURCE})
    triggers = "%{$"
    bad = (
        Example("Die Datei wurde gelöscht.", source="The file {name} was deleted."),
        Example("Hallo { Benutzer }!", source="Hello {user}!", marks="{ Benutzer }"),
        Example("% s wurde in %s kopiert.", source="%s was copied to %s.", marks="% s"),
        Example("%s Dateien in %d", source="%d files in %s", marks="%s"),
        Example("Noch %s Tage", source="%d days left", marks="%s"),
        Example("Grüße an %(nom)s", source="Greetings to %(name)s", marks="%(nom)s"),
        Example(
            "Zu 50% fertig mit %s",
            source="50%% done with %s",
            flags=frozenset({"c-format"}),
            marks="%",
        ),
        Example(
            "{anzahl, plural, one {# Datei} other {# Dateien}}",
            source="{count, plural, one {# file} other {# files}}",
            marks="{anzahl, plural, one {# Datei} other {# Dateien}}",
        ),
        Example(
            "{count, plural, one {# Datei} other {Dateien}}",
            source="{count, plural, one {# file} other {# files}}",
            marks="other {Dateien}",
        ),
    )
    good = (
        Example("In %2$s liegen %1$d Dateien.", source="There are %d files in %s."),
        Example("{n} von {total} geladen", source="Loaded {n} of {total}"),
        Example("Preise um 10% erhöhen, in % der Summe", source="Raise prices by 10%, in % of the total"),
        Example("Eine 100%ige Tochter", source="A 100% subsidiary"),
        Example("%d. %B %Y", source="%B %d, %Y"),
        Example("Eine Datei gelöscht", source="%d file deleted", flags=frozenset({"c-format", "single-number"})),
        Example("Kostet 5 $ im Monat", source="Costs $5 a month"),
        Example(
            "{n, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}",
            source="{n, plural, one {# file} other {# files}}",
            target_language="pl",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """A finding for each difference, on the target's placeholder where there is one."""
        source, target = context.source, context.target
        if source is None or not (source.placeholders or target.placeholders or segment.flags):
            return
        if "icu" in dialects_of(segment.flags) or has_branches(source.text) or has_branches(target.text):
            language = None if context.target_language is None else context.target_language.code
            for difference in message_differences(source.text, target.text, language):
                yield self.finding(
                    segment,
                    difference.reason,
                    target=difference.target,
                    source=difference.source,
                    suggestions=difference.suggestions,
                )
            return
        compared = compare_placeholders(source.placeholders, target.placeholders)
        yield from self._lost(segment, context, compared)
        yield from self._gained(segment, source, compared)
        yield from self._altered(segment, compared)
        dialects = dialects_of(segment.flags)
        for sign in find_unescaped(source.text, source.placeholders, target.text, target.placeholders, dialects):
            yield self.finding(
                segment,
                f"'{sign.text}' must be written '{sign.escaped}' here, or it begins a placeholder.",
                target=sign.span,
                suggestions=(sign.escaped,),
            )

    def _lost(self, segment: Segment, context: Context, compared: PlaceholderComparison) -> Iterator[Finding]:
        missing = [placeholder for placeholder in compared.missing if not _is_written_out(placeholder, context)]
        if _SINGLE_NUMBER in segment.flags:
            missing = missing[1:]
        taken: list[Span] = []
        for count, placeholder in enumerate(missing):
            garbled = find_garbled(placeholder, context.target.prose, taken) if count < _SEARCHED else None
            if garbled is None:
                message = f"Placeholder {placeholder.text} is missing from the translation."
                yield self.finding(segment, message, source=placeholder.span)
                continue
            taken.append(garbled)
            yield self.finding(
                segment,
                f"'{garbled.of(segment.target)}' is no placeholder; the source has {placeholder.text}.",
                target=garbled,
                source=placeholder.span,
                suggestions=(placeholder.text,),
            )
        for placeholder in compared.rarer:
            if placeholder.dialect == "dollar":
                continue
            yield self.finding(
                segment,
                f"Placeholder {placeholder.text} stands in the source more often than in the translation.",
                source=placeholder.span,
                severity=Severity.MINOR,
                confidence=0.6,
            )

    def _gained(self, segment: Segment, source: TextAnalysis, compared: PlaceholderComparison) -> Iterator[Finding]:
        for placeholder in compared.extra:
            if not _is_doubtful(placeholder, source):
                message = f"Placeholder {placeholder.text} is not in the source."
                yield self.finding(segment, message, target=placeholder.span)
        for placeholder in compared.repeated:
            if placeholder.dialect == "dollar":
                continue
            yield self.finding(
                segment,
                f"Placeholder {placeholder.text} stands in the translation more often than in the source.",
                target=placeholder.span,
                severity=Severity.MINOR,
                confidence=0.6,
            )

    def _altered(self, segment: Segment, compared: PlaceholderComparison) -> Iterator[Finding]:
        for expected, present in compared.changed:
            yield self.finding(
                segment,
                f"Placeholder {present.text} should be {expected.text} as in the source.",
                target=present.span,
                source=expected.span,
                suggestions=(expected.text,),
            )
        for expected, present in compared.moved:
            number = expected.key.partition(":")[0]
            can_be_numbered = present.dialect in _NUMBERED and number[1:].isdigit()
            yield self.finding(
                segment,
                f"{present.text} has changed its place, so that the program fills in another value there.",
                target=present.span,
                source=expected.span,
                suggestions=(f"{number}${present.text[1:]}",) if can_be_numbered else (),
            )
        for expected, present in compared.reshaped:
            yield self.finding(
                segment,
                f"{present.text} prints with another width or precision than {expected.text}.",
                target=present.span,
                source=expected.span,
                suggestions=(expected.text,),
                severity=Severity.MINOR,
                confidence=0.5,
            )


def _is_written_out(placeholder: Found, context: Context) -> bool:
    """Whether the number 1 in words stands for a missing number, as in the singular of a plural message."""
    if placeholder.key[-1] not in _INTEGERS and placeholder.key not in ("%n", "{n}", "{count}", "{num}", "%count"):
        return False
    if context.target_language is None:
        return False
    numbers = context.target_language.number_words
    return any(numbers.get(word.text.lower()) == 1 for word in context.target.words)


def _is_doubtful(placeholder: Found, source: TextAnalysis) -> bool:
    """Whether a placeholder that only the target has may be prose.

    ``%5`` is how Turkish writes 5%; a translated ``{user name}`` of the source may have become one word; and
    ``$name`` is found in shell examples.
    """
    if placeholder.dialect == "percent" and placeholder.key[1:].isdigit():
        return not any(other.dialect == "percent" for other in source.placeholders)
    if placeholder.dialect == "brace":
        return "{" in source.text and not any(other.dialect == "brace" for other in source.placeholders)
    return placeholder.dialect == "dollar" and "$" not in source.text
