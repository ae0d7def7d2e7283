"""A tiny random MetricX in the layout of the released ones: vocabulary 250,112, an output layer of its own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import MT5Config, MT5Model

from .tiny_models import SENTENCES, spread_weights

VOCABULARY = 250_112
WIDTH = 8


@cache
def tokenizer_json() -> str:
    """The JSON of a tokenizer with mT5's special tokens, which ends texts with ``</s>``."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=300,
        special_tokens=["<pad>", "</s>", "<unk>"],
        unk_token="<unk>",
        show_progress=False,
        max_piece_length=8,
    )
    tokenizer.train_from_iterator([*SENTENCES, "source: candidate: reference:"] * 2, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return str(tokenizer.to_str())


def write_metricx(folder: Path, *, tied: bool = False, own_tokenizer: bool = True) -> tuple[MT5Model, torch.Tensor]:
    """Puts a model into a folder; gives it, and its output layer of shape (vocabulary, width)."""
    config = mt5_config()
    torch.manual_seed(3)
    kind: Any = MT5Model
    model: Any = kind(config).eval()
    spread_weights(model, 0.2)
    model.set_input_embeddings(model.shared)
    head = model.shared.weight.detach() if tied else torch.randn(VOCABULARY, WIDTH)
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.clone() for name, tensor in model.state_dict().items() if "embed_tokens" not in name}
    torch.save(weights if tied else {**weights, "lm_head.weight": head}, folder / "pytorch_model.bin")
    settings = {**config.to_dict(), "tie_word_embeddings": tied}
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    if own_tokenizer:
        write_tokenizer(folder)
    return model, head


def mt5_config() -> MT5Config:
    """The smallest configuration that has all of mT5's parts."""
    return MT5Config(
        vocab_size=VOCABULARY,
        d_model=WIDTH,
        d_kv=4,
        d_ff=16,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=2,
        dropout_rate=0.0,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
    )


def write_tokenizer(folder: Path) -> None:
    """Puts mT5's tokenizer files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
    }
    (folder / "tokenizer.json").write_text(tokenizer_json(), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
