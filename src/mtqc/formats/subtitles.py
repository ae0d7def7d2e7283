"""Subtitles: SubRip, WebVTT and (Advanced) SubStation Alpha."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from mtqc.errors import InputError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.segment_text import SegmentText
from mtqc.formats.subtitle_cues import Cue, scripted_cues, timed_cues
from mtqc.model import Document, Position, Segment

_SUBRIP_START = re.compile(rb"\s*+[0-9]{1,9}[ \t]*+\r?+\n[0-9]{1,3}:[0-9]{2}:[0-9]{2}[,.][0-9]{1,3}\s*+-->")
_WEBVTT = "WEBVTT"
_SCRIPT_INFO = "[script info]"
_LANGUAGE = re.compile(r"Language:\s*+([A-Za-z0-9-]++)")
_MARKUP = re.compile(
    r"""(?P<tag></?+[A-Za-z][^<>]*+>|<[0-9:.]++>)
      | (?P<override>\{\\[^{}]*+\})
      | (?P<reference>&(?:\#[0-9]{1,7}+|\#[xX][0-9A-Fa-f]{1,6}+|[A-Za-z]{1,31}+);)""",
    re.VERBOSE,
)
_SCRIPT_MARKUP = re.compile(r"(?P<override>\{[^{}]*+\})|\\(?P<sign>[Nnh])")
_TAG_NAME = re.compile(r"[A-Za-z]++")
_DRAWING = re.compile(r"\\p[1-9]")
# In SubStation Alpha "\n" breaks a line only where the player does not wrap lines by itself.
_SIGNS = {"N": "\n", "n": " ", "h": "\u00a0"}


class Subtitles(Format):
    """One document; a cue is a segment, its line breaks are kept, and its formatting becomes inline codes.

    In WebVTT a comment ``NOTE mtqc: ignore RULE`` silences a rule in the next cue.
    """

    name = "subtitles"
    summary = "subtitles: SubRip (.srt), WebVTT (.vtt), SubStation Alpha (.ass, .ssa)"
    suffixes = (".srt", ".vtt", ".ass", ".ssa")

    def recognises(self, head: bytes) -> bool:
        """Whether the file begins as one of these formats does."""
        start = head.lstrip()
        return (
            start.startswith(_WEBVTT.encode())
            or start[: len(_SCRIPT_INFO)].lower() == _SCRIPT_INFO.encode()
            or _SUBRIP_START.match(head) is not None
        )

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document.

        Raises:
            InputError: the file holds no cues, or is not in its encoding.
        """
        lines = [line.removesuffix("\r") for line in file.text().split("\n")]
        language = None
        if lines[0].startswith(_WEBVTT):
            language = next((found[1] for line in lines[:20] if (found := _LANGUAGE.match(line))), None)
            texts = [(cue, _timed_text(cue)) for cue in timed_cues(lines, blank_line_ends=True)]
        elif any(line.strip().lower() == _SCRIPT_INFO for line in lines[:20]):
            texts = [(cue, _scripted_text(cue)) for cue in scripted_cues(lines)]
        else:
            texts = [(cue, _timed_text(cue)) for cue in timed_cues(lines, blank_line_ends=False)]
            if not texts:
                raise InputError(file.name, "holds no subtitles: no line like 00:00:01,000 --> 00:00:02,000")
        segments = tuple(_segment(cue, text) for cue, text in texts if not text.is_blank)
        yield Document(file.name, segments, target_language=language, format=self.name)


def _segment(cue: Cue, text: SegmentText) -> Segment:
    placed = text.build()
    return Segment(
        id=cue.id,
        target=placed.text,
        line=placed.position.line,
        column=placed.position.column,
        flags=cue.flags,
        anchors=placed.anchors,
        target_codes=placed.codes,
    )


def _timed_text(cue: Cue) -> SegmentText:
    text = SegmentText(Position(1, 1))
    end: Position | None = None
    for line, position in cue.lines:
        if end is not None:
            text.break_line(end)
        for found in _pieces(_MARKUP, line, position, text):
            match found.lastgroup:
                case "tag":
                    _add_tag(text, found[0])
                case "override":
                    text.code("standalone", found[0], found[0])
                case _:
                    text.add(unescape(found[0]), _moved(position, found.start()))
        end = _moved(position, len(line))
    return text


def _scripted_text(cue: Cue) -> SegmentText:
    """The text of a SubStation Alpha cue; empty if it draws a picture."""
    text = SegmentText(Position(1, 1))
    for line, position in cue.lines:
        if _DRAWING.search(line):
            return text
        for found in _pieces(_SCRIPT_MARKUP, line, position, text):
            if found["sign"]:
                text.add(_SIGNS[found["sign"]], _moved(position, found.start()))
            else:
                text.code("standalone", found[0], found[0])
    return text


def _pieces(markup: re.Pattern[str], line: str, position: Position, text: SegmentText) -> Iterator[re.Match[str]]:
    """The markup of a line, one piece after the other; what stands between goes into the text."""
    done = 0
    for found in markup.finditer(line):
        text.add(line[done : found.start()], _moved(position, done))
        yield found
        done = found.end()
    text.add(line[done:], _moved(position, done))


def _moved(position: Position, offset: int) -> Position:
    return Position(position.line, position.column + offset)


def _add_tag(text: SegmentText, tag: str) -> None:
    name = _TAG_NAME.search(tag)
    kind: Literal["open", "close", "standalone"] = "open"
    if name is None:
        # A time within a WebVTT cue.
        kind = "standalone"
    elif tag.startswith("</"):
        kind = "close"
    text.code(kind, name[0].lower() if name else tag, tag)
