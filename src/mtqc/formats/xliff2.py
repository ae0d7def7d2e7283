"""The units of XLIFF 2.0, 2.1 and 2.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mtqc.formats.segment_text import PlacedText, SegmentText
from mtqc.formats.xliff_pair import Pair, notes_of, white_space_of
from mtqc.formats.xml import Element, Text

_SIZE_RESTRICTION = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_REPLACEMENT = "\ufffd"
_LINE_BREAK = "xlf:lb"


def pairs(unit: Element, identifier: str, counts_code_points: bool) -> Iterator[Pair]:
    """The segments of a ``<unit>`` in the order of the source; ``<ignorable>`` text is not for translators.

    A segment without a state, or still in the state ``initial``, counts as translated if it has a target: few tools
    keep that attribute. ``counts_code_points`` says that the file's size restrictions do.
    """
    segments = list(unit.elements("segment"))
    original = {
        data.attributes.get("id", ""): data.text
        for holder in unit.elements("originalData")
        for data in holder.elements("data")
    }
    notes, flags = notes_of(note for holder in unit.elements("notes") for note in holder.elements("note"))
    if counts_code_points and len(segments) == 1:
        flags |= _length_limit(unit) or _length_limit(segments[0])
    for number, segment in enumerate(segments, start=1):
        own = segment.attributes.get("id")
        alone = own is None and len(segments) == 1
        source, target = segment.first("source"), segment.first("target")
        empty = PlacedText("", (segment if target is None else target).position, (), ())
        yield Pair(
            id=identifier if alone else f"{identifier}/{own or number}",
            source=empty if source is None else _text(source, original),
            target=empty if target is None else _text(target, original),
            state=segment.attributes.get("state"),
            unfinished=False,
            flags=flags,
            notes=notes,
        )


def _text(element: Element, original: Mapping[str, str]) -> PlacedText:
    text = SegmentText(element.position, white_space_of(element))
    _add(text, element, original)
    return text.build()


def _add(text: SegmentText, element: Element, original: Mapping[str, str]) -> None:
    """Adds what is inside an element. Annotations (mrk, sm, em) mark text for people and are no codes."""
    for child in element.children:
        if isinstance(child, Text):
            text.add(child.content, child.position)
            continue
        identifier = child.attributes.get("id", child.name)
        match child.name:
            case "cp":
                text.add(_character(child.attributes.get("hex", "")), child.position)
            case "ph":
                if child.attributes.get("subType") == _LINE_BREAK:
                    text.break_line(child.position)
                text.code("standalone", identifier, _shown(child, original, ""))
            case "sc":
                text.code("open", identifier, _shown(child, original, ""))
            case "ec":
                text.code("close", child.attributes.get("startRef", identifier), _shown(child, original, ""))
            case "pc":
                text.code("open", identifier, _shown(child, original, "Start"))
                _add(text, child, original)
                text.code("close", identifier, _shown(child, original, "End"))
            case _:
                _add(text, child, original)


def _shown(code: Element, original: Mapping[str, str], side: str) -> str:
    """What stands for a code in messages: its original data, else what editors show for it, else the element."""
    attributes = code.attributes
    data = original.get(attributes.get(f"dataRef{side}", ""))
    key = "id" if "id" in attributes else "startRef"
    end = "" if side == "Start" else "/"
    tag = f"</{code.name}>" if side == "End" else f'<{code.name} {key}="{attributes.get(key, "")}"{end}>'
    return data or attributes.get(f"disp{side}") or attributes.get(f"equiv{side}") or tag


def _character(hexadecimal: str) -> str:
    """The character that XML could not hold; the replacement character for what is none."""
    try:
        number = int(hexadecimal, 16)
    except ValueError:
        return _REPLACEMENT
    return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else _REPLACEMENT


def _length_limit(element: Element) -> frozenset[str]:
    """The flag for a size restriction, written ``20`` or ``0,20``."""
    most = element.attributes.get(f"{_SIZE_RESTRICTION} sizeRestriction", "").rpartition(",")[2].strip()
    return frozenset({f"max-length:{int(most[:9])}"}) if most.isascii() and most.isdecimal() else frozenset()


def counts_code_points(profiles: Element) -> bool:
    """Whether an ``<slr:profiles>`` element says that size restrictions count code points."""
    return profiles.namespace == _SIZE_RESTRICTION and profiles.attributes.get("generalProfile") == "xliff:codepoints"
