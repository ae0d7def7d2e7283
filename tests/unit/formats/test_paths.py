from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqc.errors import InputError
from mtqc.formats.paths import expand


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    for name in (
        "b.txt",
        "a.po",
        "docs/de/c.md",
        "docs/de/c.TSV.gz",
        "docs/en.txt",
        "package.json",
        "program.py",
        ".hidden.txt",
        ".git/d.txt",
        "node_modules/e.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a")
    yield tmp_path


def names(files: list[Path], tree: Path) -> list[str]:
    return [path.relative_to(tree).as_posix() for path in files]


def test_directories_give_the_files_that_a_format_knows(tree: Path) -> None:
    assert names(expand([tree]), tree) == ["a.po", "b.txt", "docs/de/c.TSV.gz", "docs/de/c.md", "docs/en.txt"]


def test_named_files_are_taken_as_they_are_and_once(tree: Path) -> None:
    paths = [tree / "program.py", tree / "package.json", tree / ".hidden.txt", tree / "docs", tree / "docs/en.txt"]
    assert names(expand(paths), tree) == [
        "program.py",
        "package.json",
        ".hidden.txt",
        "docs/de/c.TSV.gz",
        "docs/de/c.md",
        "docs/en.txt",
    ]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("docs/**", ["a.po", "b.txt"]),
        ("docs/", ["a.po", "b.txt"]),
        ("de", ["a.po", "b.txt", "docs/en.txt"]),
        ("*.txt", ["a.po", "docs/de/c.TSV.gz", "docs/de/c.md"]),
        ("docs/en.*", ["a.po", "b.txt", "docs/de/c.TSV.gz", "docs/de/c.md"]),
        ("", ["a.po", "b.txt", "docs/de/c.TSV.gz", "docs/de/c.md", "docs/en.txt"]),
    ],
)
def test_patterns_leave_files_of_directories_out(pattern: str, left: list[str], tree: Path) -> None:
    assert names(expand([tree], [pattern]), tree) == left


def test_patterns_do_not_touch_named_files(tree: Path) -> None:
    assert names(expand([tree / "b.txt"], ["*.txt"]), tree) == ["b.txt"]


def test_relative_directories(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    assert expand([Path()], ["docs"]) == [Path("a.po"), Path("b.txt")]


def test_links_in_a_circle_are_not_followed(tree: Path) -> None:
    (tree / "docs" / "up").symlink_to(tree, target_is_directory=True)
    (tree / "docs" / "gone.txt").symlink_to(tree / "nowhere.txt")
    (tree / "docs" / "other.txt").symlink_to(tree / "b.txt")
    assert names(expand([tree / "docs"]), tree) == [
        "docs/de/c.TSV.gz",
        "docs/de/c.md",
        "docs/en.txt",
        "docs/other.txt",
    ]


def test_missing_path(tree: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt: no such file"):
        expand([tree / "b.txt", tree / "gone.txt"])


def test_directory_without_anything_to_read(tree: Path) -> None:
    with pytest.raises(InputError, match="holds no file that mtqc reads"):
        expand([tree / "node_modules"], ["*.txt"])


def test_unreadable_directory(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("de"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match="de: permission denied"):
        expand([tree])
