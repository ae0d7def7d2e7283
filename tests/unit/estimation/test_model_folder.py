"""What is said of a folder that is no model, or one that this version cannot read."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from mtqc.errors import CheckpointError
from mtqc.estimation.model_folder import model_folder
from tests.unit.estimation.tiny_model import TINY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "model"))


def test_the_description_is_read(folder: Path) -> None:
    model = model_folder(folder)
    assert (model.version, model.width, model.longest_side) == ("tiny", 32, 24)
    assert model.languages["sr"] == ("Cyrl", "Latn")
    digest = hashlib.sha256(model.body.read_bytes()).hexdigest()
    assert model.signature == f"model:tiny|body:{digest[:12]}"


def test_a_folder_without_a_file_is_no_model(folder: Path) -> None:
    (folder / "words.q4").unlink()
    with pytest.raises(CheckpointError, match=r"there is no words\.q4 in it"):
        model_folder(folder)


def test_a_path_that_is_not_there_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"nowhere: no such folder"):
        model_folder(tmp_path / "nowhere")


def test_another_schema_is_named(folder: Path) -> None:
    said = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps({**said, "schema": "mtqc-estimator/9"}), encoding="utf-8")
    with pytest.raises(CheckpointError, match="schema 'mtqc-estimator/9', this mtqc reads 'mtqc-estimator/1'"):
        model_folder(folder)


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "mtqc-estimator/1"}'])
def test_a_description_that_cannot_be_read_is_an_error_of_one_line(folder: Path, text: str) -> None:
    (folder / "model.json").write_text(text, encoding="utf-8")
    with pytest.raises(CheckpointError, match=r"cannot read its model\.json") as caught:
        model_folder(folder)
    assert "\n" not in str(caught.value)
