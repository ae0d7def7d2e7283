"""Candidates come from files of three shapes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtqc.errors import InputError, SettingsError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.ranking.ranking import CandidateSets
from mtqc.ranking.reading import read_candidates
from mtqc.scoring.system_names import SystemFile

Read = Callable[..., CandidateSets]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads files that are given by name and content."""
    monkeypatch.chdir(tmp_path)

    def file(name: str, content: str) -> Input:
        Path(name).write_text(content, encoding="utf-8")
        return Input.of_path(Path(name))

    def call(
        files: dict[str, str],
        per_segment: int | None = None,
        source: str | None = None,
        reference: str | None = None,
        format_name: str | None = None,
    ) -> CandidateSets:
        return read_candidates(
            [SystemFile(file(name, content)) for name, content in files.items()],
            per_segment,
            None if source is None else file("source.txt", source),
            [] if reference is None else [file("reference.txt", reference)],
            ReadOptions(),
            format_name,
        )

    return call


def test_a_file_a_candidate(read: Read) -> None:
    found = read({"1.txt": "a\nb\n", "2.txt": "c\nd\n", "3.txt": "e\nf\n"}, source="s\nt\n", reference="r\n\n")
    assert found.texts == (("a", "c", "e"), ("b", "d", "f"))
    assert found.test_set.sources == ("s", "t")
    assert found.test_set.references == (("r", ""),)
    assert found.weights == ()


def test_candidates_one_after_another(read: Read) -> None:
    found = read({"all.txt": "a\nb\nc\nd\ne\nf\n"}, 3, source="s\nt\n")
    assert found.texts == (("a", "b", "c"), ("d", "e", "f"))
    assert (found.test_set.size, found.test_set.sources) == (2, ("s", "t"))


def test_a_table_of_candidates_has_its_sources_beside_them(read: Read) -> None:
    found = read({"all.tsv": "source\ttarget\ns\ta\ns\tb\nt\tc\nt\td\n"}, 2)
    assert found.texts == (("a", "b"), ("c", "d"))
    assert found.test_set.sources == ("s", "t")


def test_lists_in_json_lines(read: Read) -> None:
    lines = '{"candidates": ["a", "b"], "weights": [1, 0.5], "source": "s"}\n\n{"candidates": ["c"], "source": "t"}\n'
    found = read({"all.jsonl": lines})
    assert found.texts == (("a", "b"), ("c",))
    assert found.weights == ((1.0, 0.5), None)
    assert found.test_set.sources == ("s", "t")
    assert read({"all.txt": '{"candidates": ["a"]}\n'}, format_name="jsonl").texts == (("a",),)


@pytest.mark.parametrize(
    ("files", "per_segment", "message"),
    [
        ({"a.txt": "1\n2\n3\n"}, 2, "a.txt: has 3 lines, which is no multiple of 2 candidates a segment"),
        ({"a.jsonl": '{"candidates": []}\n'}, None, "a.jsonl:1: has no list 'candidates'"),
        (
            {"a.jsonl": '{"candidates": ["x"], "weights": 3}\n'},
            None,
            "a.jsonl:1: 'weights' should be a list of numbers",
        ),
        ({"a.jsonl": '{"candidates": ["x"], "weights": ["3"]}'}, None, "a.jsonl:1: 'weights' should be a list of"),
        ({"a.jsonl": '{"candidates": [3]}\n'}, None, "a.jsonl:1: 'candidates' should be a text, not a number"),
        ({"a.txt": ""}, 2, "a.txt: holds no segments"),
        ({"a.txt": "1\n", "b.txt": "1\n2\n"}, None, "a.txt: has 1 line, but b.txt has 2: 1 more"),
    ],
)
def test_broken_files_are_named(read: Read, files: dict[str, str], per_segment: int | None, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(files, per_segment)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("files", "per_segment", "message"),
    [
        (
            {"a.txt": "1\n"},
            None,
            "one file holds one candidate a segment: say how many in a row with --candidates NUMBER",
        ),
        ({"a.txt": "1\n", "b.txt": "2\n"}, 2, "--candidates goes with one file; several files hold a candidate"),
    ],
)
def test_what_is_unclear_is_asked(read: Read, files: dict[str, str], per_segment: int | None, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(files, per_segment)
    assert str(caught.value).startswith(message)
