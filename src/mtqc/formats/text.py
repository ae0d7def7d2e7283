"""Plain text: a passage, a line, a paragraph or a sentence a segment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from mtqc.errors import InputError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.input import LONGEST_LINE, Input
from mtqc.formats.lines import Lines
from mtqc.languages import identify
from mtqc.model import Document, Segment

WIDEST_WRAPPED_LINE = 120
"""Characters. Where a paragraph has a longer line, nobody wrapped it, and each of its line breaks ends a sentence."""

_NARROWEST_WRAPPED_LINE = 40
_MOST_WRAPPED_LINES = 400
"""No paragraph has more lines: what follows starts anew."""
_SENTENCE_ENDS = (".", "!", "?", ":")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between blank lines, joined by line feeds; ``line`` is the number of the first."""

    text: str
    line: int


class Text(Format):
    """Text without markup. Segments stream: memory holds one line or paragraph at a time."""

    name = "text"
    summary = "plain text: a passage, a line, a paragraph or a sentence a segment"
    suffixes = (".txt", ".text")

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document; blank lines are no segments."""
        match options.segmentation:
            case "paragraph":
                segments = _paragraphs(file)
            case "sentence":
                segments = _sentences(file, options.target_language)
            case "line":
                segments = _lines(file)
            case _:
                segments = _passages(file)
        yield Document(file.name, segments, format=self.name)


def text_lines(file: Input) -> Iterator[str]:
    """The lines of a file without their line ends."""
    for line in file.lines():
        yield line.removesuffix("\n").removesuffix("\r")


def blocks(file: Input) -> Iterator[Block]:
    """The paragraphs of a file: whatever stands between blank lines, with its line ends as line feeds.

    Raises:
        InputError: a paragraph is longer than a line may be.
    """
    gathered: list[str] = []
    length = 0
    for number, line in enumerate(text_lines(file), start=1):
        if line.strip():
            gathered.append(line)
            length += len(line)
            if length > LONGEST_LINE:
                first = number - len(gathered) + 1
                raise InputError(file.name, f"a paragraph of more than {LONGEST_LINE:,} characters", first)
        elif gathered:
            yield Block("\n".join(gathered), number - len(gathered))
            gathered.clear()
            length = 0
    if gathered:
        yield Block("\n".join(gathered), number - len(gathered) + 1)


def _lines(file: Input) -> Iterator[Segment]:
    for number, line in enumerate(text_lines(file), start=1):
        if line.strip():
            yield Segment(str(number), line, line=number, column=1)


def _passages(file: Input) -> Iterator[Segment]:
    """Lines, those of a wrapped paragraph joined; a line that runs on into the next is no whole text."""
    gathered: list[str] = []
    for line_number, line in enumerate(chain(text_lines(file), [""]), start=1):
        if line.strip() and len(line) <= WIDEST_WRAPPED_LINE and len(gathered) < _MOST_WRAPPED_LINES:
            gathered.append(line)
            continue
        first = line_number - len(gathered)
        for text, below in _unwrapped(gathered):
            yield Segment(str(first + below), text, line=first + below, column=1)
        gathered = []
        if line.strip():
            yield Segment(str(line_number), line, line=line_number, column=1)


def _unwrapped(lines: list[str]) -> Iterator[tuple[str, int]]:
    """The text that was wrapped into lines, or the lines one by one, each with the number of lines above it."""
    if is_wrapped(lines):
        yield "\n".join(lines), 0
    else:
        yield from ((line, above) for above, line in enumerate(lines))


def is_wrapped(lines: list[str]) -> bool:
    """Whether these lines are one text that an editor broke where the next word did not fit.

    Then no first word of a line would have fitted into the line above. Most lines end within a sentence.
    """
    if len(lines) < 2:
        return False
    width = max(map(len, lines))
    if width < _NARROWEST_WRAPPED_LINE or (len(lines) == 2 and not lines[1].lstrip()[:1].islower()):
        return False
    above = lines[:-1]
    ended = sum(line.rstrip().endswith(_SENTENCE_ENDS) for line in above)
    return 2 * ended < len(lines) and all(
        len(line) + 1 + len(following.split(None, 1)[0]) > width for line, following in pairwise(lines)
    )


def _paragraphs(file: Input) -> Iterator[Segment]:
    for number, block in enumerate(blocks(file), start=1):
        yield Segment(str(number), block.text, line=block.line, column=1)


def _flowing(file: Input) -> Iterator[Block]:
    """The stretches of text that sentences may fill: paragraphs whose lines were wrapped, single lines elsewhere."""
    for block in blocks(file):
        lines = block.text.split("\n")
        if max(map(len, lines)) <= WIDEST_WRAPPED_LINE:
            yield block
        else:
            yield from (Block(line, block.line + below) for below, line in enumerate(lines))


def _sentences(file: Input, language: str | None) -> Iterator[Segment]:
    number = 0
    split = _splitter(file, language)
    for block in _flowing(file):
        lines = Lines(block.text)
        for start, end in split(block.text):
            number += 1
            place = lines.position(start)
            line = block.line + place.line - 1
            yield Segment(str(number), block.text[start:end], line=line, column=place.column)


def _splitter(file: Input, language: str | None) -> Callable[[str], Iterator[tuple[int, int]]]:
    """Splits paragraphs into the offsets of their sentences, in the language given or guessed from the first bytes."""
    from mtqc.languages.sentences import split_sentences

    if language is None:
        guess = identify(file.head.decode(file.encoding, "ignore"))
        language = guess.language if guess else None

    def split(text: str) -> Iterator[tuple[int, int]]:
        for span in split_sentences(text, language):
            yield span.start, span.end

    return split
