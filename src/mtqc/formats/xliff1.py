"""The units of XLIFF 1.0, 1.1 and 1.2."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.formats.native_codes import NativeCodes
from mtqc.formats.segment_text import PlacedText, SegmentText
from mtqc.formats.xliff_pair import Pair, notes_of, white_space_of
from mtqc.formats.xml import Element
from mtqc.model import Position

UNFINISHED = frozenset({"new", "needs-translation", "needs-adaptation", "needs-l10n"})
"""The states of targets that are no translation yet (XLIFF 1.2, section 3.2.1).

``needs-review-translation`` and its sisters are not among them: that is what machine output waits in.
"""
_CATALOGUE_HEADER = "x-gettext-domain-header"
_Segments = dict[str | None, PlacedText]


def pairs(unit: Element, identifier: str) -> Iterator[Pair]:
    """The segments of a ``<trans-unit>``: one for each ``<mrk mtype="seg">``, or one for all of it.

    Proposals in ``<alt-trans>`` are no translations of the file, nor is the header of a PO catalogue.
    """
    if unit.attributes.get("restype") == _CATALOGUE_HEADER:
        return
    source = unit.first("source")
    target = unit.first("target")
    place = unit.position if target is None else target.position
    sources, targets = _segments(unit.first("seg-source") or source), _segments(target)
    if not targets and (not sources or (target is not None and target.text.strip())):
        # Not segmented, or no longer so in the target.
        sources, targets = _whole(source, place), _whole(target, place)
    state = None if target is None else target.attributes.get("state")
    notes, flags = notes_of(unit.elements("note"))
    empty = PlacedText("", place, (), ())
    for mid in sources | targets:
        yield Pair(
            id=identifier if mid is None else f"{identifier}/{mid}",
            source=sources.get(mid, empty),
            target=targets.get(mid, empty),
            state=state,
            unfinished=state in UNFINISHED,
            flags=flags | _length_limit(unit),
            notes=notes,
        )


def _whole(element: Element | None, place: Position) -> _Segments:
    if element is None:
        return {None: PlacedText("", place, (), ())}
    text = SegmentText(element.position, white_space_of(element))
    NativeCodes(text).add(element)
    return {None: text.build()}


def _segments(element: Element | None) -> _Segments:
    """The segments marked in an element by their ``mid``; a segment in several pieces is put together again."""
    texts: dict[str | None, SegmentText] = {}
    for mark in _marks(element) if element is not None else ():
        mid = mark.attributes.get("mid", str(len(texts) + 1))
        text = texts.setdefault(mid, SegmentText(mark.position, white_space_of(mark)))
        NativeCodes(text).add(mark)
    return {mid: text.build() for mid, text in texts.items()}


def _marks(element: Element) -> Iterator[Element]:
    """The ``<mrk mtype="seg">`` below an element, those within other inline elements too."""
    for child in element.children:
        if isinstance(child, Element):
            if child.name == "mrk" and child.attributes.get("mtype") == "seg":
                yield child
            else:
                yield from _marks(child)


def _length_limit(unit: Element) -> frozenset[str]:
    """The flag for ``maxwidth`` where it counts characters; pixels and bytes are beyond a checker of texts."""
    width = unit.attributes.get("maxwidth", "")
    if unit.attributes.get("size-unit") == "char" and width.isascii() and width.isdecimal():
        return frozenset({f"max-length:{int(width[:9])}"})
    return frozenset()
