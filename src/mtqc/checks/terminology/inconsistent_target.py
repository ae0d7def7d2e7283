"""One source, several translations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from mtqc.checks.base import DocumentCheck, Example, Need
from mtqc.checks.context import DocumentContext
from mtqc.checks.terminology.likeness import folded, plain
from mtqc.model import Category, Document, Finding, Segment, Severity, Span

_SHORTEST_WORDS = 4
_OFFLINE = "The file could not be saved to disk."


class InconsistentTarget(DocumentCheck):
    """Fires on segments whose source is translated differently elsewhere in the document, more often or earlier."""

    rule = "terminology/inconsistent-target"
    category = Category.INCONSISTENT_TERMINOLOGY
    severity = Severity.MINOR
    summary = "The same source is translated in several ways."
    why = "Readers wonder what the difference is; and one of the translations is likely to be worse than the other."
    silent_on = (
        "sources of fewer than four words: a label such as “Open” is a verb here and an adjective there",
        "segments with different contexts (msgctxt) and plural forms, which exist to be told apart; but where every "
        "segment has a context of its own, contexts are mere keys and do not count",
        "translations that differ only in case, blanks, punctuation or accelerator keys",
        "segments without a translation: they have a finding of their own",
        "the translation that is most frequent, or first if none is",
    )
    needs = frozenset({Need.SOURCE, Need.SEGMENTS})
    bad = (
        Example(
            "Die Datei ließ sich nicht auf die Platte schreiben.",
            source=_OFFLINE,
            others=((_OFFLINE, "Die Datei konnte nicht gespeichert werden."),),
            marks="Die Datei ließ sich nicht auf die Platte schreiben.",
        ),
        Example(
            "Enregistrez le document avant de fermer.",
            source="Save the document before closing.",
            others=(
                ("Save the document before closing.", "Sauvegardez le document avant de fermer."),
                ("Save the document before closing.", "Sauvegardez le document avant de fermer."),
            ),
        ),
    )
    good = (
        Example("Offen", source="Open", others=(("Open", "Öffnen"),), note="a label with two senses"),
        Example(
            "die Datei konnte nicht gespeichert werden",
            source=_OFFLINE,
            others=((_OFFLINE, "Die Datei konnte nicht gespeichert werden."),),
            note="case and full stop",
        ),
        Example("", source=_OFFLINE, others=((_OFFLINE, "Die Datei konnte nicht gespeichert werden."),)),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """A finding on each segment that has another translation than most of its source's."""
        by_source: dict[tuple[str, str | None], list[Segment]] = defaultdict(list)
        contexts_are_keys = _have_contexts_of_their_own(document.segments)
        for segment in document.segments:
            source = segment.source
            if source and source.count(" ") >= _SHORTEST_WORDS - 1 and segment.target and not _is_plural(segment):
                by_source[folded(source), None if contexts_are_keys else segment.context].append(segment)
        for segments in by_source.values():
            if len({segment.target for segment in segments}) > 1:
                yield from self._compare(segments)

    def _compare(self, segments: list[Segment]) -> Iterator[Finding]:
        usual, times = Counter(plain(segment.target) for segment in segments).most_common(1)[0]
        example = next(segment for segment in segments if plain(segment.target) == usual)
        place = f"line {example.line}" if example.line else f"segment {example.id}"
        often = place if times == 1 else f"{times} times, first in {place}"
        for segment in segments:
            if plain(segment.target) not in (usual, ""):
                yield self.finding(
                    segment,
                    f"This source is translated differently elsewhere ({often}): “{folded(example.target)}”",
                    target=Span(0, len(segment.target)),
                    suggestions=(example.target,),
                    confidence=0.6,
                    evidence={"segment": example.id, "times": times},
                )


def _have_contexts_of_their_own(segments: Iterable[Segment]) -> bool:
    """Whether each segment has a context that no other has: then contexts are mere keys, and tell nothing apart."""
    contexts = [segment.context for segment in segments]
    return len(set(contexts)) == len(contexts)


def _is_plural(segment: Segment) -> bool:
    return any(flag.startswith("plural:") for flag in segment.flags)
