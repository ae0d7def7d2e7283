"""Characters that nobody sees and that do not belong where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.analysis.invisible import INVISIBLE, OVERRIDES, TAGS, find_misplaced, name_of
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_LINE_SEPARATORS = "\u2028\u2029"
_MOST = 10
"""Places of one character that are reported one by one."""
_SHOWN = 20
"""Characters of a neighbouring word that a message quotes."""


class InvisibleCharacter(SegmentCheck):
    """Fires on zero-width, control, direction, tag and other characters that show nothing and do harm."""

    rule = "conventions/invisible-character"
    category = Category.CHARACTER_ENCODING
    severity = Severity.MINOR
    summary = "An invisible character stands where it does not belong."
    why = (
        "It breaks searching, spell-checking, line breaks and links without anybody seeing why; "
        "direction overrides and tag characters can even hide what a text says."
    )
    silent_on = (
        "soft hyphens within words: they say where a word may break",
        "joiners and non-joiners beside letters of cursive or Indic scripts, which they shape",
        "joiners, variation selectors and tags within emoji: they are part of the picture",
        "zero-width spaces beside letters of scripts that write no spaces: they say where a line may break",
        "direction marks in text that runs from right to left, and isolates that are closed again around a value",
        "no-break and other wide spaces: they are seen, and belong to good typography",
        "characters that stand in the source just as often: somebody wanted them",
    )
    triggers = INVISIBLE
    bad = (
        Example("Spei\u200bchern", source="Save", target_language="de", marks="\u200b"),
        Example("Der Name ist \u202etxt.exe", target_language="de", marks="\u202e"),
        Example("Erste Zeile\u2028zweite Zeile", target_language="de", marks="\u2028"),
        Example("Hallo\u0008 Welt", target_language="de", marks="\u0008"),
    )
    good = (
        Example("می\u200cخواهم", target_language="fa"),
        Example("Meine Familie: 👩\u200d👧 und ein Herz ❤\ufe0f", target_language="de"),
        Example("Donau\u00addampf\u00adschiff, 20\u00a0km", target_language="de"),
        Example("\u2068Anna\u2069 hat geschrieben.", target_language="de"),
        Example("ตัว\u200bอักษร", target_language="th"),
        Example("Teil\u200bung", source="Di\u200bvision", target_language="de"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a run of equal characters, on that run; or one from first to last where there are many."""
        target, source = segment.target, segment.source or ""
        language = context.target_language
        misplaced: dict[str, list[Span]] = {}
        for found in find_misplaced(target, language is not None and language.right_to_left):
            misplaced.setdefault(found.character, []).append(found.span)
        for character, spans in misplaced.items():
            if source and source.count(character) >= target.count(character):
                continue
            if len(spans) > _MOST:
                yield self._everywhere(segment, character, Span(spans[0].start, spans[-1].end), len(spans))
                continue
            for span in spans:
                yield self._here(segment, character, span)

    def _here(self, segment: Segment, character: str, span: Span) -> Finding:
        hides = character in OVERRIDES or character in TAGS
        return self.finding(
            segment,
            f"The invisible character {name_of(character)} stands {_place(segment.target, character, span)}.",
            target=span,
            suggestions=(_replacement(segment.target, character, span),),
            severity=Severity.MAJOR if hides else None,
            confidence=0.95,
        )

    def _everywhere(self, segment: Segment, character: str, span: Span, times: int) -> Finding:
        hides = character in OVERRIDES or character in TAGS
        return self.finding(
            segment,
            f"The invisible character {name_of(character)} stands in {times:,} places.",
            target=span,
            suggestions=(span.of(segment.target).replace(character, " " if character in _LINE_SEPARATORS else ""),),
            severity=Severity.MAJOR if hides else None,
            confidence=0.95,
        )


def _replacement(text: str, character: str, span: Span) -> str:
    if character not in _LINE_SEPARATORS:
        return ""
    beside_blank = text[max(0, span.start - 1) : span.start].isspace() or text[span.end : span.end + 1].isspace()
    return "" if beside_blank else " "


def _place(text: str, character: str, span: Span) -> str:
    before = text[max(0, span.start - _SHOWN) : span.start].rpartition(" ")[2]
    after = text[span.end : span.end + _SHOWN].partition(" ")[0]
    words = "".join(filter(str.isprintable, before + after))
    if before and after:
        return f'between "{before}" and "{after}"' if character in _LINE_SEPARATORS else f'inside "{words}"'
    return f'beside "{words}"' if words else "alone"
