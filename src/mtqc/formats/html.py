"""HTML pages: the text of each block with its inline markup, and the attributes that people read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from mtqc.errors import SettingsError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.flags import silenced_rules
from mtqc.formats.html_elements import (
    BLOCKS,
    BUTTONS,
    HIDDEN,
    READ_ATTRIBUTES,
    READ_METADATA,
    UNSEEN,
    VOID,
    WHOLE_PAGE,
)
from mtqc.formats.html_tokens import Attribute, Token, references, tokenize
from mtqc.formats.input import Input
from mtqc.formats.lines import Lines
from mtqc.formats.segment_text import PlacedText, SegmentText, WhiteSpace
from mtqc.model import Document, Segment

_START = re.compile(
    rb"\s*+(?:<\?xml\b[^>]*+>\s*+)?(?>(?:<!--(?>(?:[^-]|-(?!->))*)-->\s*+)*)<(?:!doctype\s++html|html[\s>])",
    re.IGNORECASE,
)
# HTML Living Standard: browsers look for the encoding in the first 1,024 bytes, and take Latin-1 for windows-1252.
_CHARSET_BYTES = 1024
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]++)""", re.IGNORECASE
)
_LATIN_1 = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"})


class Html(Format):
    """One document; a block's text is a segment, and so is each attribute that is shown or read out.

    White space is as browsers show it, ``<br>`` is a line break. Left out are scripts, styles, preformatted text,
    graphics, what ``translate="no"`` protects, and blocks in another language than the page's. A comment
    ``<!-- mtqc: ignore RULE -->`` silences a rule in the block that it precedes.
    """

    name = "html"
    summary = "HTML pages: blocks of text with their inline markup, and attributes such as alt"
    suffixes = (".html", ".htm", ".xhtml")

    def recognises(self, head: bytes) -> bool:
        """Whether the page says that it is HTML before anything else."""
        return _START.match(head) is not None

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document.

        Raises:
            InputError: the page is not in its encoding.
        """
        page = _Page(decoded(file).text(), options.target_language)
        segments = tuple(page.segments())
        notices: tuple[str, ...] = ()
        if page.foreign:
            blocks = ", ".join(f"{tag}: {count}" for tag, count in sorted(page.foreign.items()))
            notices = (f"left out blocks marked as another language ({blocks})",)
        yield Document(file.name, segments, target_language=page.language, format=self.name, notices=notices)


def decoded(file: Input) -> Input:
    """The page in the encoding that it declares, unless a byte order mark or the user names another."""
    found = _CHARSET.search(file.head[:_CHARSET_BYTES])
    label = found[1].decode().lower() if found else "utf-8"
    if label.startswith(("utf-16", "utf-32")):
        # It could be read as ASCII.
        label = "utf-8"
    try:
        return file.assuming("windows-1252" if label in _LATIN_1 else label)
    except SettingsError:
        # Browsers pass over labels that they do not know.
        return file


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: whether its text is left out, and which language it says it is in."""

    name: str
    hidden: bool
    language: str | None


class _Page:
    """A walk through a page that gathers segments."""

    def __init__(self, text: str, language: str | None) -> None:
        self.language: str | None = None
        self.foreign: Counter[str] = Counter()
        self._expected = language
        self._text = text
        self._lines = Lines(text)
        self._open: list[_Open] = []
        self._open_names: Counter[str] = Counter()
        self._number = 0
        self._silenced: frozenset[str] = frozenset()
        self._silenced_next: frozenset[str] = frozenset()
        self._attributes: list[PlacedText] = []
        self._block = self._new_text(0)

    def segments(self) -> Iterator[Segment]:
        """The segments of the page, in reading order; attributes come behind the block they are in."""
        for token in tokenize(self._text):
            match token.kind:
                case "text":
                    if not self._is_hidden:
                        self._add_characters(self._block, token.start, token.end)
                case "comment":
                    self._note_comment(self._text[token.start : token.end])
                case _:
                    if token.name in BLOCKS:
                        yield from self._finish_block(token.start)
                    if token.kind == "open":
                        self._start_element(token)
                    else:
                        self._end_element(token)
        yield from self._finish_block(len(self._text))

    @property
    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1].hidden

    def _new_text(self, offset: int) -> SegmentText:
        return SegmentText(self._lines.position(offset), WhiteSpace.COLLAPSE)

    def _add_characters(self, text: SegmentText, start: int, end: int) -> None:
        for first, last in references(self._text, start, end):
            self._add_plain(text, start, first)
            text.add(unescape(self._text[first:last]), self._lines.position(first))
            start = last
        self._add_plain(text, start, end)

    def _add_plain(self, text: SegmentText, start: int, end: int) -> None:
        if start < end:
            text.add(self._text[start:end], self._lines.position(start))

    def _note_comment(self, comment: str) -> None:
        if self._block.is_blank:
            self._silenced |= silenced_rules(comment)
        else:
            self._silenced_next |= silenced_rules(comment)

    def _finish_block(self, offset: int) -> Iterator[Segment]:
        texts = [] if self._block.is_blank else [self._block.build()]
        texts += self._attributes
        for text in texts:
            self._number += 1
            yield Segment(
                id=str(self._number),
                target=text.text,
                line=text.position.line,
                column=text.position.column,
                flags=self._silenced,
                anchors=text.anchors,
                target_codes=text.codes,
            )
        if texts:
            self._silenced, self._silenced_next = self._silenced_next, frozenset()
        self._attributes = []
        self._block = self._new_text(offset)

    def _start_element(self, token: Token) -> None:
        attributes = {attribute.name: attribute for attribute in reversed(token.attributes)}
        language = self._value(attributes.get("lang") or attributes.get("xml:lang")).strip() or None
        if token.name in WHOLE_PAGE and self.language is None:
            self.language = language
        hidden = self._is_hidden or self._hides(token, attributes, language)
        if not hidden:
            self._take_attributes(token, attributes)
            if token.name not in BLOCKS:
                self._add_code(token)
        if token.name not in VOID:
            self._open.append(_Open(token.name, hidden, language))
            self._open_names[token.name] += 1

    def _hides(self, token: Token, attributes: dict[str, Attribute], language: str | None) -> bool:
        """Whether an element keeps its text from being checked; inline ones that are protected stay, as context."""
        if token.name in HIDDEN:
            return True
        if token.name not in BLOCKS or token.name in WHOLE_PAGE:
            return False
        expected = self.language or self._expected
        if language and expected and _code(language) != _code(expected):
            self.foreign[language] += 1
            return True
        protected = "notranslate" in self._value(attributes.get("class")).split()
        return protected or self._value(attributes.get("translate")).lower() == "no"

    def _end_element(self, token: Token) -> None:
        if token.name == "br" and not self._is_hidden:
            # Browsers read </br> as <br>.
            self._add_code(token)
        if not self._open_names[token.name]:
            return
        if token.name not in BLOCKS and not self._is_hidden:
            self._block.code("close", token.name, self._text[token.start : token.end])
        while True:
            closed = self._open.pop()
            self._open_names[closed.name] -= 1
            if closed.name == token.name:
                return

    def _add_code(self, token: Token) -> None:
        if token.name in UNSEEN:
            return
        if token.name == "br":
            self._block.break_line(self._lines.position(token.start))
        kind: Literal["open", "standalone"] = "standalone" if token.name in VOID else "open"
        self._block.code(kind, token.name, self._text[token.start : token.end])

    def _take_attributes(self, token: Token, attributes: dict[str, Attribute]) -> None:
        read = set(READ_ATTRIBUTES)
        if token.name == "meta":
            name = self._value(attributes.get("name") or attributes.get("property")).lower()
            read = {"content"} if name in READ_METADATA else set()
        elif token.name == "input" and self._value(attributes.get("type")).lower() in BUTTONS:
            read.add("value")
        values: set[str] = set()
        for attribute in token.attributes:
            # What is shown is often also what is read out.
            if attribute.name in read and (value := self._value(attribute)) not in values:
                values.add(value)
                text = self._new_text(attribute.start)
                self._add_characters(text, attribute.start, attribute.end)
                if not text.is_blank:
                    self._attributes.append(text.build())

    def _value(self, attribute: Attribute | None) -> str:
        return "" if attribute is None else unescape(self._text[attribute.start : attribute.end])


def _code(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
