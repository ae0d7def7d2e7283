"""Tiny random models in the layouts of released ones, built in seconds without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from tokenizers import (
    ByteLevelBPETokenizer,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)
from transformers import AutoModel, BertConfig, PreTrainedModel, RobertaConfig, XLMRobertaConfig

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


def write_roberta(folder: Path) -> PreTrainedModel:
    """Puts a RoBERTa with its byte-level tokenizer into a folder, as the hub has it; gives the model."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(SENTENCES, vocab_size=400, special_tokens=special, show_progress=False)
    tokenizer.save_model(str(folder))
    settings = {"tokenizer_class": "RobertaTokenizer", "model_max_length": 64}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    sizes = xlm_roberta_config(tokenizer.get_vocab_size()).to_dict()
    config = RobertaConfig(**{key: value for key, value in sizes.items() if key not in ("model_type", "architectures")})
    model = random_model(config, spread=0.1)
    write_model(folder, model)
    return model


def write_sentence_transformer(folder: Path, target: Path, pooling: str, *, safe: bool = False) -> Path:
    """Copies a transformer into the layout of sentence-transformers, as the released LaBSE has it: with a dense layer.

    The dense layer has the weights of :func:`dense_layer`. Texts are cut at 24 tokens.
    """
    target.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    folders = {"Transformer": "", "Pooling": "1_Pooling", "Dense": "2_Dense", "Normalize": "3_Normalize"}
    modules = [
        {"idx": place, "name": str(place), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for place, (kind, path) in enumerate(folders.items())
    ]
    names = {"cls": "cls_token", "mean": "mean_tokens", "max": "max_tokens"}
    poolings = {f"pooling_mode_{names.get(name, name)}": name == pooling for name in (*names, "mean_sqrt_len_tokens")}
    activation = "torch.nn.modules.activation.Tanh"
    contents = {
        "modules.json": modules,
        "sentence_bert_config.json": {"max_seq_length": 24, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": 32, **poolings},
        "2_Dense/config.json": {"in_features": 32, "out_features": 16, "bias": True, "activation_function": activation},
    }
    for name, content in contents.items():
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text(json.dumps(content), encoding="utf-8")
    if safe:
        save_file(dense_layer(), target / "2_Dense" / "model.safetensors")
    else:
        torch.save(dense_layer(), target / "2_Dense" / "pytorch_model.bin")
    return target


def dense_layer() -> dict[str, torch.Tensor]:
    """Weights of shape (16, 32) and biases of a dense layer."""
    weight = torch.randn(16, 32, generator=torch.Generator().manual_seed(2))
    return {"linear.weight": weight, "linear.bias": torch.linspace(-1, 1, 16)}


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


def random_model(
    config: XLMRobertaConfig | RobertaConfig | BertConfig, seed: int = 1, spread: float = 0.2
) -> PreTrainedModel:
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
