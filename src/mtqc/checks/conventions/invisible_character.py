"""Characters that nobody sees and that do not belong where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.analysis.invisible import INVISIBLE, OVERRIDES, TAGS, Invisible, misplaced, name_of
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity

_LINE_SEPARATORS = "\u2028\u2029"
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
        """One finding a run of equal characters, on that run."""
        target, source = segment.target, segment.source or ""
        language = context.target_language
        for found in misplaced(target, language is not None and language.right_to_left):
            if source and source.count(found.character) >= target.count(found.character):
                continue
            hides = found.character in OVERRIDES or found.character in TAGS
            yield self.finding(
                segment,
                f"The invisible character {name_of(found.character)} stands {_place(target, found)}.",
                target=found.span,
                suggestions=(_replacement(target, found),),
                severity=Severity.MAJOR if hides else None,
                confidence=0.95,
            )


def _replacement(text: str, found: Invisible) -> str:
    if found.character not in _LINE_SEPARATORS:
        return ""
    beside_blank = text[: found.span.start][-1:].isspace() or text[found.span.end : found.span.end + 1].isspace()
    return "" if beside_blank else " "


def _place(text: str, found: Invisible) -> str:
    before = text[max(0, found.span.start - _SHOWN) : found.span.start].rpartition(" ")[2]
    after = text[found.span.end : found.span.end + _SHOWN].partition(" ")[0]
    words = "".join(character for character in before + after if character.isprintable())
    if before and after:
        apart = found.character in _LINE_SEPARATORS
        return f'between "{before}" and "{after}"' if apart else f'inside "{words}"'
    return f'beside "{words}"' if words else "alone"
