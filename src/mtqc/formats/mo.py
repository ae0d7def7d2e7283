"""Compiled message catalogues (.mo), as the GNU gettext manual describes them in "The Format of GNU MO Files"."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from mtqc.errors import InputError

MAGIC = b"\xde\x12\x04\x95"
MAGIC_BIG_ENDIAN = b"\x95\x04\x12\xde"


@dataclass(frozen=True, slots=True)
class CompiledMessage:
    """One message as bytes; a message without plural has one translation."""

    context: bytes | None
    source: bytes
    plural_source: bytes | None
    translations: tuple[bytes, ...]


def compiled_messages(content: bytes, path: str) -> Iterator[CompiledMessage]:
    """The messages of a catalogue in its order, the header (whose source is empty) first.

    Raises:
        InputError: the catalogue is cut off or its tables point outside of it.
    """
    order = "<" if content.startswith(MAGIC) else ">"
    try:
        revision, count, sources, translations = struct.unpack_from(f"{order}4I", content, 4)
        if revision >> 16 > 1:
            raise InputError(path, f"is a catalogue of the unknown revision {revision >> 16}")
        if 8 * count > len(content):
            raise _cut_off(path)
        source_table = struct.unpack_from(f"{order}{2 * count}I", content, sources)
        translation_table = struct.unpack_from(f"{order}{2 * count}I", content, translations)
    except struct.error as error:
        raise _cut_off(path) from error
    # Each length counts: a small file must not unpack to a huge one by pointing at the same bytes again and again.
    if sum(source_table[::2]) + sum(translation_table[::2]) > len(content):
        raise InputError(path, "is no sound catalogue: its texts are longer than the file")
    for entry in range(0, 2 * count, 2):
        name = _slice(content, source_table[entry + 1], source_table[entry], path)
        text = _slice(content, translation_table[entry + 1], translation_table[entry], path)
        context, separator, key = name.rpartition(b"\x04")
        source, plural, plural_source = key.partition(b"\0")
        yield CompiledMessage(
            context if separator else None,
            source,
            plural_source if plural else None,
            tuple(text.split(b"\0")) if plural else (text,),
        )


def _slice(content: bytes, start: int, length: int, path: str) -> bytes:
    if start + length > len(content):
        raise _cut_off(path)
    return content[start : start + length]


def _cut_off(path: str) -> InputError:
    return InputError(path, "the catalogue is cut off")
