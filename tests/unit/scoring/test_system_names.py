from __future__ import annotations

import pytest

from mtqc.errors import SettingsError
from mtqc.formats.input import Input
from mtqc.scoring.system_names import SystemFile, system_names


def named(*files: str | tuple[str, str]) -> tuple[str, ...]:
    return system_names(
        [
            SystemFile(Input.of_bytes(file, b""))
            if isinstance(file, str)
            else SystemFile(Input.of_bytes(file[1], b""), file[0])
            for file in files
        ]
    )


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("runs/one.txt", "runs/two.txt"), ("one", "two")),
        (("BUPT_rush.de.gz", "Online-A.jsonl"), ("BUPT_rush", "Online-A")),
        (("system.v1.2", "ours.2024"), ("system.v1.2", "ours.2024")),
        (("-", ".hidden"), ("-", ".hidden")),
    ],
)
def test_a_system_is_called_as_its_file_without_the_extension(files: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert named(*files) == names


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("hyp.A", "hyp.B"), ("hyp.A", "hyp.B")),
        (("a/x/hyp.txt", "b/x/hyp.txt", "other.txt"), ("a/x/hyp", "b/x/hyp", "other")),
        (("a/hyp.A", "a/hyp.B", "b/hyp.A", "b/hyp.B"), ("a/hyp.A", "a/hyp.B", "b/hyp.A", "b/hyp.B")),
        (("a/hyp", "b/hyp.txt", "hyp.txt.gz"), ("a/hyp", "hyp.txt", "hyp.txt.gz")),
    ],
)
def test_as_much_of_the_path_as_tells_systems_apart(files: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert named(*files) == names


def test_the_user_has_the_say() -> None:
    assert named(("baseline", "a/hyp.txt"), "b/hyp.txt") == ("baseline", "hyp")
    assert named(("hyp", "a/hyp.txt"), "b/hyp.txt") == ("hyp", "hyp.txt")


@pytest.mark.parametrize("files", [("a.txt", "a.txt"), (("x", "a.txt"), ("x", "b.txt")), (("a", "b"), "a")])
def test_two_systems_of_one_name_are_an_error(files: tuple[str | tuple[str, str], ...]) -> None:
    with pytest.raises(SettingsError, match=r"two systems are called '(a|a.txt|x)'"):
        named(*files)
