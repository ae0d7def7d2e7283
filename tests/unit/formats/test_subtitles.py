from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats.subtitles import Subtitles
from tests.unit.formats.markup_files import misplaced, read_or_refuse, shown
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets

TIMES = "00:00:01,000 --> 00:00:02,000"
EVENTS = (
    "[Script Info]\nTitle: nein\n\n[V4+ Styles]\nFormat: Name, Font\nDialogue: nein\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)
DIALOGUE = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,"


def test_cues_of_subrip() -> None:
    content = (
        f"\ufeff1\r\n{TIMES}\r\n<i>Hallo</i>, {{\\an8}}Welt!\r\nZweite Zeile\r\n\r\n"
        f"7\r\n{TIMES}\r\nEins\r\n\r\nzwei\r\n\r\n\r\n8\r\n{TIMES}\r\n \r\n\r\n{TIMES}\r\n1984"
    )
    segments = segments_of(Subtitles(), content)
    assert [(segment.id, segment.target) for segment in segments] == [
        ("1", "Hallo, Welt!\nZweite Zeile"),
        ("7", "Eins\n\nzwei"),
        ("4", "1984"),
    ]
    assert shown(segments[0].target_codes) == [(0, "open", "i"), (5, "close", "i"), (7, "standalone", "{\\an8}")]
    assert rest_of_line(content, segments[0], 7) == "Welt!\r"
    assert misplaced(content.removeprefix("\ufeff"), segments) == []


def test_cues_of_webvtt() -> None:
    content = (
        "WEBVTT - Titel\nLanguage: de\n\nSTYLE\n::cue { color: red }\n\nNOTE mtqc: ignore accuracy/number\n\n"
        "einleitung\n00:01.000 --> 00:02.000 align:start\n<v Ann>Tom &amp; <c.red>Ann</c></v>\n- Ja &\n\n"
        "NOTE nein\nnein\n\n00:01:01.000 --> 00:02:02.000\nNein, <00:01:01.500>doch\n"
    )
    document = read_one(Subtitles(), content)
    segments = list(document.segments)
    assert (document.target_language, document.format) == ("de", "subtitles")
    assert [(segment.id, segment.target, *segment.flags) for segment in segments] == [
        ("einleitung", "Tom & Ann\n- Ja &", "ignore:accuracy/number"),
        ("2", "Nein, doch"),
    ]
    assert shown(segments[0].target_codes) == [
        (0, "open", "v"),
        (6, "open", "c"),
        (9, "close", "c"),
        (9, "close", "v"),
    ]
    assert shown(segments[1].target_codes) == [(6, "standalone", "<00:01:01.500>")]
    assert misplaced(content, segments) == []


def test_cues_of_substation_alpha() -> None:
    content = (
        f"{EVENTS}{DIALOGUE}{{\\i1}}Hallo{{\\i0}}, du\\NWelt\\hx, y\\nz\n"
        f"Comment{DIALOGUE[8:]}nein\n{DIALOGUE}{{\\p1}}m 0 0 l 5 5\nDialogue: 0,nein\n"
        f"{DIALOGUE}Ende\n[Fonts]\n{DIALOGUE}nein"
    )
    segments = segments_of(Subtitles(), content)
    assert [(segment.id, segment.target) for segment in segments] == [
        ("1", "Hallo, du\nWelt\u00a0x, y z"),
        ("4", "Ende"),
    ]
    assert shown(segments[0].target_codes) == [(0, "standalone", "{\\i1}"), (5, "standalone", "{\\i0}")]
    assert rest_of_line(content, segments[0], segments[0].target.index("Welt")) == "Welt\\hx, y\\nz"
    assert misplaced(content, segments, besides="\n\u00a0 ") == []


def test_the_format_line_says_where_the_text_is() -> None:
    content = "[Script Info]\n[Events]\nFormat: Start, Text\nDialogue: 0:00:01.00,Ja, gut\n"
    assert targets(segments_of(Subtitles(), content)) == ["Ja, gut"]


def test_cues_need_no_names() -> None:
    assert targets(segments_of(Subtitles(), f"{TIMES}\nEins\n\n{TIMES}\nzwei")) == ["Eins", "zwei"]


def test_files_without_cues() -> None:
    assert segments_of(Subtitles(), "WEBVTT\n") == []
    assert segments_of(Subtitles(), "[Script Info]\n") == []
    with pytest.raises(InputError, match="file: holds no subtitles: no line like"):
        read_one(Subtitles(), "1\nHallo\n")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"WEBVTT\n", True),
        (b"[Script Info]\r\n", True),
        (b"\n1\r\n00:00:01,000 --> 00:00:02,000\r\n", True),
        (b"1\nHallo", False),
        (b"Text", False),
    ],
)
def test_recognition(head: bytes, expected: bool) -> None:
    assert Subtitles().recognises(head) is expected


STARTS = {"subrip": f"1\n{TIMES}\n", "webvtt": f"WEBVTT\n\n{TIMES}\n", "substation": EVENTS + DIALOGUE}
HOSTILE = ["<", "<a", "<a b", "<i>", "{", "{\\", "&", "&a", "&a;", " ", "\n", "\\N", "1\n", "0:", f"{TIMES}\n"]


@pytest.mark.parametrize("start", STARTS)
def test_hostile_files_are_read_in_linear_time(start: str) -> None:
    for piece in HOSTILE:
        began = time.process_time()
        read_or_refuse(Subtitles(), (STARTS[start] + piece * (100_000 // len(piece))).encode())
        assert time.process_time() - began < 4


@pytest.mark.parametrize("start", STARTS)
def test_truncated_anywhere_it_is_read_or_refused(start: str) -> None:
    content = f"{STARTS[start]}Grün <i>&amp;</i>\n".encode()
    for length in range(len(content)):
        read_or_refuse(Subtitles(), content[:length])


@given(st.sampled_from(list(STARTS)), st.text(st.sampled_from("a1<i>/{\\}&;N \n:->0,.\u2028"), max_size=60))
@settings(max_examples=100)
def test_any_text_keeps_its_places(start: str, text: str) -> None:
    content = STARTS[start] + text
    segments = segments_of(Subtitles(), content)
    assert misplaced(content, segments, besides=" \n\u00a0&<>" if "&" in text else " \n\u00a0") == []


@given(st.binary(max_size=60))
@settings(max_examples=50)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in STARTS.values():
        read_or_refuse(Subtitles(), start.encode() + content)


@given(
    st.lists(
        st.lists(st.text(st.sampled_from("abäö日😀,.?"), min_size=1, max_size=12), min_size=1, max_size=3), min_size=1
    )
)
@settings(max_examples=50)
def test_what_was_written_is_read(cues: list[list[str]]) -> None:
    texts = ["\n".join(lines) for lines in cues]
    for start in ("", "WEBVTT\n\n"):
        content = start + "\n\n".join(f"{number}\n{TIMES}\n{text}" for number, text in enumerate(texts, start=1))
        segments = segments_of(Subtitles(), content)
        assert [(segment.id, segment.target) for segment in segments] == [
            (str(number), text) for number, text in enumerate(texts, start=1)
        ]
        assert misplaced(content, segments) == []
