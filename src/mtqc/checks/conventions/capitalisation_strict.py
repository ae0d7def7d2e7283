"""Texts that start in another case than their source."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.analysis.casing import first_letter
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity


class CapitalisationStrict(SegmentCheck):
    """Fires on every target that starts in another case than its source; for teams with a rule that they must agree."""

    rule = "conventions/capitalisation-strict"
    category = Category.SPELLING
    severity = Severity.MINOR
    summary = "Source and target start in different cases (opt-in: every difference)."
    why = (
        "In menus and lists one small initial among capitals shows. Off by default: languages capitalise differently, "
        "and word order moves placeholders and names to the front."
    )
    silent_on = (
        "scripts without capitals",
        "texts that start with a digit, a placeholder or a tag, on either side",
        "the shortened articles of Dutch and Afrikaans ('s Morgens): the capital stands on the next word",
    )
    needs = frozenset({Need.SOURCE})
    on_by_default = False
    bad = (
        Example("datei öffnen", source="Open file", target_language="de", marks="d"),
        Example("Gelöscht", source="deleted", target_language="de", marks="G"),
    )
    good = (
        Example("Datei öffnen", source="Open file", target_language="de"),
        Example("'s Morgens vroeg", source="Early in the morning", target_language="nl"),
        Example("ファイルを開く", source="Open file", target_language="ja"),
        Example("%s öffnen", source="Open %s", target_language="de"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most, on the first letter of the target."""
        if context.source is None:
            return
        wanted, seen = first_letter(context.source.prose), first_letter(context.target.prose)
        if wanted is None or seen is None:
            return
        letter, other = seen.of(segment.target), wanted.of(context.source.text)
        if other.isupper() and letter.islower():
            message = "The translation starts with a small letter, the source with a capital."
        elif other.islower() and letter.isupper():
            message = "The translation starts with a capital, the source with a small letter."
        else:
            return
        yield self.finding(
            segment, message, target=seen, source=wanted, suggestions=(letter.swapcase(),), confidence=0.5
        )
