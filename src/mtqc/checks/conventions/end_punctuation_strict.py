"""Every difference between the marks that source and target end in."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.analysis.punctuation import Mark, final_marks, punctuation_of
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity, Span

_NAMES: dict[Mark, str] = {
    "stop": "a full stop",
    "question": "a question mark",
    "exclamation": "an exclamation mark",
    "colon": "a colon",
    "semicolon": "a semicolon",
    "comma": "a comma",
    "ellipsis": "an ellipsis",
}


class EndPunctuationStrict(SegmentCheck):
    """Fires on every target that ends in other marks than its source; for teams with a rule that they must agree."""

    rule = "conventions/end-punctuation-strict"
    category = Category.PUNCTUATION
    severity = Severity.MINOR
    summary = "Source and target end in different marks (opt-in: every difference)."
    why = (
        "In tables, menus and lists an odd full stop shows. Off by default: in good translations phrases become "
        "sentences and back, some 25 times in 1,000 texts of user interfaces."
    )
    silent_on = (
        "the marks of other scripts (。 । ։ and the Greek ;): they are the same marks",
        "closing quotation marks, brackets and tags behind the mark: languages disagree on which comes last",
        "languages that do not end sentences with a mark, such as Thai",
        "a colon that became a full stop in Japanese: that is how it introduces what follows",
        "empty texts",
    )
    needs = frozenset({Need.SOURCE})
    on_by_default = False
    bad = (
        Example("Datei gespeichert", source="File saved.", target_language="de"),
        Example("Speichern unter", source="Save as…", target_language="de"),
        Example("Wirklich?", source="Really?!", target_language="de"),
    )
    good = (
        Example("ファイルを保存しました。", source="File saved.", target_language="ja"),
        Example("Er sagte: „Nein.“", source="He said, “No”.", target_language="de"),
        Example("บันทึกไฟล์แล้ว", source="File saved.", target_language="th"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most, on the end of the target."""
        source, target = segment.source or "", segment.target
        if source[-1:] == target[-1:] or not source.strip() or not target.strip():
            return
        language = context.target_language
        if language is not None and language.script in _SCRIPTS_WITHOUT_STOPS:
            return
        wanted = final_marks(source, punctuation_of(context.source_language))
        seen = final_marks(target, punctuation_of(language))
        if wanted == seen or (wanted, seen, language and language.code) == _JAPANESE_COLON:
            return
        end = len(target.rstrip())
        yield self.finding(
            segment,
            f"The source ends with {_named(wanted)}, the translation with {_named(seen)}.",
            target=Span(end - 1, end),
            confidence=0.5,
        )


def _named(marks: frozenset[Mark]) -> str:
    return " and ".join(name for mark, name in _NAMES.items() if mark in marks) or "no mark"


_JAPANESE_COLON = (frozenset(("colon",)), frozenset(("stop",)), "ja")
_SCRIPTS_WITHOUT_STOPS = frozenset({"Thai", "Laoo"})
