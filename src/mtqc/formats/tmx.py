"""TMX 1.1 to 1.4: translation memories, often gigabytes of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mtqc.errors import InputError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.flags import silenced_rules
from mtqc.formats.input import Input
from mtqc.formats.native_codes import NativeCodes
from mtqc.formats.segment_text import PlacedText, SegmentText
from mtqc.formats.xml import Element, read_xml
from mtqc.model import Document, Position, Segment

_UNIT = frozenset({"tu"})
_ALL_SOURCES = "*all*"


class Tmx(Format):
    """One document for each target language; its segments stream.

    The file is walked through once to learn its languages, which also shows whether it is well-formed, and once more
    for each document. A language asked for stands for its variants too: ``en`` for ``en-GB``, and the other way round.
    A unit without the target language is passed over; one with two translations in it gives two segments.
    """

    name = "tmx"
    summary = "TMX translation memories"
    suffixes = (".tmx",)

    def recognises(self, head: bytes) -> bool:
        """Whether there is a ``<tmx>`` element."""
        return b"<tmx" in head.replace(b"\0", b"")

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """The documents, in the order in which their languages first occur.

        Raises:
            InputError: the file is no TMX, or lacks a language that was asked for.
        """
        stated, tags = _languages(file)
        source = options.source_language or stated or tags[0]
        sources = _matching(source, tags) if options.source_language else frozenset({source})
        if options.target_language:
            targets = {options.target_language: _matching(options.target_language, tags) - sources}
        else:
            targets = {tag: frozenset({tag}) for tag in tags if tag not in sources}
        for tag, variants in targets.items() or {"": frozenset[str]()}.items():
            if not variants:
                asked = f"'{tag}'" if tag else f"a language besides '{source}'"
                raise InputError(file.name, f"has no translations into {asked}; its languages are {', '.join(tags)}")
            yield Document(
                path=file.name,
                segments=_segments(file, sources, variants),
                source_language=source,
                target_language=tag,
                format=self.name,
            )


def _languages(file: Input) -> tuple[str | None, tuple[str, ...]]:
    """The source language that the header states, and all languages in the order of their first use."""
    stated = None
    tags: dict[str, None] = {}
    is_root = True
    for kind, element in read_xml(file, frozenset()):
        if kind != "start":
            continue
        if is_root and element.name != "tmx":
            raise InputError(file.name, f"is no TMX: its first element is <{element.name}>", element.position.line)
        is_root = False
        if element.name == "header":
            stated = _source_language(element)
        elif element.name == "tuv":
            tags[_tag(file.name, element)] = None
    if not tags:
        raise InputError(file.name, "holds no translation units")
    return stated, tuple(tags)


def _source_language(element: Element) -> str | None:
    stated = element.attributes.get("srclang", _ALL_SOURCES)
    return None if stated == _ALL_SOURCES else _normalised(stated)


def _tag(path: str, variant: Element) -> str:
    """The language of a ``<tuv>``: ``xml:lang``, or ``lang`` as before TMX 1.4."""
    stated = variant.language or variant.attributes.get("lang")
    if not stated:
        raise InputError(path, "a <tuv> does not say its language", variant.position.line)
    return _normalised(stated)


@lru_cache(maxsize=256)
def _normalised(tag: str) -> str:
    """A tag in the letter case that BCP 47 recommends, by which ``EN_us`` and ``en-US`` are equal."""
    code, *rest = tag.strip().lower().replace("_", "-").split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([code, *(cased.get(len(part), str)(part) for part in rest)])


def _matching(wanted: str, tags: tuple[str, ...]) -> frozenset[str]:
    """Those of the tags that are the wanted one, a variant of it, or what it is a variant of."""
    tag = _normalised(wanted)
    return frozenset(
        other for other in tags if other == tag or other.startswith(f"{tag}-") or tag.startswith(f"{other}-")
    )


def _segments(file: Input, sources: frozenset[str], targets: frozenset[str]) -> Iterator[Segment]:
    number = 0
    for kind, unit in read_xml(file, _UNIT):
        if kind == "whole":
            number += 1
            yield from _unit_segments(file.name, unit, number, sources, targets)


def _unit_segments(
    path: str, unit: Element, number: int, sources: frozenset[str], targets: frozenset[str]
) -> Iterator[Segment]:
    own = _source_language(unit)
    variants = [(_tag(path, variant), variant) for variant in unit.elements("tuv")]
    source = next((variant for tag, variant in variants if tag == own or (own is None and tag in sources)), None)
    original = _text(source)
    translations = [variant for tag, variant in variants if tag in targets and variant is not source]
    notes = tuple(note_text for note in unit.elements("note") if (note_text := note.text.strip()))
    flags = frozenset(flag for note in notes for flag in silenced_rules(note))
    identifier = unit.attributes.get("tuid") or str(number)
    for place, translation in enumerate(translations, start=1):
        text = _text(translation)
        yield Segment(
            id=identifier if place == 1 else f"{identifier}/{place}",
            target=text.text,
            source=None if source is None else original.text,
            line=text.position.line,
            column=text.position.column,
            anchors=text.anchors,
            source_codes=original.codes,
            target_codes=text.codes,
            flags=flags,
            notes=notes,
        )


def _text(variant: Element | None) -> PlacedText:
    """The text of the ``<seg>``, with its white space: TMX knows no other kind."""
    segment = None if variant is None else variant.first("seg")
    if segment is None:
        return PlacedText("", Position(1, 1) if variant is None else variant.position, (), ())
    text = SegmentText(segment.position)
    NativeCodes(text).add(segment)
    return text.build()
