"""Several sources, one translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mtqc.analysis.words import find_words
from mtqc.checks.base import DocumentCheck, Example, Need
from mtqc.checks.context import DocumentContext
from mtqc.checks.terminology.likeness import folded
from mtqc.model import Category, Document, Finding, Segment, Severity, Span

_FEWEST_WORDS = 5
_LARGEST_SHARE = 0.25
_SHORTEST_CONTENT_WORD = 4


class InconsistentSource(DocumentCheck):
    """Fires on segments whose translation serves another source of the document, which says something else."""

    rule = "terminology/inconsistent-source"
    category = Category.MISTRANSLATION
    severity = Severity.MAJOR
    summary = "Different sources have the same translation."
    why = "One of the two is a translation of something else: segments have slipped, or a memory match was taken over."
    silent_on = (
        "translations of fewer than five words, which often are right for several sources",
        "sources that share a quarter of their longer words: they are variants of one message",
        "the first segment with the translation",
        "segments without a translation or with a copied source: they have findings of their own",
    )
    needs = frozenset({Need.SOURCE, Need.SEGMENTS})
    bad = (
        Example(
            "Die Verbindung zum Server wurde unterbrochen.",
            source="Your password expires in three days.",
            others=(
                ("The connection to the server was interrupted.", "Die Verbindung zum Server wurde unterbrochen."),
            ),
            marks="Die Verbindung zum Server wurde unterbrochen.",
        ),
        Example(
            "La reunión empieza a las nueve de la mañana.",
            source="Lunch is served in the garden.",
            others=(("The meeting begins at nine in the morning.", "La reunión empieza a las nueve de la mañana."),),
        ),
    )
    good = (
        Example(
            "Die Datei konnte nicht gefunden werden.",
            source="Cannot find file.",
            others=(("The file could not be found.", "Die Datei konnte nicht gefunden werden."),),
            note="two wordings of one message",
        ),
        Example("Abbrechen", source="Cancel", others=(("Abort", "Abbrechen"),), note="a short label"),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """A finding on each later segment whose source is unlike that of the first one with its translation."""
        by_target: dict[str, list[Segment]] = defaultdict(list)
        for segment in document.segments:
            target = segment.target
            if segment.source and target.count(" ") >= _FEWEST_WORDS - 1 and target != segment.source:
                by_target[folded(target)].append(segment)
        for segments in by_target.values():
            first, *rest = segments
            for segment in rest:
                if _are_unlike(first.source or "", segment.source or ""):
                    place = f"line {first.line}" if first.line else f"segment {first.id}"
                    yield self.finding(
                        segment,
                        f"This translation also serves a different source ({place}): “{folded(first.source or '')}”",
                        target=Span(0, len(segment.target)),
                        confidence=0.7,
                        evidence={"segment": first.id},
                    )


def _are_unlike(source: str, other: str) -> bool:
    words, other_words = _content_words(source), _content_words(other)
    if not words or not other_words:
        return False
    return len(words & other_words) / min(len(words), len(other_words)) < _LARGEST_SHARE


def _content_words(text: str) -> frozenset[str]:
    """The longer words by their first letters, so that inflected forms agree."""
    return frozenset(word.text.casefold()[:5] for word in find_words(text) if len(word.text) >= _SHORTEST_CONTENT_WORD)
