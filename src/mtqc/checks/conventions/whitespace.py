"""Blanks and tabs that the source has not, or has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqc.analysis.punctuation import punctuation_of
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_BLANKS = " \u00a0\u202f\u2009\u3000"
_EDGE = frozenset(_BLANKS)
_DOUBLED_AFTER_STOP = re.compile(r"(?<=[^\W_][.!?]) {2}(?=[^\W_])")
_SINGLE_AFTER_STOP = re.compile(r"[^\W_][.!?] [^\W_]")
_WIDEST_JOINT = 2
"""More blanks at an end align the text with others, they do not part it from its neighbour."""
_MOST_SLIPS = 2
"""More doubled blanks in one text set columns."""
# After a full stop two blanks are a typist's habit; next to punctuation, digits and options they set a table.
_DOUBLED = re.compile(r"(?<=[^\W\d_])([ \u00a0\u202f]{2})(?=[^\W\d_])|(?<=[^\W\d_][,;:]) {2}(?=[^\W\d_])")


class Whitespace(SegmentCheck):
    """Fires on blanks at either end that only one of source and target has, on doubled blanks and on added tabs."""

    rule = "conventions/whitespace"
    category = Category.TEXTUAL_CONVENTIONS
    severity = Severity.MINOR
    summary = "A blank at the start or end is lost or added, a blank is doubled, or a tab is added."
    why = (
        "Programs put texts together: a lost blank joins two words, an added one shifts a label. "
        "Doubled blanks and stray tabs show in print."
    )
    silent_on = (
        "line breaks (markup/line-break compares them)",
        "doubled blanks where the source has some, between columns and at the start of lines: tables",
        "doubled blanks after a full stop, a typist's habit, unless the source has single ones there",
        "how many blanks there are at an end where both have some, and more than two of them: alignment",
        "texts without letters",
        "tabs at the start of a line, and where the source sets columns with blanks",
        "Chinese, Japanese and Thai targets without the blank at the end: their sentences need none between them",
    )
    triggers = " \t\u00a0\u202f\u3000"
    judges_neighbours = True
    bad = (
        Example("Fehler in", source="Error in ", target_language="de"),
        Example(" Datei öffnen", source="Open file", target_language="de"),
        Example("Die Datei  fehlt im Ordner.", target_language="de", marks="  "),
        Example("Fertig.  Bitte warten.", source="Done. Please wait.", target_language="de", marks="  "),
        Example("Name\tWert", source="Name, value", target_language="de", marks="\t"),
    )
    good = (
        Example("Fehler in ", source="Error in ", target_language="de"),
        Example("Fertig.  Bitte warten.", target_language="de"),
        Example("Name   Wert   Einheit", target_language="de", note="columns"),
        Example("--all  Alles  zeigen", source="--all  Show everything", target_language="de"),
        Example("エラー：", source="Error: ", target_language="ja"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most for each end, and one for each doubled blank or added tab."""
        source, target = segment.source, segment.target
        if source:
            yield from self._ends(segment, source, context)
            if "\t" in target and "\t" not in source and "  " not in source:
                yield from self._tab(segment)
        if "  " in target and "  " not in (source or ""):
            yield from self._doubled(segment)

    def _ends(self, segment: Segment, source: str, context: Context) -> Iterator[Finding]:
        target = segment.target
        if _EDGE.isdisjoint((source[0], source[-1], target[:1], target[-1:])):
            return
        bare = target.strip(_BLANKS)
        if not any(map(str.isalnum, bare)) or not any(map(str.isalnum, source)):
            return
        before, after = _blanks_around(source)
        start, tail = _blanks_around(target)
        language = context.target_language
        asks_for_blank = bare[0] in punctuation_of(language).space_before
        if bool(before) != bool(start) and max(len(before), len(start)) <= _WIDEST_JOINT and not asks_for_blank:
            if start:
                message, span, fix = (
                    "The translation starts with a blank, the source does not.",
                    Span(0, len(start)),
                    "",
                )
            else:
                message = "The source starts with a blank, the translation does not."
                span, fix = Span(0, 1), before + bare[0]
            yield self.finding(segment, message, target=span, suggestions=(fix,), confidence=0.9)
        if bool(after) == bool(tail) or max(len(after), len(tail)) > _WIDEST_JOINT:
            return
        end = len(target) - len(tail)
        if tail:
            message = "The translation ends with a blank, the source does not."
            yield self.finding(segment, message, target=Span(end, len(target)), suggestions=("",), confidence=0.9)
        elif language is None or language.has_word_spaces:
            message, fix = "The source ends with a blank, the translation does not.", bare[-1] + after
            yield self.finding(segment, message, target=Span(end - 1, end), suggestions=(fix,), confidence=0.9)

    def _tab(self, segment: Segment) -> Iterator[Finding]:
        start = segment.target.index("\t")
        if any(map(str.isalpha, segment.target)) and segment.target[start - 1 : start] != "\n":
            message = "The translation has a tab, the source has none."
            yield self.finding(segment, message, target=Span(start, start + 1), suggestions=(" ",), confidence=0.8)

    def _doubled(self, segment: Segment) -> Iterator[Finding]:
        matches = list(_DOUBLED.finditer(segment.target))
        if segment.source and _SINGLE_AFTER_STOP.search(segment.source):
            matches += _DOUBLED_AFTER_STOP.finditer(segment.target)
        if len(matches) > _MOST_SLIPS or "   " in segment.target:
            return
        for match in matches:
            span = Span(match.start(), match.end())
            yield self.finding(
                segment, "There are two blanks in a row.", target=span, suggestions=(" ",), confidence=0.9
            )


def _blanks_around(text: str) -> tuple[str, str]:
    """The blanks that a text starts with, and those that it ends with."""
    return text[: len(text) - len(text.lstrip(_BLANKS))], text[len(text.rstrip(_BLANKS)) :]
