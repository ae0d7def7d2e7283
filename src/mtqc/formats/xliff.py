"""XLIFF 1.0 to 2.2, and the dialects of translation tools that call themselves XLIFF 1.2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mtqc.errors import InputError
from mtqc.formats import xliff1, xliff2
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.identifiers import Identifiers
from mtqc.formats.input import Input
from mtqc.formats.xliff_pair import Pair
from mtqc.formats.xml import Element, read_xml
from mtqc.model import Document

_NAMESPACE = "urn:oasis:names:tc:xliff:document:"
_UNITS = frozenset({"trans-unit", "unit"})


class Xliff(Format):
    """One document for each ``<file>``; the ids of its segments are those of units and, after a slash, of segments.

    Where a file holds several ``<file>`` elements, their names come first in the ids. Targets that the file calls
    unfinished are left out like PO's fuzzy ones, with a notice. A unit without target is an empty translation, unless
    no unit has one: then nothing has been translated yet, and there is nothing to check.
    """

    name = "xliff"
    summary = "XLIFF 1.2 and 2.x, and the XLIFF of SDL, memoQ and Memsource"
    suffixes = (".xliff", ".xlf", ".sdlxliff", ".mqxliff", ".mxliff")

    def recognises(self, head: bytes) -> bool:
        """Whether there is an ``<xliff>`` element with its namespace."""
        text = head.replace(b"\0", b"")
        return b"<xliff" in text and _NAMESPACE.encode() in text

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """The documents, in the order of the file.

        Raises:
            InputError: the file is no XLIFF, or two of its units have one id.
        """
        parts = _read_parts(file)
        for part in parts:
            yield part.document(file.name, options, within_several=len(parts) > 1)


@dataclass(slots=True)
class _Part:
    """A ``<file>`` element and what is to be translated in it."""

    title: str
    source_language: str | None
    target_language: str | None
    identifiers: Identifiers
    counts_code_points: bool = False
    pairs: list[Pair] = field(default_factory=list)

    def document(self, path: str, options: ReadOptions, within_several: bool) -> Document:
        notices: list[str] = []
        pairs = [pair for pair in self.pairs if pair.is_translated or pair.source.text.strip()]
        if pairs and not any(pair.is_translated for pair in pairs):
            notices.append(f"nothing is translated yet; units without a target: {len(pairs):,}")
            pairs = []
        finished = [pair for pair in pairs if not (pair.unfinished and pair.is_translated)]
        if len(finished) < len(pairs) and not options.include_fuzzy:
            states = ", ".join(sorted({pair.state or "" for pair in pairs if pair.unfinished}))
            left_out = f"{len(pairs) - len(finished):,} ({states})"
            notices.append(f"left out as unfinished: {left_out}; the setting include-fuzzy checks them too")
            pairs = finished
        if within_several:
            notices.insert(0, f"this is the part '{self.title}'")
            pairs = [replace(pair, id=f"{self.title}/{pair.id}") for pair in pairs]
        return Document(
            path=path,
            segments=tuple(pair.segment() for pair in pairs),
            source_language=self.source_language,
            target_language=self.target_language,
            format=Xliff.name,
            notices=tuple(notices),
        )


def _read_parts(file: Input) -> list[_Part]:
    parts: list[_Part] = []
    root: Element | None = None
    # Whether each open element lets its units be translated.
    translatable = [True]
    for kind, element in read_xml(file, _UNITS):
        if root is None:
            root = _require_xliff(file.name, element)
        if kind == "end":
            translatable.pop()
        elif kind == "start":
            translatable.append(_is_translatable(element, translatable[-1]))
            if element.name == "file" and element.namespace == root.namespace:
                parts.append(_new_part(file.name, root, element, len(parts) + 1))
            elif parts and xliff2.counts_code_points(element):
                parts[-1].counts_code_points = True
        elif parts and element.namespace == root.namespace and _is_translatable(element, translatable[-1]):
            _add_unit(parts[-1], element)
    if not parts:
        raise InputError(file.name, "holds no <file> element, as XLIFF must")
    return parts


def _require_xliff(path: str, root: Element) -> Element:
    if root.name != "xliff":
        raise InputError(path, f"is no XLIFF: its first element is <{root.name}>", root.position.line)
    if root.namespace and not root.namespace.startswith(_NAMESPACE):
        raise InputError(path, f"is no XLIFF that mtqc knows: its namespace is '{root.namespace}'", root.position.line)
    return root


def _is_translatable(element: Element, inherited: bool) -> bool:
    stated = element.attributes.get("translate")
    return inherited if stated is None else stated != "no"


def _new_part(path: str, root: Element, element: Element, number: int) -> _Part:
    attributes = root.attributes | element.attributes
    return _Part(
        title=attributes.get("original") or attributes.get("id") or str(number),
        source_language=attributes.get("source-language") or attributes.get("srcLang"),
        target_language=attributes.get("target-language") or attributes.get("trgLang"),
        identifiers=Identifiers(path),
    )


def _add_unit(part: _Part, unit: Element) -> None:
    identifier = unit.attributes.get("id", f"#{len(part.pairs) + 1}")
    if unit.name == "unit":
        found = xliff2.pairs(unit, identifier, part.counts_code_points)
    else:
        found = xliff1.pairs(unit, identifier)
    for pair in found:
        part.identifiers.add(pair.id, pair.target.position.line)
        part.pairs.append(pair)
