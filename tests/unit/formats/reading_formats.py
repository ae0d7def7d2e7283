"""Shorter ways for tests to read: bytes in, documents out."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.input import Input
from mtqc.model import Document, Segment


def read_one(
    chosen: Format,
    content: bytes | str,
    options: ReadOptions | None = None,
    name: str = "file",
    encoding: str | None = None,
) -> Document:
    """The single document of a file with this content."""
    raw = content.encode() if isinstance(content, str) else content
    (document,) = chosen.read(Input.of_bytes(name, raw, encoding), options or ReadOptions())
    return document


def segments_of(chosen: Format, content: bytes | str, options: ReadOptions | None = None) -> list[Segment]:
    """The segments of a file with this content."""
    return list(read_one(chosen, content, options).segments)


def rest_of_line(content: str, segment: Segment, offset: int = 0) -> str:
    """What stands in the file from a character of the target on, to the end of that line."""
    position = segment.position(offset)
    assert position is not None
    return content.split("\n")[position.line - 1][position.column - 1 :]


def targets(segments: Sequence[Segment]) -> list[str]:
    """The targets alone."""
    return [segment.target for segment in segments]
