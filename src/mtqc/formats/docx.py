"""Word documents: the archive is opened and its XML read directly, with the same care as all other XML."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile

from mtqc.errors import InputError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.xml import Element, Text, read_xml
from mtqc.model import Document, Segment

_ARCHIVE_START = b"PK\x03\x04"
_CHUNK_BYTES = 2**16
_RELATIONSHIPS = "_rels/.rels"
_USUAL_BODY = "word/document.xml"
_OTHER_PARTS = re.compile(r"(?:header|footer|footnotes|endnotes)[0-9]{0,6}\.xml")
# The transitional and the strict namespace of ISO/IEC 29500 end alike.
_WORD = ("/wordprocessingml/2006/main", "/wordprocessingml/main")
_PARAGRAPH = frozenset({"p"})
# ISO/IEC 29500-1, section 17.3.3; "t" holds the text itself.
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}
_BREAKS_OF_PAGES = frozenset({"page", "column"})
# Properties, text that was deleted or moved away, and older ways to say what was just said.
_LEFT_OUT = frozenset({"pPr", "rPr", "del", "moveFrom", "Fallback"})


class Docx(Format):
    """One document; a paragraph is a segment, whether in the body, a table, a text box, a header, footer or note.

    The runs that Word cuts paragraphs into are joined. Changes that were tracked count as accepted. There are no lines
    to point to: the ids of segments are numbers of paragraphs, after the part's name outside of the body.
    """

    name = "docx"
    summary = "Word documents (.docx)"
    suffixes = (".docx", ".docm")

    def recognises(self, head: bytes) -> bool:
        """Whether this is an archive that begins with parts of a Word document."""
        return head.startswith(_ARCHIVE_START) and b"word/" in head

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document.

        Raises:
            InputError: the archive is broken, unpacks to more than the limit, or holds broken XML.
        """
        segments = tuple(_segments(file))
        yield Document(file.name, segments, format=self.name)


def _segments(file: Input) -> Iterator[Segment]:
    with _explained(file), ZipFile(BytesIO(file.read_bytes())) as archive:
        for place, name in enumerate(_parts(file, archive)):
            prefix = f"{PurePosixPath(name).stem}/" if place else ""
            for number, text in enumerate(_paragraphs(_unpacked(file, archive, name)), start=1):
                if text.strip():
                    yield Segment(f"{prefix}{number}", text)


@contextmanager
def _explained(file: Input) -> Iterator[None]:
    """Turns whatever can be wrong with an archive into one kind of error."""
    try:
        yield
    except (BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError) as error:
        raise InputError(file.name, f"is no readable .docx file: {str(error) or 'it is cut off'}") from error


def _parts(file: Input, archive: ZipFile) -> list[str]:
    """The names of the parts that hold text, the body first."""
    names = archive.namelist()
    body = _body(_unpacked(file, archive, _RELATIONSHIPS)) if _RELATIONSHIPS in names else _USUAL_BODY
    if body not in names:
        raise InputError(file.name, "is no .docx file: the archive holds no Word document")
    folder = PurePosixPath(body).parent
    others = sorted(
        name
        for name in set(names)
        if PurePosixPath(name).parent == folder and _OTHER_PARTS.fullmatch(PurePosixPath(name).name)
    )
    total = sum(archive.getinfo(name).file_size for name in (body, *others))
    if total > file.limit:
        raise InputError(file.name, f"unpacks to {total:,} bytes, more than {file.limit:,} (setting max-input-bytes)")
    return [body, *others]


def _unpacked(file: Input, archive: ZipFile, name: str) -> Input:
    """One part, unpacked as it is read; first once to see that it is whole."""
    with archive.open(name) as member:
        while member.read(_CHUNK_BYTES):
            pass
    return Input(f"{file.name}/{name}", lambda: cast(BinaryIO, archive.open(name)), limit=file.limit)


def _body(relationships: Input) -> str:
    """The name of the part that the archive calls its document."""
    for kind, element in read_xml(relationships, frozenset({"Relationship"})):
        if kind == "whole" and element.attributes.get("Type", "").endswith("/officeDocument"):
            return element.attributes.get("Target", "").lstrip("/")
    return _USUAL_BODY


def _paragraphs(part: Input) -> Iterator[str]:
    """The texts of the paragraphs of a part; those in text boxes follow the one that their box hangs on."""
    for kind, element in read_xml(part, _PARAGRAPH):
        if kind == "whole" and element.namespace.endswith(_WORD):
            boxed: list[Element] = [element]
            while boxed:
                paragraph = boxed.pop(0)
                yield "".join(_characters(paragraph, boxed))


def _characters(element: Element, boxed: list[Element]) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Text) or child.name in _LEFT_OUT:
            continue
        if not child.namespace.endswith(_WORD):
            yield from _characters(child, boxed)
        elif child.name == "t":
            yield child.text if child.preserve else child.text.strip()
        elif child.name == "p":
            boxed.append(child)
        elif child.name == "br":
            yield "" if child.attributes.get(f"{child.namespace} type") in _BREAKS_OF_PAGES else "\n"
        elif child.name in _CHARACTERS:
            yield _CHARACTERS[child.name]
        else:
            yield from _characters(child, boxed)
