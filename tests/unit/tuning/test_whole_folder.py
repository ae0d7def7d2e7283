"""Folders that appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqc.errors import MtqcError
from mtqc.tuning.whole_folder import become, beside, require_new


def test_what_is_written_appears_under_its_name_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    require_new(tmp_path / "own")
    with beside(tmp_path / "own") as temporary:
        (temporary / "a").write_text("b", encoding="utf-8")
        assert not any((tmp_path / "own").iterdir())
        become(temporary, tmp_path / "own")
    assert [path.name for path in tmp_path.iterdir()] == ["own"]
    assert (tmp_path / "own" / "a").read_text(encoding="utf-8") == "b"


def test_what_came_up_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    with beside(tmp_path / "own") as temporary:
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "other").touch()
        with pytest.raises(MtqcError, match="own: cannot be written"):
            become(temporary, tmp_path / "own")
    assert [path.name for path in tmp_path.rglob("*")] == ["own", "other"]


def test_a_file_or_a_place_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MtqcError, match="exists already"):
        require_new(tmp_path / "file")
    with pytest.raises(MtqcError, match="no such file"), beside(tmp_path / "none" / "own"):
        pass
