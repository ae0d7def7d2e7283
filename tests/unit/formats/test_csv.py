from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.csv import Csv
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets

TABLE = (
    'id,source,target\n1,"Say ""hi"", then\nleave","Sag ""hallo"", dann\r\ngeh"\n2,Plain,Einfach\n\n3,"Quoted",End\n'
)


def test_quoted_cells_hold_everything() -> None:
    first, second, third = segments_of(Csv(), TABLE)
    assert first.source == 'Say "hi", then\nleave'
    assert first.target == 'Sag "hallo", dann\ngeh'
    assert [segment.line for segment in (first, second, third)] == [3, 5, 7]
    assert (second.column, third.column) == (9, 12)


def test_each_character_of_a_quoted_cell_knows_its_place() -> None:
    first = segments_of(Csv(), TABLE)[0]
    assert rest_of_line(TABLE, first, 0).startswith("Sag")
    assert rest_of_line(TABLE, first, first.target.index("hallo")).startswith("hallo")
    assert rest_of_line(TABLE, first, first.target.index(", dann")).startswith(", dann")
    assert rest_of_line(TABLE, first, first.target.index("geh")).startswith('geh"')


@pytest.mark.parametrize(
    ("content", "expected", "notice"),
    [
        ("source;target\nHi, you;Hallo, du\n", "Hallo, du", "took semicolons as what separates the columns"),
        ("source\ttarget\nHi\tHallo, du; ja\n", "Hallo, du; ja", "took tabs as what separates the columns"),
        ("source,target\nHi;x,Hallo\n", "Hallo", None),
        ('"a;b",c\n"d;e;",f\n', "c", "no header line: took column 1 as source, column 2 as target"),
        ("Hello, you, there;Hallo\nBye;Auf bald\n", "Hallo", "took semicolons as what separates the columns"),
        ("Hallo", "Hallo", "no header line: took column 1 as target"),
    ],
)
def test_the_delimiter_is_told_from_the_content(content: str, expected: str, notice: str | None) -> None:
    document = read_one(Csv(), content)
    assert next(iter(document.segments)).target == expected
    assert document.notices[:1] == (() if notice is None else (notice,))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('target\n"never\nclosed\n', "file:2: the quotation mark in column 1 is not closed before the end of the file"),
        ('id,target\n1,"a" b\n', "file:2: text after the closing quotation mark in column 5:  b"),
        ("id,target\n1,a\n1,b\n", "file:3: the id '1' is already that of line 2"),
        ('target\n"' + "abc\n" * 300_000, "file:2: the quotation mark in column 1 is not closed within 1,000,000"),
    ],
)
def test_errors_say_where_and_what(content: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        segments_of(Csv(), content)
    assert str(caught.value).startswith(problem)


def test_long_cells_are_read() -> None:
    assert len(segments_of(Csv(), 'target,id\n"' + "ab\n" * 100_000 + '",1\n')[0].target) == 300_000


def test_empty_file_has_no_segments() -> None:
    assert segments_of(Csv(), "") == []
    assert segments_of(Csv(), "source,target\n") == []


@pytest.mark.parametrize(("head", "known"), [(b'"id","target"\n', True), (b"source;target", True), (b"target", False)])
def test_content_is_recognised_by_its_header(head: bytes, known: bool) -> None:
    assert Csv().recognises(head) is known


CELLS = st.text(st.sampled_from('ab",;\n\té😀'), max_size=8)


@settings(max_examples=100)
@given(st.lists(st.tuples(CELLS, CELLS.filter(bool)), min_size=1, max_size=5), st.booleans())
def test_reads_what_the_csv_module_writes(rows: list[tuple[str, str]], quote_all: bool) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerow(("source", "target"))
    writer.writerows(rows)
    content = file.getvalue()
    segments = segments_of(Csv(), content, ReadOptions())
    assert [(segment.source, segment.target) for segment in segments] == rows
    for segment in segments:
        for offset, character in enumerate(segment.target):
            if character != "\n":
                assert rest_of_line(content, segment, offset).startswith(character)


@settings(max_examples=100)
@given(st.text(st.sampled_from('a",;\n\r '), max_size=40))
def test_any_text_gives_segments_or_an_input_error(content: str) -> None:
    try:
        targets(segments_of(Csv(), content))
    except InputError as error:
        assert error.line
