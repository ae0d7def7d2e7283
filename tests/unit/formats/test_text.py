from __future__ import annotations

import sys
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats import text
from mtqc.formats.base import ReadOptions
from mtqc.formats.text import Text
from mtqc.model import Position, Span
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets

ARTICLE = "\n  Überschrift\n\nErster Satz. Zweiter\nSatz hier.\r\nDritter Satz.\n \t\nLetzter Absatz."
PARAGRAPHS = ReadOptions(segmentation="paragraph")
SENTENCES = ReadOptions(segmentation="sentence", target_language="de")


@pytest.fixture
def splitter_at_full_stops(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Stands in for the sentence splitter, which has tests of its own; gives the languages it was asked for."""
    asked: list[str | None] = []

    def split_sentences(text: str, language: str | None) -> tuple[Span, ...]:
        asked.append(language)
        spans: list[Span] = []
        start = 0
        for index, character in enumerate(text):
            if character == "." or index == len(text) - 1:
                spans.append(Span(start, index + 1))
                start = index + 2
        return tuple(span for span in spans if span.start < span.end)

    module = ModuleType("mtqc.languages.sentences")
    module.split_sentences = split_sentences  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mtqc.languages.sentences", module)
    return asked


def test_a_line_is_a_segment_as_it_stands_in_the_file() -> None:
    segments = segments_of(Text(), ARTICLE)
    assert [(segment.id, segment.line, segment.column) for segment in segments] == [
        ("2", 2, 1),
        ("4", 4, 1),
        ("5", 5, 1),
        ("6", 6, 1),
        ("8", 8, 1),
    ]
    assert targets(segments) == [
        "  Überschrift",
        "Erster Satz. Zweiter",
        "Satz hier.",
        "Dritter Satz.",
        "Letzter Absatz.",
    ]


def test_lines_end_at_line_feeds_only() -> None:
    assert targets(segments_of(Text(), "a\u2028b\x0bc\x85d\re\n")) == ["a\u2028b\x0bc\x85d\re"]


def test_a_paragraph_is_what_stands_between_blank_lines() -> None:
    segments = segments_of(Text(), ARTICLE, PARAGRAPHS)
    assert targets(segments) == [
        "  Überschrift",
        "Erster Satz. Zweiter\nSatz hier.\nDritter Satz.",
        "Letzter Absatz.",
    ]
    assert [segment.line for segment in segments] == [2, 4, 8]
    assert rest_of_line(ARTICLE, segments[1], segments[1].target.index("Dritter")) == "Dritter Satz."


def test_sentences_know_their_places(splitter_at_full_stops: list[str | None]) -> None:
    segments = segments_of(Text(), ARTICLE, SENTENCES)
    assert targets(segments) == [
        "  Überschrift",
        "Erster Satz.",
        "Zweiter\nSatz hier.",
        "Dritter Satz.",
        "Letzter Absatz.",
    ]
    assert [segment.id for segment in segments] == ["1", "2", "3", "4", "5"]
    assert [(segment.line, segment.column) for segment in segments] == [(2, 1), (4, 1), (4, 14), (6, 1), (8, 1)]
    assert set(splitter_at_full_stops) == {"de"}


def test_headings_above_unwrapped_lines_are_sentences_of_their_own(splitter_at_full_stops: list[str | None]) -> None:
    long = "Ein Satz " + "ohne Ende " * 12 + "endet. Noch einer."
    segments = segments_of(Text(), f"Überschrift\n{long}\nUnterschrift", SENTENCES)
    assert [(segment.target[:5], segment.line, segment.column) for segment in segments] == [
        ("Übers", 1, 1),
        ("Ein S", 2, 1),
        ("Noch ", 2, 137),
        ("Unter", 3, 1),
    ]


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("Der Hund schläft heute den ganzen Tag in der warmen Sonne vor dem Haus. Er ist sehr müde.", "de"),
        ("123 456", None),
    ],
)
def test_sentences_of_an_unnamed_language_are_split_in_the_guessed_one(
    content: str, language: str | None, splitter_at_full_stops: list[str | None]
) -> None:
    segments_of(Text(), content, ReadOptions(segmentation="sentence"))
    assert set(splitter_at_full_stops) == {language}


@pytest.mark.parametrize("content", ["", "\n", " \n\t\r\n"])
@pytest.mark.parametrize("options", [ReadOptions(), PARAGRAPHS])
def test_nothing_gives_no_segments(content: str, options: ReadOptions) -> None:
    assert segments_of(Text(), content, options) == []


def test_paragraph_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LONGEST_LINE", 5)
    assert len(segments_of(Text(), "abc\nde\n\nabcde", PARAGRAPHS)) == 2
    with pytest.raises(InputError, match="file:3: a paragraph of more than 5 characters"):
        segments_of(Text(), "ab\n\nabc\ndef", PARAGRAPHS)


def test_document_streams() -> None:
    document = read_one(Text(), "a\nb\n")
    assert document.format == "text"
    assert next(iter(document.segments)).target == "a"


@settings(max_examples=80)
@given(st.text(st.sampled_from("ab .\n\r\t\u2028ä😀"), max_size=60))
def test_each_character_is_found_at_its_place(content: str) -> None:
    for options in (ReadOptions(), PARAGRAPHS):
        for segment in segments_of(Text(), content, options):
            for offset, character in enumerate(segment.target):
                if character != "\n":
                    assert rest_of_line(content, segment, offset).startswith(character)


WRAPPED = """\
The lines of this paragraph were broken by an editor, where the next
word did not fit any more. Nobody would take each of them for a text
of its own.

A line of its own
Another one
"""


def test_the_lines_of_a_wrapped_paragraph_are_one_segment() -> None:
    segments = segments_of(Text(), WRAPPED)
    assert [segment.id for segment in segments] == ["1", "5", "6"]
    assert segments[0].target.count("\n") == 2
    start = segments[0].target.index("word did")
    assert segments[0].position(start) == Position(2, 1)
    assert [segment.target for segment in segments_of(Text(), WRAPPED, ReadOptions(segmentation="line"))][1:2] == [
        "word did not fit any more. Nobody would take each of them for a text"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["One line"],
        ["A short line", "and another", "and a third"],
        ["This line ends its sentence, and so does the next one of them.", "The next one also ends its sentence here."],
        ["The first line of the two is long enough to have been wrapped", "Another sentence that begins anew"],
        ["A heading", "A line that is much longer than the heading, which it would have fitted to"],
        ["Each line of this list ends its sentence, all of them do.", "So does this one, which makes it no text."] * 3,
    ],
)
def test_other_lines_stand_alone(lines: list[str]) -> None:
    assert not text.is_wrapped(lines)


def test_a_long_run_of_lines_streams() -> None:
    content = "a line of a file without any blank line, and long enough\n" * 1000
    assert sum(segment.target.count("\n") + 1 for segment in segments_of(Text(), content)) == 1000
