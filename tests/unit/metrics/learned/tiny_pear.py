"""A tiny random PEAR in the layout of the released ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import PreTrainedModel

from .tiny_models import random_model, write_xlm_roberta_tokenizer, xlm_roberta_config

WIDTH = 32
HIDDEN = (512, 256, 128)


def write_pear(folder: Path, settings: dict[str, Any] | None = None) -> tuple[PreTrainedModel, dict[str, torch.Tensor]]:
    """Puts a model into a folder, its encoder's configuration beside it; gives the encoder and all weights."""
    base = folder / "tiny-base"
    config = xlm_roberta_config(write_xlm_roberta_tokenizer(base))
    config.save_pretrained(base)
    body = random_model(config, spread=0.15)
    weights = {f"encoder.model.{key}": tensor for key, tensor in body.state_dict().items()}
    generator = torch.Generator().manual_seed(5)

    def linear(name: str, inputs: int, outputs: int) -> None:
        weights[f"{name}.weight"] = torch.randn(outputs, inputs, generator=generator) / inputs**0.5
        weights[f"{name}.bias"] = torch.randn(outputs, generator=generator) / 10

    linear("span_proj.0", 3 * WIDTH, WIDTH)
    weights["span_proj.2.weight"] = 1 + torch.randn(WIDTH, generator=generator) / 10
    weights["span_proj.2.bias"] = torch.randn(WIDTH, generator=generator) / 10
    sizes = (WIDTH, *HIDDEN, 1)
    for place in range(4):
        linear(f"pair_head.ff.{3 * place}", sizes[place], sizes[place + 1])
    weights["_alpha_raw"] = torch.tensor(2.5)
    (folder / "checkpoints").mkdir(parents=True, exist_ok=True)
    hyper_parameters = {
        "pretrained_model": "owner/tiny-base",
        "encoder_model": "InfoXLM",
        "blend": "last",
        "nobody_knows": 1,
        **(settings or {}),
    }
    content = {"state_dict": weights, "hyper_parameters": hyper_parameters, "pytorch-lightning_version": "2.6.1"}
    torch.save(content, folder / "checkpoints" / "model.ckpt")
    (folder / "hparams.yaml").write_text("class_identifier: pairwise_metric\n", encoding="utf-8")
    return body, weights
