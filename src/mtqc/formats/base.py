"""What a format is, and what a user may say about how to read it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar, Literal

from mtqc.formats.input import Input
from mtqc.model import Document

Segmentation = Literal["passage", "paragraph", "line", "sentence"]

DEFAULT_COLUMNS: Mapping[str, str] = MappingProxyType(
    {"id": "id", "source": "source", "target": "target", "reference": "reference", "flags": "flags"}
)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file; the names are the keys of mtqc.toml with underscores.

    ``columns`` maps what mtqc needs (id, source, target, reference, flags) to a column's name, or to its number from 1
    where the table has no header.
    """

    source_language: str | None = None
    target_language: str | None = None
    segmentation: Segmentation | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: DEFAULT_COLUMNS)
    include_fuzzy: bool = False


class Format(ABC):
    """A kind of file.

    ``suffixes`` are lower case with their dot, without ``.gz``. ``shared_suffixes`` are those that other kinds of files
    have too, such as ``.json``: such a file is read when it is named, and left out when a directory is searched.
    A format that streams reads its input as its segments are asked for.
    """

    name: ClassVar[str]
    summary: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    shared_suffixes: ClassVar[tuple[str, ...]] = ()
    extra: ClassVar[str | None] = None

    def recognises(self, head: bytes) -> bool:
        """Whether the first kilobytes of a file are of this format beyond doubt, whatever its name.

        Text that begins with a byte order mark comes as UTF-8 without it.
        """
        return False

    @abstractmethod
    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """The documents in a file: one for most formats, one a ``<file>`` for XLIFF.

        Raises:
            InputError: the file is not what its name or the user says; with the line where it is known.
            MissingExtraError: reading it needs a package that is not installed.
        """
