"""Models in transformers' layout are read whole, in parts, from either format, and damaged ones are named."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch
from safetensors.torch import save_file
from transformers import utils

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.pretrained import configuration, expect_kind, pretrained, pretrained_model, pretrained_weights

from .tiny_models import bert_config, random_model, write_model

OFFLINE = Computing(offline=True)
# Its functions have no types.
logging: Any = utils.logging
WEIGHTS = {"a": torch.ones(2), "b": torch.zeros(3)}


def model_in(folder: Path) -> Checkpoint:
    return Checkpoint("tiny", folder, "1")


@pytest.mark.parametrize(
    ("name", "save"),
    [
        ("model.safetensors", save_file),
        ("pytorch_model.bin", torch.save),
    ],
)
@pytest.mark.parametrize("parts", [1, 2])
def test_weights_are_read_from_one_file_or_several(
    tmp_path: Path, name: str, save: Callable[..., None], parts: int
) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    if parts == 1:
        save(WEIGHTS, tmp_path / name)
    else:
        stem, ending = name.split(".")
        files = {key: f"{stem}-0000{place}-of-00002.{ending}" for place, key in enumerate(WEIGHTS, start=1)}
        for key, file in files.items():
            save({key: WEIGHTS[key]}, tmp_path / file)
        (tmp_path / f"{name}.index.json").write_text(json.dumps({"weight_map": files}), encoding="utf-8")
    found = pretrained(str(tmp_path), OFFLINE)
    weights = pretrained_weights(found)
    assert {key: tensor.tolist() for key, tensor in weights.items()} == {"a": [1, 1], "b": [0, 0, 0]}
    assert len(found.revision) == 40


def test_a_part_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors.index.json").write_text('{"weight_map": {"a": "gone.safetensors"}}', "utf-8")
    with pytest.raises(CheckpointError, match=r"expected gone\.safetensors"):
        pretrained_weights(model_in(tmp_path))


@pytest.mark.parametrize(
    ("content", "words"), [("{", r"config\.json is damaged"), ("[]", r"expected an object in config\.json; found list")]
)
def test_a_configuration_that_is_damaged(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "config.json").write_text(content, encoding="utf-8")
    with pytest.raises(CheckpointError, match=words):
        configuration(model_in(tmp_path))


def test_a_model_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    expect_kind(model_in(tmp_path), "t5", "bert")
    with pytest.raises(CheckpointError, match="expected a model of the kind t5 or mt5; found bert"):
        expect_kind(model_in(tmp_path), "t5", "mt5")


@pytest.mark.parametrize("bars", [True, False])
def test_loading_is_silent_and_leaves_the_settings_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], bars: bool
) -> None:
    write_model(tmp_path, random_model(bert_config(50)))
    was = logging.is_progress_bar_enabled()
    verbosity = logging.get_verbosity()
    (logging.enable_progress_bar if bars else logging.disable_progress_bar)()
    try:
        capfd.readouterr()
        assert pretrained_model(model_in(tmp_path)).config.hidden_size == 32
        assert "".join(capfd.readouterr()) == ""
        assert logging.is_progress_bar_enabled() == bars
        assert logging.get_verbosity() == verbosity
    finally:
        (logging.enable_progress_bar if was else logging.disable_progress_bar)()


def test_torch_is_not_imported_by_the_names_of_models() -> None:
    import subprocess

    code = (
        "import sys; from mtqc.metrics import known_models, bertscore, cosine, metricx, pear, transquest, yisi; "
        "known_models.known_models(); sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
