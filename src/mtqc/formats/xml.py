"""Reads XML from strangers: nothing is fetched, no entity is expanded, and every character keeps its place in the file.

It stands on expat rather than lxml because lxml knows only the line where an element starts, and no columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple
from xml.parsers import expat

from mtqc.errors import InputError, SettingsError
from mtqc.formats.input import Input
from mtqc.model import Position

if TYPE_CHECKING:
    from pyexpat import XMLParserType

DEEPEST = 256
"""How deep elements may nest: the limit of libxml2 too. Honest translation files stay below 30."""
LARGEST_UNIT = 50_000_000
"""How much one unit may weigh: a character counts 1, an element or a piece of text 100, as in bytes of memory."""
_PIECE_WEIGHT = 100
# Expat reads an unfinished tag or comment again with every piece of the file: without a limit that is quadratic time.
_LARGEST_TOKEN = 8_000_000
_NAMESPACE_SEPARATOR = " "
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_DECLARED_ENCODING = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)""")
_DECLARATION_BYTES = 256
# How "<" looks in wide encodings without byte order mark; XML 1.0, appendix F.
_WIDE_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_EBCDIC_START = b"\x4c\x6f\xa7\x94"
_DECLARES_ENTITIES = "declares the entity"
_CUT_OFF = frozenset(
    {
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    }
)


@dataclass(slots=True)
class Text:
    """Characters that stand in the file one after the other as they are here, the first at ``position``."""

    content: str
    position: Position


@dataclass(slots=True)
class Element:
    """An element: names without prefix, children in the order of the file, places of its ``<``.

    ``attributes`` are under their plain names, those of other namespaces as ``namespace name``; ``preserve`` says
    whether ``xml:space`` here or further out asks to keep white space as it is.
    """

    namespace: str
    name: str
    attributes: dict[str, str]
    position: Position
    preserve: bool = False
    children: list[Element | Text] = field(default_factory=list)

    @property
    def language(self) -> str | None:
        """The ``xml:lang`` of the element itself."""
        return self.attributes.get(_LANGUAGE)

    @property
    def text(self) -> str:
        """All characters inside, those of elements further in too."""
        return "".join(child.content if isinstance(child, Text) else child.text for child in self.children)

    def elements(self, *names: str) -> Iterator[Element]:
        """The children of these names in the element's own namespace."""
        for child in self.children:
            if isinstance(child, Element) and child.name in names and child.namespace == self.namespace:
                yield child

    def first(self, name: str) -> Element | None:
        """The first child of that name in the element's own namespace."""
        return next(self.elements(name), None)


class Event(NamedTuple):
    """What the reader came across: an element that starts or ends, or a whole one with everything inside."""

    kind: Literal["start", "end", "whole"]
    element: Element


def read_xml(file: Input, whole: frozenset[str]) -> Iterator[Event]:
    """Walks through a file, and gives elements whose plain name is in ``whole`` once, complete.

    Memory holds one such element at a time. Text outside of them is passed over.

    Raises:
        InputError: the file is not well-formed, is cut off, nests too deep, declares entities or refers to them, or is
            not in its encoding; with the line.
    """
    reader = _Reader(file.name, whole)
    for chunk in declared(file).chunks():
        reader.feed(chunk)
        yield from reader.take()
    reader.finish()
    yield from reader.take()


def declared(file: Input) -> Input:
    """The input in the encoding that its XML declaration names, unless a byte order mark or the user names another.

    Raises:
        InputError: no such encoding is known.
    """
    head = file.head
    for start, encoding in _WIDE_STARTS:
        if head.startswith(start):
            return file.assuming(encoding)
    found = _DECLARED_ENCODING.match(head[:_DECLARATION_BYTES])
    if not found:
        return file
    name = found[1].decode()
    try:
        # The declaration could be read as ASCII: what calls itself UTF-16 there was converted since.
        return file if name.lower().startswith(("utf-16", "utf-32")) else file.assuming(name)
    except SettingsError as error:
        raise InputError(file.name, f"the file declares an {error}; name another with --encoding", 1) from error


def refuse_entities(file: Input) -> None:
    """Makes sure that a file can be given to a reader which would expand or fetch entities.

    What is no XML passes: it is not for this function to say what a file is.

    Raises:
        InputError: the file is XML that declares entities.
    """
    if file.head.startswith(_EBCDIC_START):
        raise InputError(file.name, "is XML in EBCDIC, which mtqc does not read", 1)
    decoded = declared(file)
    prologue = _Reader(file.name, frozenset())
    try:
        for chunk in decoded.chunks():
            prologue.feed(chunk)
            if prologue.take():
                return
    except InputError as error:
        if _DECLARES_ENTITIES in error.problem or _may_declare_entities(file):
            raise


def _may_declare_entities(file: Input) -> bool:
    """Whether a reader that is less strict than expat might find entities in a broken file."""
    content = file.read_bytes().replace(b"\0", b"")
    doctype = content.find(b"<!DOCTYPE")
    return doctype >= 0 and content.find(b"<!ENTITY", doctype) >= 0


class _Reader:
    """The handlers of one expat parser, and what they have gathered."""

    def __init__(self, path: str, whole: frozenset[str]) -> None:
        self._path = path
        self._whole = whole
        self._events: list[Event] = []
        self._open: list[Element] = []
        self._unit: Element | None = None
        self._weight = 0
        self._pieces: list[str] = []
        self._begin = self._next = (0, 0)
        self._fed = 0
        parser = expat.ParserCreate("utf-8", _NAMESPACE_SEPARATOR)
        # Without this, default values from the document's own type definition could multiply it by a million.
        parser.specified_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity_declaration
        parser.SkippedEntityHandler = self._skipped_entity
        self._parser: XMLParserType = parser

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def feed(self, chunk: str) -> None:
        """Takes the next piece of the file.

        Raises:
            InputError: what :func:`read_xml` says.
        """
        content = chunk.encode()
        self._parse(content, final=False)
        self._fed += len(content)
        unfinished = self._fed - self._parser.CurrentByteIndex
        if unfinished > _LARGEST_TOKEN:
            raise InputError(self._path, f"one tag or comment goes on for {unfinished:,} bytes", self._line)

    def finish(self) -> None:
        """Says that the file ends here.

        Raises:
            InputError: it is cut off.
        """
        self._parse(b"", final=True)

    def take(self) -> list[Event]:
        """The events since the last time."""
        events, self._events = self._events, []
        return events

    def _parse(self, content: bytes, final: bool) -> None:
        try:
            self._parser.Parse(content, final)
        except expat.ExpatError as error:
            raise InputError(self._path, self._explained(error), error.lineno) from error

    def _explained(self, error: expat.ExpatError) -> str:
        message = expat.ErrorString(error.code) or "broken"
        if not self._open:
            empty = error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]
            return "holds no XML element" if empty else f"is not well-formed XML: {message}"
        element = self._open[-1]
        opened = f"<{element.name}> of line {element.position.line}"
        if message in _CUT_OFF:
            return f"is cut off: {opened} is not closed"
        if message == expat.errors.XML_ERROR_TAG_MISMATCH:
            return f"is not well-formed XML: another end tag stands where {opened} should be closed"
        return f"is not well-formed XML: {message}"

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parents = self._open
        if len(parents) == DEEPEST:
            raise InputError(self._path, f"elements are nested more than {DEEPEST} deep", self._line)
        namespace, _, local = name.rpartition(_NAMESPACE_SEPARATOR)
        parser = self._parser
        position = Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        preserve = parents[-1].preserve if parents else False
        if _SPACE in attributes:
            preserve = attributes[_SPACE] == "preserve"
        element = Element(namespace, local, attributes, position, preserve)
        if self._unit is not None:
            if self._pieces:
                self._close_text()
            parents[-1].children.append(element)
            self._weigh(_PIECE_WEIGHT + sum(map(len, attributes.values())))
        elif local in self._whole:
            self._unit = element
            parser.CharacterDataHandler = self._characters
        else:
            self._events.append(Event("start", element))
        parents.append(element)

    def _end(self, name: str) -> None:
        if self._pieces:
            self._close_text()
        element = self._open.pop()
        if self._unit is None:
            self._events.append(Event("end", element))
        elif element is self._unit:
            self._events.append(Event("whole", element))
            self._unit = None
            self._parser.CharacterDataHandler = None
            self._weight = 0

    def _characters(self, content: str) -> None:
        place = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        if place != self._next and self._pieces:
            self._close_text()
        if not self._pieces:
            self._begin = place
        self._pieces.append(content)
        # Expat hands over line ends by themselves.
        self._next = (place[0] + 1, 1) if content == "\n" else (place[0], place[1] + len(content))
        self._weigh(len(content))

    def _close_text(self) -> None:
        self._open[-1].children.append(Text("".join(self._pieces), Position(*self._begin)))
        self._pieces.clear()
        self._weigh(_PIECE_WEIGHT)

    def _weigh(self, more: int) -> None:
        self._weight += more
        if self._weight > LARGEST_UNIT and self._unit is not None:
            problem = f"<{self._unit.name}> is larger than any honest unit: more than {LARGEST_UNIT:,} characters"
            raise InputError(self._path, problem, self._unit.position.line)

    def _entity_declaration(self, name: str, *_: object) -> None:
        problem = f"{_DECLARES_ENTITIES} '{name}': mtqc reads no XML with entities of its own, which may hide attacks"
        raise InputError(self._path, problem, self._line)

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            problem = f"refers to the entity '&{name};', which only a document type definition could explain"
            raise InputError(self._path, problem, self._line)
