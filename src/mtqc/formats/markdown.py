"""Markdown: headings, paragraphs, list items and table cells, with their inline markup as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.flags import silenced_rules
from mtqc.formats.input import Input
from mtqc.formats.segment_text import SegmentText
from mtqc.model import Document, Position, Segment

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# So that checks know the markup in the text, as gettext's and Weblate's flags do.
_FLAGS = frozenset({"md-text"})
_FRONT_MATTER_ENDS = {"---": frozenset({"---", "..."}), "+++": frozenset({"+++"})}
_LANGUAGE = re.compile(r"""(?:lang|language)\s*+[:=]\s*+["']?([A-Za-z0-9_-]++)""")
_CELLS = frozenset({"th_open", "td_open"})


class Markdown(Format):
    """One document of CommonMark with tables; a paragraph, heading, list item or table cell is a segment.

    A line that is only wrapped continues after a space, a hard line break is a line feed. Code blocks, HTML blocks,
    link definitions and the front matter are left out; ``lang`` in the front matter names the language. A comment
    ``<!-- mtqc: ignore RULE -->`` between two blocks silences a rule in the next one.
    """

    name = "markdown"
    summary = "Markdown (CommonMark with tables): blocks of text with their inline markup"
    suffixes = (".md", ".markdown", ".mdown", ".mkd")

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document.

        Raises:
            InputError: the file is not in its encoding.
        """
        # A lone carriage return ends no line anywhere else in mtqc, but would here.
        lines = file.text().replace("\r\n", "\n").replace("\r", " ").split("\n")
        front_matter = _front_matter(lines)
        lines[: len(front_matter)] = [""] * len(front_matter)
        language = next((found[1] for line in front_matter if (found := _LANGUAGE.match(line))), None)
        yield Document(file.name, tuple(_segments(lines)), target_language=language, format=self.name)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    # Inline markup stays as it is written: only blocks are of interest.
    return parser.disable("inline")


def _front_matter(lines: list[str]) -> list[str]:
    """The lines of the YAML or TOML at the start of a file, with those that enclose it; none if there is none."""
    ends = _FRONT_MATTER_ENDS.get(lines[0].rstrip(), frozenset())
    for number, line in enumerate(lines[1:], start=2) if ends else ():
        if line.rstrip() in ends:
            return lines[:number]
    return []


def _segments(lines: list[str]) -> Iterator[Segment]:
    silenced: frozenset[str] = frozenset()
    number = 0
    cells = _Row(lines)
    before: Token | None = None
    for token in _parser().parse("\n".join(lines)):
        if token.type == "html_block":
            for comment in _comments(token.content):
                silenced |= silenced_rules(comment)
        elif token.type == "inline" and token.map and token.content.strip():
            first, end = token.map
            if before is not None and before.type in _CELLS:
                text = cells.place(token.content, first)
            else:
                text = _place(token.content, lines, first, end)
            placed = text.build()
            number += 1
            yield Segment(
                id=str(number),
                target=placed.text,
                line=placed.position.line,
                column=placed.position.column,
                flags=silenced | _FLAGS,
                anchors=placed.anchors,
            )
            silenced = frozenset()
        before = token


def _place(content: str, lines: list[str], first: int, end: int) -> SegmentText:
    """The text of a block, each of its lines found again in lines ``first`` to ``end`` of the file."""
    text = SegmentText(Position(first + 1, 1))
    row = first
    joint: Position | None = None
    for written in content.split("\n"):
        line = written.strip()
        # Tabs may have become spaces at the start of a line, so only what is visible is compared.
        while row < end - 1 and line not in lines[row]:
            row += 1
        raw = lines[row].rstrip()
        column = len(raw) - len(line) if raw.endswith(line) else max(lines[row].rfind(line), 0)
        position = Position(row + 1, column + 1)
        if joint is not None:
            text.add(" ", joint)
        is_hard, shown = _line_end(line, written)
        text.add(shown, position)
        joint = position.after(shown)
        if is_hard:
            text.break_line(joint)
            joint = None
        row = min(row + 1, end - 1)
    return text


def _line_end(line: str, written: str) -> tuple[bool, str]:
    """Whether a line ends in a hard line break, and the line without the sign for it."""
    backslashes = len(line) - len(line.rstrip("\\"))
    if backslashes % 2:
        return True, line[:-1]
    return written.endswith("  "), line


class _Row:
    """Finds the cells of table rows, which come one after the other."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._row = -1
        self._done = 0

    def place(self, content: str, row: int) -> SegmentText:
        """The text of the next cell, as written: with its pipes escaped."""
        if row != self._row:
            self._row, self._done = row, 0
        line = self._lines[row]
        written = content.replace("|", "\\|")
        start = max(line.find(written, self._done), self._done)
        self._done = start + len(written)
        text = SegmentText(Position(row + 1, start + 1))
        text.add(written, Position(row + 1, start + 1))
        return text


def _comments(text: str) -> Iterator[str]:
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield text[start + 4 : end]
        done = end + 3
