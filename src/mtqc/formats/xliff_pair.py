"""What both generations of XLIFF come down to: a source and its translation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtqc.formats.flags import silenced_rules
from mtqc.formats.segment_text import PlacedText, WhiteSpace
from mtqc.formats.xml import Element
from mtqc.model import Segment


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment of an XLIFF unit; its target is empty where the file has none.

    ``unfinished`` says that the file itself calls the target no translation yet.
    """

    id: str
    source: PlacedText
    target: PlacedText
    state: str | None
    unfinished: bool
    flags: frozenset[str]
    notes: tuple[str, ...]

    @property
    def is_translated(self) -> bool:
        """Whether the target is more than white space."""
        return bool(self.target.text.strip())

    def segment(self) -> Segment:
        """The pair as a segment."""
        return Segment(
            id=self.id,
            target=self.target.text,
            source=self.source.text,
            line=self.target.position.line,
            column=self.target.position.column,
            anchors=self.target.anchors,
            source_codes=self.source.codes,
            target_codes=self.target.codes,
            flags=self.flags | {"fuzzy"} if self.unfinished else self.flags,
            notes=self.notes,
            state=self.state,
        )


def notes_of(elements: Iterable[Element]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The texts of ``<note>`` elements, and the flags of those that silence rules."""
    notes = tuple(text for element in elements if (text := element.text.strip()))
    return notes, frozenset(flag for note in notes for flag in silenced_rules(note))


def white_space_of(element: Element) -> WhiteSpace:
    """What ``xml:space`` means for a text.

    Without it many tools still count on their spaces, so only the line breaks and indentation of the file go.
    """
    return WhiteSpace.PRESERVE if element.preserve else WhiteSpace.LINES
