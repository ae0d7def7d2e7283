"""Brackets that are not opened or not closed."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.analysis.brackets import Bracket, unpaired_brackets
from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity

_FEWEST_WORDS = 3
_SPOKEN = "subtitles"
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("（", "）"), ("［", "］"), ("｛", "｝"), ("【", "】"), ("〔", "〕"))


class Brackets(SegmentCheck):
    """Fires on brackets without a partner."""

    rule = "conventions/brackets"
    category = Category.PUNCTUATION
    severity = Severity.MINOR
    summary = "A bracket is opened and not closed, or closed and not opened."
    why = "Readers lose track of what belongs together, and programs that parse the text may fail."
    silent_on = (
        "full-width brackets paired with plain ones: they are the same in Chinese and Japanese",
        "list markers (a), 1)) and smileys: their bracket has no partner",
        "kinds of brackets that the source leaves unpaired too: texts that are cut up or speak about brackets",
        "placeholders, tags and addresses: their brackets are theirs",
        "without a source: brackets at the very start or end of a segment, whose partner stands in another one, "
        "texts of less than three words, and subtitles",
        "half-open intervals such as [0, 1)",
    )
    triggers = "()[]{}（）［］｛｝【】〔〕"
    bad = (
        Example("Datei (schreibgeschützt öffnen", source="Open file (read-only)", target_language="de", marks="("),
        Example("Er kam (wie immer zu spät und ging früh.", target_language="de", marks="("),
        Example("保存先）を選ぶ", source="Choose a folder (local)", target_language="ja", marks="）"),
    )
    good = (
        Example("ファイル（読み取り専用）を開く", source="Open file (read-only)", target_language="ja"),
        Example("a) öffnen b) schließen :-)", target_language="de"),
        Example("Das Zeichen ( fehlt", source="The character ( is missing", target_language="de"),
        Example("Die Zahl liegt in [0, 1) oder darüber.", target_language="de"),
        Example("(Er lachte. Dann ging er.", target_language="de", note="the next segment may close it"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a bracket, on the bracket."""
        text = segment.target
        if all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS):
            # Nearly every text: pairs in the wrong order are too rare to look for.
            return
        found = unpaired_brackets(context.target.prose)
        if not found:
            return
        if context.source is not None:
            unpaired_in_source = {bracket.kind for bracket in unpaired_brackets(context.source.text)}
            found = tuple(bracket for bracket in found if bracket.kind not in unpaired_in_source)
        elif context.document.format == _SPOKEN or len(text.split()) < _FEWEST_WORDS:
            return
        else:
            found = tuple(bracket for bracket in found if not _may_go_on(bracket, text))
        for bracket in found:
            what = "is not closed" if bracket.opens else "closes nothing"
            confidence = 0.95 if context.source is not None else 0.8
            yield self.finding(
                segment, f"The bracket {bracket.text} {what}.", target=bracket.span, confidence=confidence
            )


def _may_go_on(bracket: Bracket, text: str) -> bool:
    """Whether the partner may stand in another segment: the bracket is the first or the last character of its own."""
    rest = text[: bracket.span.start] if bracket.opens else text[bracket.span.end :]
    return not any(character.isalnum() for character in rest)
