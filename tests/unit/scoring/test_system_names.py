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


def test_a_system_is_called_as_its_file() -> None:
    assert named("runs/one.txt", "runs/two.txt") == ("one.txt", "two.txt")


def test_as_much_of_the_path_as_tells_systems_apart() -> None:
    assert named("a/x/hyp.txt", "b/x/hyp.txt", "other.txt") == ("a/x/hyp.txt", "b/x/hyp.txt", "other.txt")


def test_the_user_has_the_say() -> None:
    assert named(("baseline", "a/hyp.txt"), "b/hyp.txt") == ("baseline", "hyp.txt")


@pytest.mark.parametrize("files", [("a.txt", "a.txt"), (("x", "a.txt"), ("x", "b.txt")), (("a.txt", "b"), "a.txt")])
def test_two_systems_of_one_name_are_an_error(files: tuple[str | tuple[str, str], ...]) -> None:
    with pytest.raises(SettingsError, match=r"two systems are called '(a.txt|x)'"):
        named(*files)
