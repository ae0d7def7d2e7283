"""A translation, its source and its references in files of their own, paired segment by segment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.input import Input
from mtqc.model import Document


def read_parallel(
    chosen: Format, file: Input, options: ReadOptions, source: Input | None, references: Sequence[Input]
) -> Iterator[Document]:
    """TODO."""
    raise NotImplementedError
