"""Reads one file for scoring: lines of plain text, rows of a table, or the segments of any other format."""

from __future__ import annotations

from dataclasses import replace

from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.recognition import TEXT, format_named, format_of_suffix, recognise
from mtqc.model import Document
from mtqc.scoring.contents import Contents
from mtqc.scoring.lines import has_counted_mark, segment_lines
from mtqc.scoring.tables import table_contents

_TABLES = frozenset({"csv", "jsonl", "tsv"})
_TEXTS_WITH_MARKUP = frozenset({"html", "markdown", "subtitles", "web-page"})
"""Formats that a plain text may look like: only a file's name makes it one of them, or the user."""


def file_contents(file: Input, options: ReadOptions, format_name: str | None, needs_target: bool = True) -> Contents:
    """What a file holds for scoring.

    Plain text has a segment a line, as sacreBLEU reads it; never the wrapped passages of checks. A file is plain text
    unless its name, or what it holds, says that it is a table or of a localisation format.

    Raises:
        UnknownNameError: there is no format of that name.
        InputError: the file cannot be read as what it is taken for; with the line where it is known.
        MissingExtraError: the format needs a package that is not installed.
    """
    name = format_name or _recognised(file)
    if name == TEXT:
        lines = segment_lines(file)
        marked = "begins with a byte order mark, which counts as a character of segment 1, as it does in sacreBLEU"
        return Contents(file.name, "line", len(lines), lines, notices=(marked,) if has_counted_mark(file) else ())
    if name in _TABLES:
        return table_contents(file, name, options, needs_target)
    return _joined(file.name, list(format_named(name).read(file, options)))


def _recognised(file: Input) -> str:
    found = recognise(file).name
    if found in _TEXTS_WITH_MARKUP and not any(_is_of(suffix, found) for suffix in file.suffixes):
        return TEXT
    return found


def _is_of(suffix: str, name: str) -> bool:
    by_suffix = format_of_suffix(suffix)
    return by_suffix is not None and by_suffix.name == name


def _joined(path: str, documents: list[Document]) -> Contents:
    """The segments of all documents in a file, with the number of their document where there are several."""
    segments = [
        (number, segment) for number, document in enumerate(documents, start=1) for segment in document.segments
    ]
    depth = max((len(segment.references) for _, segment in segments), default=0)
    has_sources = any(segment.source is not None for _, segment in segments)
    ids = tuple(segment.id for _, segment in segments)
    contents = Contents(
        path,
        "segment",
        len(segments),
        tuple(segment.target for _, segment in segments),
        tuple(segment.source for _, segment in segments) if has_sources else None,
        tuple(
            tuple(segment.references[place] if place < len(segment.references) else None for _, segment in segments)
            for place in range(depth)
        ),
        ids if len(set(ids)) == len(ids) else (),
        source_language=_only({document.source_language for document in documents}),
        target_language=_only({document.target_language for document in documents}),
        notices=tuple(dict.fromkeys(notice for document in documents for notice in document.notices)),
    )
    if len(documents) < 2:
        return contents
    return replace(contents, columns={"document": tuple(str(number) for number, _ in segments)})


def _only(languages: set[str | None]) -> str | None:
    return next(iter(languages)) if len(languages) == 1 else None
