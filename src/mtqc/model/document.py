"""What is checked: a document is a sequence of segments, each a translation with or without its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; both numbers count from 1, columns in code points."""

    line: int
    column: int

    def after(self, passed: str) -> Position:
        """The place that follows a text which begins here and stands in the file character by character."""
        breaks = passed.count("\n")
        if not breaks:
            return Position(self.line, self.column + len(passed))
        return Position(self.line + breaks, len(passed) - passed.rindex("\n"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """Says that the character at ``offset`` of a segment's target stands at ``position`` of the file.

    From there on the target follows the file character by character, up to the next anchor.
    """

    offset: int
    position: Position


@dataclass(frozen=True, slots=True)
class InlineCode:
    """Markup between the characters of a text: a tag or placeholder of XLIFF, TMX or HTML.

    Codes take no characters of the text: ``offset`` is the index of the character they stand before.
    ``name`` pairs a code of the source with one of the target (the XLIFF ``id``, or the HTML element's name);
    ``content`` is what a reader would see of it, for messages.
    """

    offset: int
    kind: Literal["open", "close", "standalone"]
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of translation: a target text, and its source and references where there are any.

    ``flags`` speak the language of PO's ``#,`` line whatever the format: ``python-format``, ``max-length:20``,
    ``fuzzy``, ``ignore:accuracy/number`` … ``plural:N`` marks the N-th plural form; ``single-number`` a plural form
    that serves exactly one number and may therefore leave it out.
    ``line`` and ``column`` say where the target starts in its file; ``anchors`` refine that where the text does not
    follow the file character by character.
    """

    id: str
    target: str
    source: str | None = None
    references: tuple[str, ...] = ()
    line: int | None = None
    flags: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    column: int | None = None
    anchors: tuple[Anchor, ...] = ()
    source_codes: tuple[InlineCode, ...] = ()
    target_codes: tuple[InlineCode, ...] = ()
    context: str | None = None
    state: str | None = None

    def position(self, offset: int) -> Position | None:
        """Where the character at ``offset`` of the target stands in the file; None if the format cannot say.

        Without a known column only the line of the segment is certain: then the position is None, and ``line``
        is all there is.
        """
        if self.anchors:
            index = bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1
            anchor = self.anchors[max(index, 0)]
            return anchor.position.after(self.target[anchor.offset : offset])
        if self.line is None or self.column is None:
            return None
        return Position(self.line, self.column).after(self.target[:offset])


@dataclass(frozen=True, slots=True)
class Document:
    """A file, or one part of it, as segments in reading order.

    Languages are BCP 47 tags, None where nothing says which. ``segments`` of line formats are read as they are asked
    for and can be walked through once; every other format gives a tuple.
    """

    path: str
    segments: Iterable[Segment]
    source_language: str | None = None
    target_language: str | None = None
    format: str = "text"
    notices: tuple[str, ...] = ()
