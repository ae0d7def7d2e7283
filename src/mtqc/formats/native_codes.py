"""The inline elements that XLIFF 1.x and TMX share: markup of the original format, set apart from the text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from mtqc.formats.segment_text import SegmentText
from mtqc.formats.xml import Element, Text

Kind = Literal["open", "close", "standalone"]

# XLIFF 1.2, section 2.4; TMX 1.4b, section 3.4. "it" is an open or close code whose partner is in another segment.
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "bpt": "open",
        "bx": "open",
        "ept": "close",
        "ex": "close",
        "ph": "standalone",
        "ut": "standalone",
        "x": "standalone",
    }
)
_ISOLATED: Mapping[str, Kind] = MappingProxyType({"open": "open", "begin": "open", "close": "close", "end": "close"})
ANNOTATIONS = frozenset({"mrk", "hi", "sub"})
"""Elements that say something about the text without being markup of it: a translator may drop or add them."""
_LINE_BREAKS = frozenset({"lb", "x-html-br"})


class NativeCodes:
    """Takes over text with its codes, giving a code of the source and one of the target the same name.

    That name is XLIFF's ``rid`` or ``id``, or TMX's ``x``; an element of no known kind, such as HTML that nobody
    escaped, is a code of its own name.
    """

    def __init__(self, text: SegmentText) -> None:
        self._text = text
        # TMX names only the start of a pair; "i" leads from the end back to it.
        self._names: dict[str, str] = {}

    def add(self, element: Element) -> None:
        """Adds everything inside an element."""
        for child in element.children:
            if isinstance(child, Text):
                self._text.add(child.content, child.position)
            elif child.name in ANNOTATIONS:
                self.add(child)
            elif child.name in _KINDS or child.name == "it":
                self._add_code(child)
            else:
                self._add_pair(child)

    def _add_code(self, element: Element) -> None:
        attributes = element.attributes
        kind = _KINDS.get(element.name) or _ISOLATED.get(attributes.get("pos", ""), "standalone")
        name = attributes.get("x") or attributes.get("rid") or attributes.get("id")
        pair = attributes.get("i")
        if pair is not None:
            name = self._names.setdefault(pair, name or pair)
        shown = attributes.get("equiv-text") or element.text
        if attributes.get("ctype", attributes.get("type")) in _LINE_BREAKS:
            self._text.break_line(element.position)
        self._text.code(kind, name or shown or element.name, shown or _tag(element, "/"))

    def _add_pair(self, element: Element) -> None:
        name = element.attributes.get("id", element.name) if element.name == "g" else element.name
        if element.name != "g" and not element.children:
            self._text.code("standalone", name, _tag(element, "/"))
            return
        self._text.code("open", name, element.attributes.get("equiv-text") or _tag(element))
        self.add(element)
        self._text.code("close", name, f"</{element.name}>")


def _tag(element: Element, end: str = "") -> str:
    identifier = element.attributes.get("id")
    return f"<{element.name}{end}>" if identifier is None else f'<{element.name} id="{identifier}"{end}>'
