"""Finds the cues of subtitle files, each line of their text with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqc.formats.flags import silenced_rules
from mtqc.model import Position

# SubRip writes 00:00:01,000, WebVTT 00:00:01.000 or 00:01.000.
_TIMING = re.compile(r"\s*+(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{2}(?>(?:[.,][0-9]{1,3})?)\s*+-->")
_NUMBER = re.compile(r"\s*+[0-9]{1,9}\s*+")
_NOTE = "NOTE"
_EVENTS = "[events]"


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at one time; ``lines`` are the lines of its text as written, with their places."""

    id: str
    lines: tuple[tuple[str, Position], ...]
    flags: frozenset[str] = frozenset()


def timed_cues(lines: Sequence[str], blank_line_ends: bool) -> Iterator[Cue]:
    """The cues of SubRip and WebVTT: below a line of two times.

    In WebVTT a blank line ends a cue, and comments that silence rules may follow; in SubRip some writers leave blank
    lines in the text.
    """
    timings = [row for row, line in enumerate(lines) if _TIMING.match(line)]
    silenced = _silenced(lines[: timings[0]]) if timings and blank_line_ends else frozenset[str]()
    for number, row in enumerate(timings, start=1):
        following = timings[number] if number < len(timings) else len(lines)
        name = lines[row - 1].strip() if _is_name(lines, row - 1, blank_line_ends) else str(number)
        end = following
        if number < len(timings) and _is_name(lines, following - 1, blank_line_ends):
            end = following - 1
        last = end
        if blank_line_ends:
            last = next((blank for blank in range(row + 1, end) if not lines[blank].strip()), end)
        text = [(lines[index], Position(index + 1, 1)) for index in range(row + 1, last)]
        while text and not text[-1][0].strip():
            text.pop()
        yield Cue(name, tuple(text), silenced)
        if blank_line_ends:
            silenced = _silenced(lines[last:end])


def scripted_cues(lines: Sequence[str]) -> Iterator[Cue]:
    """The cues of SubStation Alpha: the ``Dialogue:`` lines of its events, whose text is the last field."""
    fields = 10
    number = 0
    within = False
    for row, line in enumerate(lines, start=1):
        key, colon, value = line.partition(":")
        kind = key.strip().lower()
        if kind.startswith("["):
            within = kind == _EVENTS
        elif within and colon and kind == "format":
            fields = value.count(",") + 1
        elif within and colon and kind == "dialogue":
            number += 1
            text = value.split(",", fields - 1)[-1] if value.count(",") >= fields - 1 else ""
            yield Cue(str(number), ((text, Position(row, len(line) - len(text) + 1)),))


def _is_name(lines: Sequence[str], row: int, blank_line_ends: bool) -> bool:
    """Whether the line above a line of times names the cue."""
    if row < 0:
        return False
    if blank_line_ends:
        return bool(lines[row].strip()) and row > 0 and not lines[row - 1].strip()
    return _NUMBER.fullmatch(lines[row]) is not None


def _silenced(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(flag for line in lines if line.startswith(_NOTE) for flag in silenced_rules(line[len(_NOTE) :]))
