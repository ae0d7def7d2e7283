from __future__ import annotations

from pathlib import Path

import pytest

from mtqc.scoring.computing import computing_of, user_cache_folder
from mtqc.settings import Settings


def test_settings_say_how_to_compute() -> None:
    settings = Settings(
        devices=("cpu",), precision="bfloat16", batch_tokens=9, processes=2, cache_folder=Path("kept"), offline=True
    )
    found = computing_of(settings)
    assert (found.devices, found.precision, found.batch_tokens, found.processes) == (("cpu",), "bfloat16", 9, 2)
    assert (found.cache, found.offline) == (Path("kept"), True)


def test_nothing_is_kept_without_a_cache() -> None:
    assert computing_of(Settings(cache=False, cache_folder=Path("kept"))).cache is None


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/cache"}, "/cache/mtqc"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/mtqc"),
        ("linux", {}, "/home/me/.cache/mtqc"),
        ("darwin", {}, "/home/me/Library/Caches/mtqc"),
        ("darwin", {"XDG_CACHE_HOME": "/cache"}, "/cache/mtqc"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/mtqc/Cache"),
        ("win32", {}, "/home/me/AppData/Local/mtqc/Cache"),
    ],
)
def test_the_cache_is_where_the_system_wants_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], folder: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert user_cache_folder().as_posix() == folder
