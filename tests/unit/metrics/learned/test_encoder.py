"""An encoder is put together from the configuration of one model and the weights of another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch
from transformers import RemBertConfig, XLMRobertaXLConfig

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.encoder import base_configuration, base_folder, encoder, without_prefix

from .tiny_models import bert_config, random_model, xlm_roberta_config

SIZES: dict[str, Any] = {
    "vocab_size": 50,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 48,
    "max_position_embeddings": 40,
    "pad_token_id": 1,
    "bos_token_id": 0,
    "eos_token_id": 2,
}
CONFIGURATIONS: dict[str, Any] = {
    "xlm-roberta": xlm_roberta_config(50),
    "bert": bert_config(50),
    "xlm-roberta-xl": XLMRobertaXLConfig(**SIZES),
    "rembert": RemBertConfig(**SIZES, input_embedding_size=16),
}


@pytest.mark.parametrize("pooling_layer", [False, True])
@pytest.mark.parametrize("kind", CONFIGURATIONS)
def test_it_computes_what_the_whole_model_computes(tmp_path: Path, kind: str, pooling_layer: bool) -> None:
    config = CONFIGURATIONS[kind]
    config.save_pretrained(tmp_path)
    original = random_model(config)
    weights = {f"encoder.model.{key}": tensor for key, tensor in original.state_dict().items()}
    weights["encoder.model.embeddings.position_ids"] = torch.arange(40)
    weights["estimator.ff.0.weight"] = torch.ones(1)
    built = encoder(tmp_path, without_prefix(weights, "encoder.model."), "tiny", pooling_layer=pooling_layer)
    ids = torch.tensor([[0, 7, 8, 9, 2], [0, 11, 2, 1, 1]])
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    with torch.inference_mode():
        expected = original(ids, attention_mask=mask, output_hidden_states=True)
        found = built(ids, attention_mask=mask, output_hidden_states=True)
    assert len(found.hidden_states) == config.num_hidden_layers + 1
    for one, other in zip(found.hidden_states, expected.hidden_states, strict=True):
        assert torch.equal(one, other)
    if pooling_layer:
        assert torch.equal(found.pooler_output, expected.pooler_output)


def test_weights_of_another_model_are_named(tmp_path: Path) -> None:
    xlm_roberta_config(50).save_pretrained(tmp_path)
    weights = random_model(xlm_roberta_config(50)).state_dict()
    with pytest.raises(CheckpointError, match="expected an encoder of the kind xlm-roberta with 3 layers, but 1 of"):
        encoder(tmp_path, {key: weights[key] for key in list(weights)[1:]}, "tiny")
    with pytest.raises(CheckpointError, match=r"has the shape \(50, 32\); found \(60, 32\)"):
        encoder(tmp_path, random_model(xlm_roberta_config(60)).state_dict(), "tiny")


@pytest.mark.parametrize("place", ["model/base", "model/owner/base", "base"])
def test_configuration_beside_the_weights_needs_no_network(tmp_path: Path, place: str) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / place).mkdir(parents=True)
    (tmp_path / place / "config.json").write_text("{}", encoding="utf-8")
    model = Checkpoint("model", tmp_path / "model", "1")
    assert base_folder(model, "owner/base", Computing(offline=True)) == tmp_path / place


def test_a_folder_as_base(tmp_path: Path) -> None:
    model = Checkpoint("model", tmp_path / "model", "1")
    (tmp_path / "elsewhere").mkdir()
    assert base_folder(model, str(tmp_path / "elsewhere"), Computing(offline=True)) == tmp_path / "elsewhere"


def test_a_base_that_is_nowhere_says_where_to_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    model = Checkpoint("model", tmp_path / "model", "1")
    with pytest.raises(CheckpointError, match="it also needs configuration and tokenizer of owner/base") as raised:
        base_folder(model, "owner/base", Computing(offline=True))
    assert f"put them into {tmp_path / 'model' / 'base'}" in str(raised.value)


CODE = """
from pathlib import Path
from transformers import PretrainedConfig

Path("{mark}").touch()


class House(PretrainedConfig):
    model_type = "house"
"""


def test_code_beside_a_configuration_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_MODULES_CACHE", str(tmp_path / "modules"))
    monkeypatch.setattr("builtins.input", lambda *_: "y")
    mark = tmp_path / "run"
    (tmp_path / "house.py").write_text(CODE.format(mark=mark), encoding="utf-8")
    (tmp_path / "config.json").write_text('{"model_type": "house", "auto_map": {"AutoConfig": "house.House"}}', "utf-8")
    with pytest.raises(CheckpointError, match="its configuration cannot be read from"):
        base_configuration(tmp_path, "model")
    assert not mark.exists()


def test_a_damaged_configuration_says_so_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(CheckpointError, match="model: its configuration cannot be read from") as raised:
        base_configuration(tmp_path, "model")
    assert "\n" not in str(raised.value)
