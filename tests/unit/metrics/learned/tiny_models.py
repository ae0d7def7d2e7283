"""Tiny random models in the layouts of released ones, built in seconds without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoModel, BertConfig, PreTrainedModel, XLMRobertaConfig

SENTENCES = (
    "The committee approved the annual budget without further discussion.",
    "Der Ausschuss billigte den Jahreshaushalt ohne weitere Aussprache.",
    "She has been living in the old house by the harbour since 1987.",
    "Seit 1987 wohnt sie in dem alten Haus am Hafen.",
    "Please restart the device before installing the update.",
    "Bitte starten Sie das Gerät neu, bevor Sie die Aktualisierung installieren.",
    "Heavy rain is expected in the north; temperatures will fall to 4 °C.",
    "Im Norden wird Starkregen erwartet; die Temperaturen sinken auf 4 °C.",
    "El tren sale a las ocho y media del andén número tres.",
    "Le conseil municipal a voté contre la fermeture de la bibliothèque.",
    "東京の天気は晴れです。",
    "😀 Danke schön! Das ist großartig 👍🏽.",
)


@cache
def unigram_tokenizer() -> str:
    """The JSON of a tokenizer with XLM-R's special tokens, ids and template."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(
        vocab_size=300, special_tokens=special, unk_token="<unk>", show_progress=False, max_piece_length=8
    )
    tokenizer.train_from_iterator(SENTENCES, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return str(tokenizer.to_str())


@cache
def word_piece_tokenizer() -> str:
    """The JSON of a tokenizer with BERT's special tokens and template."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=300, special_tokens=special, show_progress=False)
    tokenizer.train_from_iterator(SENTENCES, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return str(tokenizer.to_str())


def write_xlm_roberta_tokenizer(folder: Path, length: int = 512) -> int:
    """Puts XLM-R's tokenizer files into a folder; the size of its vocabulary."""
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "model_max_length": length,
    }
    return _write_tokenizer(folder, unigram_tokenizer(), settings)


def write_bert_tokenizer(folder: Path, length: int = 512) -> int:
    """Puts BERT's tokenizer files into a folder; the size of its vocabulary."""
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "cls_token": "[CLS]",
        "sep_token": "[SEP]",
        "pad_token": "[PAD]",
        "unk_token": "[UNK]",
        "mask_token": "[MASK]",
        "model_max_length": length,
    }
    return _write_tokenizer(folder, word_piece_tokenizer(), settings)


def xlm_roberta_config(vocabulary: int, layers: int = 3, positions: int = 66) -> XLMRobertaConfig:
    """A configuration of XLM-R's kind with 64 usable positions."""
    return XLMRobertaConfig(
        vocab_size=vocabulary,
        hidden_size=32,
        num_hidden_layers=layers,
        num_attention_heads=4,
        intermediate_size=48,
        max_position_embeddings=positions,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        type_vocab_size=1,
        layer_norm_eps=1e-5,
    )


def bert_config(vocabulary: int, layers: int = 3, positions: int = 64) -> BertConfig:
    """A configuration of BERT's kind."""
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=32,
        num_hidden_layers=layers,
        num_attention_heads=4,
        intermediate_size=48,
        max_position_embeddings=positions,
        pad_token_id=0,
    )


def random_model(config: XLMRobertaConfig | BertConfig, seed: int = 1, spread: float = 0.2) -> PreTrainedModel:
    """An encoder whose weights are spread widely enough for texts to differ."""
    torch.manual_seed(seed)
    kind: Any = AutoModel
    model: PreTrainedModel = kind.from_config(config).eval()
    spread_weights(model, spread)
    return model


def spread_weights(model: torch.nn.Module, spread: float) -> None:
    """Fills a model with random weights; scales of layer norms stay near 1."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            weight.normal_(0.0, spread)
            if "norm" in name.lower() and name.endswith("weight"):
                weight.add_(1.0)


def write_model(folder: Path, model: PreTrainedModel) -> None:
    """Puts configuration and weights of a model into a folder, as the hub has them."""
    model.save_pretrained(folder)


def some_texts(count: int, step: int = 1) -> Sequence[str]:
    """Sentences in turn, some of them joined, so that lengths differ."""
    return [" ".join(SENTENCES[(n * step + k) % len(SENTENCES)] for k in range(1 + n % 3)) for n in range(count)]


def _write_tokenizer(folder: Path, content: str, settings: Mapping[str, object]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(content, encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    return int(Tokenizer.from_str(content).get_vocab_size())
