"""What tests of markup formats share: where characters stand, and files that mean harm."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.errors import InputError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.input import Input
from mtqc.model import Document, InlineCode, Segment

BILLION_LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE {root} [
  <!ENTITY a "ha">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<{root}>&c;</{root}>"""
EXTERNAL_ENTITY = '<!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<{root}>&x;</{root}>'
PARAMETER_ENTITY = '<!DOCTYPE {root} [<!ENTITY % x SYSTEM "http://example.invalid/x"> %x;]>\n<{root}/>'


def misplaced(content: str, segments: Sequence[Segment], besides: str = "") -> list[tuple[str, str, str]]:
    """The characters of targets that stand elsewhere in the file than the segment says, with what stands there.

    Characters that are written differently in the file are the ones in ``besides``.
    """
    lines = content.replace("\r\n", "\n").split("\n")
    wrong: list[tuple[str, str, str]] = []
    for segment in segments:
        for offset, character in enumerate(segment.target):
            position = segment.position(offset)
            assert position is not None
            found = (lines[position.line - 1] + "\n")[position.column - 1]
            if character != found and character not in besides:
                wrong.append((segment.id, character, found))
    return wrong


def read_or_refuse(chosen: Format, content: bytes) -> list[Document] | InputError:
    """The documents with all of their segments read, or the error; any other exception is the test's failure."""
    documents: list[Document] = []
    try:
        for document in chosen.read(Input.of_bytes("file", content), ReadOptions()):
            tuple(document.segments)
            documents.append(document)
    except InputError as error:
        return error
    return documents


def shown(codes: Sequence[InlineCode]) -> list[tuple[int, str, str]]:
    """Codes as offset, kind and name."""
    return [(code.offset, code.kind, code.name) for code in codes]
