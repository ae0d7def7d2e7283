"""Tells the format of a file by its content and its name."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from mtqc.errors import InputError, PluginError
from mtqc.formats.base import Format
from mtqc.formats.input import Input
from mtqc.plugins import plugin, plugins

TEXT = "text"
_ARCHIVE = "a ZIP archive"
# File signatures as their formats define them; gzip is missing because it is unpacked before.
_SIGNATURES: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"RIFF": "a WebP image, sound or video",
    b"%PDF-": "a PDF document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office document",
    b"{\\rtf": "an RTF document",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\x00": "xz data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    b"PAR1": "a Parquet table",
    b"PK\x03\x04": _ARCHIVE,
    b"PK\x05\x06": _ARCHIVE,
}


@cache
def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        UnknownNameError: there is none; names the nearest.
        PluginError: it cannot be loaded.
    """
    loaded: Format = plugin("mtqc.formats", name).load()()
    return loaded


@cache
def all_formats() -> tuple[Format, ...]:
    """Every installed format, by name; one that cannot be loaded only matters to those who ask for it by name."""
    loaded: list[Format] = []
    for name in plugins("mtqc.formats"):
        with suppress(PluginError):
            loaded.append(format_named(name))
    return tuple(loaded)


@cache
def format_of_suffix(suffix: str) -> Format | None:
    """The format that files with this suffix are of, the first by name if several claim it; None if none does."""
    formats = all_formats()
    own = next((each for each in formats if suffix in each.suffixes), None)
    return own or next((each for each in formats if suffix in each.shared_suffixes), None)


def recognise(file: Input) -> Format:
    """The format of a file: by its content where that leaves no doubt, else by its name, else plain text.

    Raises:
        InputError: the file cannot be read, or is no text and nothing else that a format knows.
    """
    head = _comparable(file)
    by_name = next((found for suffix in file.suffixes if (found := format_of_suffix(suffix))), None)
    if head:
        by_content = [each for each in all_formats() if each.recognises(head)]
        if by_content:
            return by_name if by_name in by_content else by_content[0]
        _refuse_binary(file, head, by_name)
    return by_name or format_named(TEXT)


def _comparable(file: Input) -> bytes:
    """The first bytes, in UTF-8 and without byte order mark if the file has such a mark."""
    if not file.has_byte_order_mark:
        return file.head
    # The head may end within a character.
    text = codecs.getincrementaldecoder(file.encoding)("replace").decode(file.head)
    return text.encode("utf-8", "replace")


def _refuse_binary(file: Input, head: bytes, by_name: Format | None) -> None:
    for signature, kind in _SIGNATURES.items():
        # Some formats are archives under a suffix of their own.
        if head.startswith(signature) and (kind != _ARCHIVE or by_name is None or by_name.name == TEXT):
            raise InputError(file.name, f"looks like {kind}, which mtqc does not read")
