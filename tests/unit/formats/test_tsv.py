from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats import identifiers
from mtqc.formats.base import ReadOptions
from mtqc.formats.tsv import Tsv
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets

TABLE = (
    "id\tsource\tTarget \tflags\treference\textra\n"
    '7\tHi "you\tHallo "du\tmax-length:20, fuzzy\tHey\tx\n'
    "\n"
    "b\tBye\t\t\t\n"
)


def test_columns_are_found_by_name() -> None:
    first, second = segments_of(Tsv(), TABLE)
    assert (first.id, first.source, first.target) == ("7", 'Hi "you', 'Hallo "du')
    assert first.flags == {"max-length:20", "fuzzy"}
    assert first.references == ("Hey",)
    assert (first.line, first.column) == (2, 11)
    assert rest_of_line(TABLE, first).startswith("Hallo")
    assert (second.id, second.source, second.target, second.line) == ("b", "Bye", "", 4)
    assert second.references == ()
    assert read_one(Tsv(), TABLE).notices == ()


def test_named_columns() -> None:
    options = ReadOptions(columns={"target": "German", "source": "English"})
    (segment,) = segments_of(Tsv(), "english\tgerman\nHi\tHallo\n", options)
    assert (segment.id, segment.source, segment.target) == ("2", "Hi", "Hallo")


def test_numbered_columns_of_a_table_without_header() -> None:
    options = ReadOptions(columns={"target": "3", "source": "1"})
    (segment,) = segments_of(Tsv(), "Hi\tx\tHallo\n", options)
    assert (segment.source, segment.target, segment.column) == ("Hi", "Hallo", 6)
    assert read_one(Tsv(), "Hi\tx\tHallo\n", options).notices == ()


@pytest.mark.parametrize(
    ("content", "source", "notice"),
    [
        ("Hi\tHallo\r\n", "Hi", "no header line: took column 1 as source, column 2 as target"),
        ("Hallo\n", None, "no header line: took column 1 as target"),
    ],
)
def test_without_header_one_column_is_the_target_two_are_both_sides(
    content: str, source: str | None, notice: str
) -> None:
    document = read_one(Tsv(), content)
    (segment,) = document.segments
    assert (segment.source, segment.target) == (source, "Hallo")
    assert document.notices == (notice,)


@pytest.mark.parametrize(
    ("content", "columns", "problem"),
    [
        ("a\tb\tc\n", {}, "file:1: no column 'target' among 'a', 'b', 'c': name the target column"),
        ("source\tx\n", {"target": "German"}, "file:1: no column 'German' among 'source', 'x'"),
        ("target\tx\n", {"source": "English"}, "file:1: no column 'English' among 'target', 'x': name the source"),
        ("a\tb\n", {"target": "3"}, "file:1: no column 3 for the target: the first line has 2"),
        ("a\tb\n", {"target": "0"}, "file:1: no column 0 for the target"),
        ("source\ttarget\na\tb\nc\n", {}, "file:3: 1 column where the first line has 2"),
        ("source\ttarget\na\tb\tc\n", {}, "file:2: 3 columns where the first line has 2"),
        ("id\ttarget\nx\ta\ny\tb\nx\tc\n", {}, "file:4: the id 'x' is already that of line 2"),
    ],
)
def test_errors_say_where_and_what(content: str, columns: dict[str, str], problem: str) -> None:
    with pytest.raises(InputError) as caught:
        segments_of(Tsv(), content, ReadOptions(columns=columns))
    assert str(caught.value).startswith(problem)


def test_duplicate_ids_are_looked_for_within_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identifiers, "REMEMBERED_IDS", 2)
    assert len(segments_of(Tsv(), "id\ttarget\na\t1\nb\t2\nc\t3\nc\t4\n")) == 4


def test_empty_file_has_no_segments() -> None:
    assert segments_of(Tsv(), "\n\n") == []


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"id\ttarget\r\n1\tx", True),
        (b"Source\tTarget\n", True),
        (b"target\n", False),
        (b"source,target\n", False),
        (b"on target\tsource\n", False),
    ],
)
def test_content_is_recognised_by_its_header(head: bytes, known: bool) -> None:
    assert Tsv().recognises(head) is known


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.text(st.characters(exclude_characters="\t\n\r\0", codec="utf-8"))] * 2), max_size=5))
def test_cells_come_as_they_are_from_where_they_are(rows: list[tuple[str, str]]) -> None:
    content = "source\ttarget\n" + "".join(f"{source}\t{target}\n" for source, target in rows)
    segments = segments_of(Tsv(), content)
    assert [(segment.source, segment.target) for segment in segments] == rows
    for segment in segments:
        assert rest_of_line(content, segment) == segment.target
    assert targets(segments) == [target for _, target in rows]
