"""Line breaks, tabs and their escapes that a translation lost or added."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqc.analysis.text import TextAnalysis
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_LEADING = re.compile(r"(?:\r?\n|\r)")
_TRAILING = re.compile(r"(?:\r\n|(?<!\r)\n|\r)\Z")
_PARAGRAPH = re.compile(r"\n[ \t\r]*+\n")
_ESCAPE = re.compile(r"\\(?:\\|(?P<code>[nrt]))")
# A sentence that begins right behind the full stop of another one.
_GLUED = re.compile(r"(?<=[^\W\d_]|[)”“\"»’'])[.!?](?:[^\W\d_](?=[^\W\d_])|[%{])")
_ENDS_SENTENCE = re.compile(r"[.!?][ \t]*+\r?\n")


class LineBreak(SegmentCheck):
    r"""Compares the line breaks at both ends of the texts, and ``\n``, ``\r`` and ``\t`` written out in them."""

    rule = "markup/line-break"
    category = Category.LAYOUT
    severity = Severity.MINOR
    summary = "A line break, a tab, or an escape such as `\\n` is missing or added."
    why = (
        "Programs print texts one after the other: without its line break one runs into the next, or stands apart from "
        "what it belongs to. GNU gettext refuses translations that begin or end otherwise than their source."
    )
    silent_on = (
        "line breaks inside a text: a translation of another length wraps elsewhere, unless a blank line between "
        "paragraphs is gone or sentences run into each other",
        "how many line breaks there are at an end, as long as there is one",
        "tabs inside a text of several lines or beside several blanks: people line up columns with either",
        "the backslashes of Windows paths (`C:\\new`)",
    )
    needs = frozenset({Need.SOURCE})
    triggers = "\n\r\t\\"
    bad = (
        Example("Datei nicht gefunden", source="File not found\n"),
        Example("\nFertig.", source="Done.", marks="\n"),
        Example("Gespeichert.Weiter?", source="Saved.\nContinue?", marks=".W"),
        Example("Zeile eins Zeile zwei", source=r"Line one\nLine two"),
        Example("Erster Absatz. Zweiter Absatz.", source="First paragraph.\n\nSecond paragraph."),
    )
    good = (
        Example("Datei nicht gefunden\n", source="File not found\n"),
        Example("Ein Satz, der länger ist\nund woanders umbricht.", source="A sentence that\nbreaks\nelsewhere."),
        Example(r"Kopieren nach C:\temp\alt", source=r"Copy to C:\temp\new"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """A finding for each end that differs, for lost paragraphs, for each kind of escape, and for tabs."""
        source, target = segment.source or "", segment.target
        if "\n" in source or "\n" in target or "\r" in source or "\r" in target:
            yield from self._ends(segment, source, target)
            yield from self._inside(segment, source.strip(), target.strip())
        if context.source is not None and ("\\" in source or "\\" in target):
            yield from self._escapes(segment, context.source, context.target)
        if "\t" in source or "\t" in target:
            yield from self._tabs(segment, source, target)

    def _ends(self, segment: Segment, source: str, target: str) -> Iterator[Finding]:
        for verb, pattern, search in (("begin", _LEADING, _LEADING.match), ("end", _TRAILING, _TRAILING.search)):
            expected, present = search(source), search(target)
            if expected and not present:
                message = f"The translation does not {verb} with a line break as the source does."
                yield self.finding(segment, message, source=Span(*expected.span()))
            elif present and not expected:
                message = f"The translation {verb}s with a line break; the source does not."
                yield self.finding(segment, message, target=Span(*present.span()), suggestions=("",))
            elif expected and present and pattern is _TRAILING and expected.group() != present.group():
                yield self.finding(
                    segment,
                    "The translation ends with another kind of line break than the source.",
                    target=Span(*present.span()),
                    source=Span(*expected.span()),
                    suggestions=(expected.group(),),
                )

    def _inside(self, segment: Segment, source: str, target: str) -> Iterator[Finding]:
        glued = _GLUED.search(segment.target) if "\n" not in target and _ENDS_SENTENCE.search(source) else None
        if glued is not None:
            yield self.finding(
                segment,
                "A line break between sentences is missing from the translation.",
                target=Span(*glued.span()),
                suggestions=(f"{glued.group()[0]}\n{glued.group()[1]}",),
            )
        elif _PARAGRAPH.search(source) and not _PARAGRAPH.search(target):
            yield self.finding(segment, "The blank line between paragraphs is missing from the translation.")

    def _escapes(self, segment: Segment, source: TextAnalysis, target: TextAnalysis) -> Iterator[Finding]:
        expected, present = _escapes(source), _escapes(target)
        for code in "nrt":
            wanted, found = expected.count(code), present.count(code)
            if wanted != found:
                yield self.finding(
                    segment,
                    rf"'\{code}' stands {_times(found)} in the translation, but {_times(wanted)} in the source.",
                )

    def _tabs(self, segment: Segment, source: str, target: str) -> Iterator[Finding]:
        if "  " in source or "  " in target:
            return
        if "\t" not in target and ("\n" not in source.strip() or source[0] == "\t" or source[-1] == "\t"):
            place = source.index("\t")
            message = "The tab of the source is missing from the translation."
            yield self.finding(segment, message, source=Span(place, place + 1))
        elif "\t" not in source and target.strip("\n") != target.strip():
            place = target.find("\t")
            if not target[:place].strip() or not target[place:].strip():
                message = "The translation has a tab at its end or beginning; the source has none."
                yield self.finding(segment, message, target=Span(place, place + 1), suggestions=("",))


def _escapes(text: TextAnalysis) -> str:
    """The letters of the escapes of a text, those in paths left out."""
    if "\\" not in text.text:
        return ""
    return "".join(match["code"] or "" for match in _ESCAPE.finditer(text.prose))


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")
