"""A translation, its source and its references in files of their own, paired segment by segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from mtqc.errors import InputError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.recognition import TEXT
from mtqc.formats.text import text_lines
from mtqc.model import Document, Segment


def read_parallel(
    chosen: Format, file: Input, options: ReadOptions, source: Input | None, references: Sequence[Input]
) -> Iterator[Document]:
    """The documents of a translation with the sources and references that other files of its format hold.

    Lines of text are paired by their numbers, and stream. Segments that are only counted (of paragraphs, sentences, web
    pages …) are paired in order, others by their names.

    Raises:
        InputError: the files do not belong together: their counts differ, or they have no name in common.
    """
    if chosen.name == TEXT and options.segmentation in (None, "line"):
        yield _by_line(file, source, references)
        return
    translation = tuple(chosen.read(file, options))
    other_side = replace(options, source_language=options.target_language, target_language=options.source_language)
    sources = None if source is None else _Counterpart.of(chosen, source, other_side)
    others = [_Counterpart.of(chosen, reference, options) for reference in references]
    for other in [sources, *others]:
        if other is not None and len(other.documents) != len(translation):
            raise _unequal(file, other.file, len(translation), len(other.documents), "documents")
    for place, document in enumerate(translation):
        yield _paired(
            file,
            document,
            None if sources is None else sources.at(place),
            [other.at(place) for other in others],
            f"{options.segmentation}s" if chosen.name == TEXT else "segments",
        )


@dataclass(frozen=True, slots=True)
class _Counterpart:
    """The documents of a file that is paired with the translation."""

    file: Input
    documents: tuple[Document, ...]

    @classmethod
    def of(cls, chosen: Format, file: Input, options: ReadOptions) -> _Counterpart:
        return cls(file, tuple(chosen.read(file, options)))

    def at(self, place: int) -> _Segments:
        document = self.documents[place]
        return _Segments(self.file, tuple(document.segments), document.target_language)


@dataclass(frozen=True, slots=True)
class _Segments:
    """The segments of one side, and their language as far as the file says."""

    file: Input
    segments: tuple[Segment, ...]
    language: str | None


def _by_line(file: Input, source: Input | None, references: Sequence[Input]) -> Document:
    """Line after line, without holding the files; blank lines count, those at the end of a file do not."""
    sides = [side for side in (source, *references) if side is not None]
    lines, filled = _count(file)
    for side in sides:
        side_lines, side_filled = _count(side)
        if lines != side_lines and max(filled, side_filled) > min(lines, side_lines):
            raise _unequal(file, side, lines, side_lines, "lines")
    return Document(file.name, _lines(file, source, references), format=TEXT)


def _lines(file: Input, source: Input | None, references: Sequence[Input]) -> Iterator[Segment]:
    others = [text_lines(side) for side in ((source,) if source else ()) + tuple(references)]
    for number, (target, *texts) in enumerate(zip_longest(text_lines(file), *others, fillvalue=""), start=1):
        if target.strip() or any(text.strip() for text in texts):
            yield Segment(
                str(number),
                target,
                source=texts.pop(0) if source else None,
                references=tuple(texts),
                line=number,
                column=1,
            )


def _count(file: Input) -> tuple[int, int]:
    """How many lines a file has, and the number of the last one that is not blank."""
    lines = filled = 0
    for lines, line in enumerate(file.lines(), start=1):
        if not line.isspace():
            filled = lines
    return lines, filled


def _paired(
    file: Input, document: Document, source: _Segments | None, references: Sequence[_Segments], noun: str
) -> Document:
    targets = tuple(document.segments)
    notices = list(document.notices)
    sources = None if source is None else _partners(file, targets, source, noun, notices)
    others = [_partners(file, targets, reference, noun, notices) for reference in references]
    segments: list[Segment] = []
    for place, segment in enumerate(targets):
        found = [partner.target for partners in others if (partner := partners[place]) is not None]
        if sources is not None:
            partner = sources[place]
            segment = replace(
                segment,
                source=None if partner is None else partner.target,
                source_codes=() if partner is None else partner.target_codes,
            )
        segments.append(replace(segment, references=(*segment.references, *found)))
    language = document.source_language if source is None else source.language or document.source_language
    return replace(document, segments=tuple(segments), source_language=language, notices=tuple(notices))


def _partners(
    file: Input, targets: Sequence[Segment], other: _Segments, noun: str, notices: list[str]
) -> list[Segment | None]:
    """The other side's segment for each target, None where there is none."""
    if all(_name(segment).isdecimal() for segment in (*targets, *other.segments)):
        if len(targets) != len(other.segments):
            raise _unequal(file, other.file, len(targets), len(other.segments), noun)
        return [*other.segments]
    named: Mapping[str, Segment] = {_name(segment): segment for segment in other.segments}
    found = [named.get(_name(segment)) for segment in targets]
    missing = found.count(None)
    if targets and missing == len(targets):
        raise InputError(file.name, f"has no segment in common with {other.file.name}")
    if missing:
        notices.append(f"{missing:,} of {len(targets):,} segments have no counterpart in {other.file.name}")
    return found


def _name(segment: Segment) -> str:
    """What a segment is called on both sides: by its context and source in a catalogue, else by its id."""
    if segment.source is None:
        return segment.id
    form = next((flag for flag in sorted(segment.flags) if flag.startswith("plural:")), "")
    return "\x04".join((segment.context or "", segment.source, form))


def _unequal(file: Input, other: Input, count: int, other_count: int, noun: str) -> InputError:
    difference = f"{abs(count - other_count):,} {'more' if other_count > count else 'less'}"
    counted = f"{count:,} {noun.removesuffix('s') if count == 1 else noun}"
    return InputError(file.name, f"has {counted}, but {other.name} has {other_count:,}: {difference}")
