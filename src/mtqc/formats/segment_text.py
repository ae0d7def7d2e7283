"""Puts the text of a segment together from the pieces a file holds it in, and remembers where each piece stood."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Literal

from mtqc.model import Anchor, InlineCode, Position

_LAYOUT = re.compile(r"[ \t\r\n\f]+")


class WhiteSpace(enum.Enum):
    """What becomes of the white space of a file, as HTML and XML know it: no-break spaces always stay."""

    PRESERVE = "as it is"
    LINES = "runs with a line break become one space and vanish at the ends: the layout of the file, not of the text"
    COLLAPSE = "all runs become one space and vanish at the ends, as browsers do"


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text with the places of its characters, in the form that segments want.

    ``position`` is where it begins, or where it would if it were not empty.
    """

    text: str
    position: Position
    anchors: tuple[Anchor, ...]
    codes: tuple[InlineCode, ...]


class SegmentText:
    """A text that grows piece by piece; ``position`` is its place should it stay empty.

    ``is_blank`` says whether nothing but white space was added so far.
    """

    def __init__(self, position: Position, white_space: WhiteSpace = WhiteSpace.PRESERVE) -> None:
        self._position = position
        self._white_space = white_space
        self._pieces: list[tuple[str, Position]] = []
        self._codes: list[InlineCode] = []
        self._length = 0
        self.is_blank = True
        # Whether the text ends in a space that would vanish at its end.
        self._loose_space = False

    def add(self, content: str, position: Position) -> None:
        """Adds characters that stand in the file one after the other, the first at ``position``."""
        if self._white_space is WhiteSpace.PRESERVE:
            self._append(content, position)
            return
        done = 0
        here = position
        for run in _LAYOUT.finditer(content):
            layout = run[0]
            if self._stays(layout, inside=run.start() > 0 and run.end() < len(content)):
                continue
            word = content[done : run.start()]
            self._append(word, here)
            here = here.after(word)
            if self._length and not self._ends_in_space():
                self._append(" ", here)
                self._loose_space = True
            here = here.after(layout)
            done = run.end()
        self._append(content[done:], here)

    def break_line(self, position: Position) -> None:
        """Adds a line break that the markup asks for."""
        self._trim()
        self._append("\n", position)

    def code(self, kind: Literal["open", "close", "standalone"], name: str, content: str) -> None:
        """Adds a code behind the characters so far."""
        self._codes.append(InlineCode(self._length, kind, name, content))

    def build(self) -> PlacedText:
        """The whole text. What was added stays, so that more can follow."""
        self._trim()
        text = "".join(piece for piece, _ in self._pieces)
        codes = tuple(
            code if code.offset <= len(text) else InlineCode(len(text), code.kind, code.name, code.content)
            for code in self._codes
        )
        if not self._pieces:
            return PlacedText("", self._position, (), codes)
        anchors = self._anchors()
        return PlacedText(text, self._pieces[0][1], anchors if len(anchors) > 1 else (), codes)

    def _stays(self, layout: str, inside: bool) -> bool:
        if self._white_space is WhiteSpace.LINES:
            return "\n" not in layout
        return inside and layout == " "

    def _append(self, content: str, position: Position) -> None:
        if content:
            self._pieces.append((content, position))
            self._length += len(content)
            self._loose_space = False
            if self.is_blank and not content.isspace():
                self.is_blank = False

    def _ends_in_space(self) -> bool:
        return self._pieces[-1][0][-1] in " \n"

    def _trim(self) -> None:
        if self._loose_space:
            self._pieces.pop()
            self._length -= 1
            self._loose_space = False

    def _anchors(self) -> tuple[Anchor, ...]:
        anchors: list[Anchor] = []
        offset = 0
        expected: Position | None = None
        for content, position in self._pieces:
            if position != expected:
                anchors.append(Anchor(offset, position))
            offset += len(content)
            expected = position.after(content)
        return tuple(anchors)
