"""The messages of a PO file, with the exact place of each translation in the file.

The syntax is that of the GNU gettext manual, section "The Format of PO Files". mtqc reads it itself because polib
tells the line of a message only, splits lines at characters that PO texts may hold (U+2028, form feed), and wants its
input as a file on disk. Reading messages and their places in one pass is shorter than reading twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mtqc.errors import InputError
from mtqc.formats.flags import split_flags
from mtqc.model import Anchor, Position

_BLANKS = " \t\r\n\f\v"
_STRING = re.compile(r'"(?>(?:[^"\\]++|\\.)*)"')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr|domain)(?:\[([0-9]{1,4})\])?[ \t]*+(?=\")")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_CONTROLS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}


@dataclass(frozen=True, slots=True)
class Piece:
    """One quoted string, escapes and all; ``column`` is that of the first character after the quotation mark."""

    raw: str
    line: int
    column: int


@dataclass(slots=True)
class Message:
    """One entry: what it is called, what it says, and what is said about it.

    ``translations`` has the key None for a message without plural, else the numbers of its plural forms.
    """

    line: int
    context: list[Piece] | None = None
    source: list[Piece] | None = None
    plural_source: list[Piece] | None = None
    translations: dict[int | None, list[Piece]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    obsolete: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """A text put together from its pieces; without anchors it follows the file from its position."""

    text: str
    position: Position
    anchors: tuple[Anchor, ...] = ()


def text_of(pieces: Sequence[Piece]) -> str:
    """The text that the pieces make."""
    return "".join([_ESCAPE.sub(_unescaped, piece.raw) if "\\" in piece.raw else piece.raw for piece in pieces])


def translation_of(pieces: Sequence[Piece]) -> Translation:
    """The text that the pieces make, and where in the file each part of it stands."""
    filled = [piece for piece in pieces if piece.raw]
    if not filled:
        return Translation("", Position(pieces[0].line, pieces[0].column))
    first = Position(filled[0].line, filled[0].column)
    if len(filled) == 1 and "\\" not in filled[0].raw:
        return Translation(filled[0].raw, first)
    text = ""
    anchors: list[Anchor] = []
    for piece in filled:
        anchors.append(Anchor(len(text), Position(piece.line, piece.column)))
        passed = 0
        for escape in _ESCAPE.finditer(piece.raw):
            text += piece.raw[passed : escape.start()] + _unescaped(escape)
            passed = escape.end()
            anchors.append(Anchor(len(text), Position(piece.line, piece.column + passed)))
        text += piece.raw[passed:]
    return Translation(text, first, tuple(anchors))


def messages(lines: Iterable[str], path: str) -> Iterator[Message]:
    """The messages of a PO file in order, obsolete ones and the header too.

    Raises:
        InputError: a line breaks the syntax.
    """
    reader = _Reader(path)
    for number, line in enumerate(lines, start=1):
        text = line.strip(_BLANKS)
        if not text:
            continue
        if text[0] == '"':
            reader.continue_string(text, number, line)
        elif text[0] != "#":
            yield from reader.start_string(text, number, line, obsolete=False)
        elif text.startswith("#~"):
            rest = text[2:].lstrip(_BLANKS)
            if rest.startswith('"'):
                reader.continue_string(rest, number, line)
            elif rest and rest[0] != "|":
                yield from reader.start_string(rest, number, line, obsolete=True)
        else:
            yield from reader.comment(text, number)
    yield from reader.end()


class _Reader:
    """The message under construction, and the string of it that the next line may continue."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._message: Message | None = None
        self._string: list[Piece] | None = None

    def continue_string(self, quoted: str, number: int, line: str) -> None:
        if self._string is None:
            raise InputError(self._path, "a string that belongs to nothing", number)
        self._string.append(self._piece(quoted, number, line))

    def start_string(self, text: str, number: int, line: str, obsolete: bool) -> Iterator[Message]:
        found = _KEYWORD.match(text)
        if not found:
            raise InputError(self._path, f"this is no line of a PO file: {text[:40]}", number)
        keyword, index = found[1], found[2]
        message = self._message
        if keyword in ("msgctxt", "msgid") and message and (message.source or message.translations):
            yield from self.end()
            message = None
        if message is None:
            message = self._message = Message(number)
        string = self._string = [self._piece(text[found.end() :], number, line)]
        match keyword:
            case "msgctxt":
                message.context = string
            case "msgid":
                message.source = string
                message.line = number
                message.obsolete = obsolete
            case "msgid_plural":
                message.plural_source = string
            case "msgstr":
                form = None if index is None else int(index)
                self._require_translatable(message, form, number)
                message.translations[form] = string

    def _require_translatable(self, message: Message, form: int | None, number: int) -> None:
        if message.source is None:
            raise InputError(self._path, "msgstr without msgid", number)
        if (form is None) != (message.plural_source is None):
            expected = "msgstr[0]" if form is None else "msgstr"
            raise InputError(self._path, f"the message that begins in line {message.line} needs {expected}", number)
        if form in message.translations:
            raise InputError(self._path, f"a second msgstr of the message that begins in line {message.line}", number)

    def comment(self, text: str, number: int) -> Iterator[Message]:
        if self._message and self._message.translations:
            yield from self.end()
        self._string = None
        message = self._message = self._message or Message(number)
        match text[1:2]:
            case ":" | "|":
                pass
            case "," | "=":
                message.flags |= split_flags(text[2:])
            case ".":
                message.comments.append(text[2:].strip())
            case _:
                message.comments.append(text[1:].strip())

    def end(self) -> Iterator[Message]:
        """The message under construction, if it is more than comments."""
        message = self._message
        self._message = self._string = None
        if message is None or message.source is None:
            return
        if message.translations:
            yield message
        elif not message.obsolete:
            raise InputError(self._path, "msgid without msgstr", message.line)

    def _piece(self, quoted: str, number: int, line: str) -> Piece:
        raw = quoted[1:-1]
        if quoted[-1] != '"' or len(quoted) < 2 or '"' in raw or "\\" in raw:
            found = _STRING.match(quoted)
            if not found:
                raise InputError(self._path, "a string without closing quotation mark", number)
            if found.end() < len(quoted):
                raise InputError(self._path, f"text after the end of a string: {quoted[found.end() :][:40]}", number)
        return Piece(raw, number, line.index('"') + 2)


def _unescaped(escape: re.Match[str]) -> str:
    """The character that an escape stands for; an escape that gettext does not know stands for itself."""
    if escape[3]:
        return _CONTROLS.get(escape[3], escape[0])
    code = int(escape[1], 16) if escape[1] else int(escape[2], 8)
    # Larger codes are bytes of an unknown encoding.
    return chr(code) if code < 0x80 else escape[0]
