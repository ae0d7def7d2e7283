"""What ships is what the hand-written lists say."""

from __future__ import annotations

import importlib.util
from importlib.resources import files
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "training" / "languages" / "build_words.py"


@pytest.mark.skipif(not SCRIPT.exists(), reason="the scripts that make the tables are not in the source package")
def test_shipped_words_are_those_of_the_hand_written_lists(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_words", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(tmp_path)
    shipped = files("mtqc").joinpath("data", "languages", "words")
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(entry.name for entry in shipped.iterdir())
    stale = [name for name in made if (tmp_path / name).read_bytes() != shipped.joinpath(name).read_bytes()]
    assert not stale, "run training/languages/build_words.py"
