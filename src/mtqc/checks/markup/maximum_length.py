"""Translations that are longer than their place allows."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_LENGTH = "max-length:"
_LINES = "max-lines:"
_XML_TEXT = "xml-text"


class MaximumLength(SegmentCheck):
    """Compares the length of a translation with the limit that its flags set."""

    rule = "markup/maximum-length"
    category = Category.TRUNCATION
    severity = Severity.MAJOR
    summary = "The translation is longer than its limit."
    why = "Where space is limited, what is too long is cut off, overlaps its neighbours, or is refused."
    silent_on = (
        "segments without a flag `max-length:N` or `max-lines:N`: nobody else knows the limit",
        "tags, where the flag `xml-text` says that they are markup: readers do not see them",
        "limits in pixels (`max-size`): they depend on the font",
    )
    triggers = ""
    bad = (
        Example("Einstellungen", flags=frozenset({"max-length:8"}), marks="ungen"),
        Example("Zeile eins\nZeile zwei", source="One line", flags=frozenset({"max-lines:1"}), marks="Zeile zwei"),
    )
    good = (
        Example("Optionen", flags=frozenset({"max-length:8"})),
        Example("<b>Optionen</b>", flags=frozenset({"max-length:8", "xml-text"})),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """At most one finding each for characters (code points) and lines, on what is too much."""
        if not segment.flags:
            return
        for flag in sorted(segment.flags):
            if flag.startswith(_LENGTH):
                yield from self._characters(segment, context, _limit(flag, _LENGTH))
            elif flag.startswith(_LINES):
                yield from self._lines(segment, _limit(flag, _LINES))

    def _characters(self, segment: Segment, context: Context, limit: int | None) -> Iterator[Finding]:
        target = segment.target
        length = len(target)
        if _XML_TEXT in segment.flags:
            length -= sum(len(tag.text) - (tag.kind == "entity") for tag in context.target.tags)
        if limit is None or length <= limit:
            return
        start = limit if length == len(target) else 0
        yield self.finding(
            segment,
            f"The translation has {length} characters; {limit} are allowed.",
            target=Span(start, len(target)),
            evidence={"length": length, "maximum": limit},
        )

    def _lines(self, segment: Segment, limit: int | None) -> Iterator[Finding]:
        lines = segment.target.rstrip("\n").split("\n")
        if limit is None or len(lines) <= limit:
            return
        yield self.finding(
            segment,
            f"The translation has {len(lines)} lines; {limit} {'is' if limit == 1 else 'are'} allowed.",
            target=Span(sum(len(line) + 1 for line in lines[:limit]), len(segment.target.rstrip("\n"))),
            evidence={"lines": len(lines), "maximum": limit},
        )


def _limit(flag: str, prefix: str) -> int | None:
    """The number of a flag; None where there is none, or one that no text reaches."""
    number = flag.removeprefix(prefix).strip()
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
