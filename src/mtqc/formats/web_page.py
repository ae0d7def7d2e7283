"""The main text of a web page, without its menus, advertisements and comments."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import replace

from mtqc.errors import InputError, MissingExtraError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.html import Html, decoded
from mtqc.formats.input import Input
from mtqc.model import Document, Segment

_LIST_MARK = "- "
_CELL_BORDER = "|"


class WebPage(Format):
    """One document: what trafilatura takes for the main text of an HTML file, and nothing else of it.

    Its paragraphs are those that :class:`~mtqc.formats.html.Html` finds, with their places and inline codes; only one
    that trafilatura puts together in another way has none. The page is a file: nothing is ever fetched. No suffix
    leads here; the format is used when it is asked for by name.
    """

    name = "web-page"
    summary = "the main text of an HTML page, without menus and advertisements"
    suffixes = ()
    extra = "docs"

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document.

        Raises:
            InputError: the page is not in its encoding, or has no main text.
            MissingExtraError: trafilatura is not installed.
        """
        extracted = _main_text(file)
        for page in Html().read(file, options):
            yield replace(page, segments=tuple(_main_segments(extracted, page)), format=self.name)


def _main_text(file: Input) -> list[str]:
    try:
        from trafilatura import extract
    except ImportError as error:
        raise MissingExtraError("Finding the main text of a web page", WebPage.extra or "") from error
    try:
        text = extract(decoded(file).text(), include_comments=False, with_metadata=False)
    except (RecursionError, ValueError) as error:
        raise InputError(file.name, f"its main text cannot be told: {error}") from error
    if not text:
        raise InputError(file.name, "has no main text; the format html reads all of the page")
    return [part for line in text.split("\n") for part in _parts(line)]


def _parts(line: str) -> Iterator[str]:
    """A line of the extracted text without the mark of a list item, or the cells of a line of a table."""
    line = line.strip()
    cells = line[1:-1].split(_CELL_BORDER) if line.startswith(_CELL_BORDER) else [line.removeprefix(_LIST_MARK)]
    yield from (text for cell in cells if (text := cell.strip()).strip("-"))


def _main_segments(extracted: list[str], page: Document) -> Iterator[Segment]:
    blocks: defaultdict[str, deque[tuple[list[str], Segment]]] = defaultdict(deque)
    for segment in page.segments:
        lines = [_plain(line) for line in segment.target.split("\n")]
        blocks[lines[0]].append((lines, segment))
    plain = [_plain(text) for text in extracted]
    place = number = 0
    while place < len(extracted):
        number += 1
        lines, found = [plain[place]], Segment(str(number), extracted[place])
        candidates = blocks[plain[place]]
        if candidates and plain[place : place + len(candidates[0][0])] == candidates[0][0]:
            lines, found = candidates.popleft()
        yield replace(found, id=str(number))
        place += len(lines)


def _plain(text: str) -> str:
    return " ".join(text.split())
