"""From a file to its documents: finds the format, and pairs a translation with its source and references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.parallel import read_parallel
from mtqc.formats.recognition import format_named, recognise
from mtqc.model import Document


def read_documents(
    file: Input,
    options: ReadOptions,
    format_name: str | None = None,
    source: Input | None = None,
    references: Sequence[Input] = (),
) -> Iterator[Document]:
    """The documents in a file, of the named format or of the one that it is recognised as.

    ``source`` and ``references`` are files of the same format, paired with the translation segment by segment.

    Raises:
        UnknownNameError: there is no format of that name.
        InputError: a file cannot be read, or the files do not belong together; with the line where it is known.
        MissingExtraError: the format needs a package that is not installed.
    """
    chosen = format_named(format_name) if format_name else recognise(file)
    if source is None and not references:
        return chosen.read(file, options)
    return read_parallel(chosen, file, options, source, references)
