"""Tiny checkpoints of the COMET family in the layouts of released ones.

Weights are a function of their names and shapes alone, the tokenizer one of the texts below: so what a checkpoint
scores does not depend on the version of any library, and can be compared with stored scores of unbabel-comet.
Benchmarks build their checkpoints with this file, too.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
import yaml
from transformers import AutoConfig, AutoModel

TEXTS = (
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
    "😀 Danke scho\u0308n! Das ist ﬁne 👩\u200d👩\u200d👧, großartig 👍🏽.",
)
ENCODERS = {
    "xlm-roberta": "XLM-RoBERTa",
    "xlm-roberta-xl": "XLM-RoBERTa-XL",
    "bert": "BERT",
    "rembert": "RemBERT",
}
"""What unbabel-comet calls the encoders, by the names that transformers gives them."""
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")


@dataclass(frozen=True)
class Tiny:
    """A checkpoint to build. ``stated`` are hyper-parameters that differ from the usual ones of its class."""

    kind: str
    stated: Mapping[str, Any] = field(default_factory=dict)
    saved_transformation: str | None = None
    size: int = 32
    layers: int = 3
    positions: int = 66
    estimator: tuple[int, int] = (24, 12)
    encoder: str = "xlm-roberta"
    spread: float = 0.25

    @property
    def hyper_parameters(self) -> dict[str, Any]:
        joint = self.kind in ("unified_metric", "xcomet_metric")
        usual: dict[str, Any] = {
            "nr_frozen_epochs": 0.3,
            "keep_embeddings_frozen": True,
            "optimizer": "AdamW",
            "encoder_learning_rate": 1e-06,
            "learning_rate": 1.5e-05,
            "layerwise_decay": 0.95,
            "encoder_model": ENCODERS[self.encoder],
            "layer_transformation": "softmax",
            "layer_norm": False,
            "dropout": 0.1,
            "batch_size": 4,
            "train_data": ["data/train.csv"],
            "validation_data": ["data/dev.csv"],
            "load_pretrained_weights": True,
        }
        if joint:
            usual |= {"sent_layer": "mix", "word_layer": self.layers, "loss_lambda": 0.65}
        else:
            usual |= {"pool": "avg", "layer": "mix"}
        if self.kind != "ranking_metric":
            usual |= {"hidden_sizes": list(self.estimator), "activations": "Tanh", "final_activation": None}
        if self.kind == "unified_metric":
            usual |= {"input_segments": ["mt", "src", "ref"], "word_level_training": False}
        if self.kind == "xcomet_metric":
            usual |= {"error_labels": ["minor", "major", "critical"], "word_level_training": True}
            usual["cross_entropy_weights"] = [0.08, 0.486, 0.505, 0.533]
        return usual | dict(self.stated)

    @property
    def features(self) -> int:
        return {"regression_metric": 6, "referenceless_regression_metric": 4}.get(self.kind, 1) * self.size


def write_checkpoint(root: Path, tiny: Tiny) -> Path:
    """Builds the checkpoint in a folder, and the model it started from in the folder ``base`` beside it."""
    base = write_base(root.parent / f"base-{tiny.encoder}-{tiny.size}-{tiny.layers}-{tiny.positions}", tiny)
    stated = tiny.hyper_parameters | {"pretrained_model": str(base)}
    saved = dict(stated)
    if tiny.saved_transformation:
        saved["layer_transformation"] = tiny.saved_transformation
    (root / "checkpoints").mkdir(parents=True, exist_ok=True)
    in_file = stated | {"class_identifier": tiny.kind, "word_weights": [0.1, 0.9]}
    (root / "hparams.yaml").write_text(yaml.safe_dump(in_file), encoding="utf-8")
    content = {
        "state_dict": state(tiny, base, saved),
        "hyper_parameters": saved,
        "pytorch-lightning_version": "1.8.2",
        "epoch": 2,
    }
    torch.save(content, root / "checkpoints" / "model.ckpt")
    return root


def state(tiny: Tiny, base: Path, stated: Mapping[str, Any]) -> dict[str, torch.Tensor]:
    """The weights under the names that Lightning stores."""
    with torch.device("meta"):
        encoder: Any = AutoModel.from_config(  # type: ignore[no-untyped-call] # transformers has no types for it
            AutoConfig.from_pretrained(base), add_pooling_layer=False
        )
    shapes = {f"encoder.model.{name}": tuple(weight.shape) for name, weight in encoder.named_parameters()}
    sizes = (tiny.features, *tiny.estimator, 1)
    if tiny.kind != "ranking_metric":
        for number, (inputs, outputs) in enumerate(pairwise(sizes)):
            shapes |= {f"estimator.ff.{3 * number}.weight": (outputs, inputs)}
            shapes |= {f"estimator.ff.{3 * number}.bias": (outputs,)}
    labels = stated.get("error_labels", ["minor", "major"])
    words = bool(stated.get("word_level_training"))
    if words:
        shapes |= {"hidden2tag.weight": (1 + len(labels), tiny.size), "hidden2tag.bias": (1 + len(labels),)}
    weights = {name: random_weight(name, shape, tiny) for name, shape in shapes.items()}
    layer = stated.get("sent_layer", stated.get("layer"))
    if layer == "mix":
        spread = np.linspace(-0.5, 1.1, tiny.layers + 1)
        for place, scalar in enumerate(np.roll(spread, 2)):
            weights[f"layerwise_attention.scalar_parameters.{place}"] = torch.tensor([scalar], dtype=torch.float32)
        weights["layerwise_attention.gamma"] = torch.tensor([1.07])
        weights["layerwise_attention.dropout_mask"] = torch.zeros(tiny.layers + 1)
        weights["layerwise_attention.dropout_fill"] = torch.full((tiny.layers + 1,), -1e20)
    if words and stated.get("cross_entropy_weights"):
        weights["wordloss.weight"] = torch.tensor(stated["cross_entropy_weights"])
    return weights


def random_weight(name: str, shape: Sequence[int], tiny: Tiny) -> torch.Tensor:
    """Normal numbers that are spread widely enough for texts to differ; scales of layer norms stay near 1."""
    # numpy promises that RandomState gives the same numbers for ever.
    numbers = np.random.RandomState(crc32(name.encode())).standard_normal(tuple(shape)).astype(np.float32)
    if "norm" in name.lower() and name.endswith("weight"):
        return torch.from_numpy(1 + 0.1 * numbers)
    inputs = shape[1] if len(shape) > 1 and "embeddings" not in name else 16
    numbers *= tiny.spread * 4 / math.sqrt(inputs)
    if name == "hidden2tag.bias":
        numbers[0] += 0.4
    if name == f"estimator.ff.{3 * len(tiny.estimator)}.bias":
        numbers += 0.6
    return torch.from_numpy(np.ascontiguousarray(numbers))


def write_base(folder: Path, tiny: Tiny) -> Path:
    """Puts configuration and tokenizer of an encoder into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = unigram_tokenizer()
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    names = {"bos": "<s>", "cls": "<s>", "eos": "</s>", "sep": "</s>", "pad": "<pad>", "unk": "<unk>"}
    settings: dict[str, Any] = {f"{name}_token": token for name, token in names.items()}
    settings |= {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": tiny.positions - 2}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    config = {
        "model_type": tiny.encoder,
        "vocab_size": len(tokenizer["model"]["vocab"]),
        "hidden_size": tiny.size,
        "num_hidden_layers": tiny.layers,
        "num_attention_heads": max(4, tiny.size // 64),
        "intermediate_size": 2 * tiny.size if tiny.size < 256 else 4 * tiny.size,
        "max_position_embeddings": tiny.positions,
        "type_vocab_size": 2 if tiny.encoder == "bert" else 1,
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
        "layer_norm_eps": 1e-5,
    }
    if tiny.encoder == "rembert":
        config |= {"input_embedding_size": 16, "output_embedding_size": tiny.size}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def unigram_tokenizer(pieces: int = 600) -> dict[str, Any]:
    """A tokenizer with the layout of XLM-RoBERTa's: frequent strings of the texts, and every letter."""
    counts: Counter[str] = Counter()
    for text in TEXTS:
        for word in text.split():
            marked = f"▁{word}"
            counts.update(
                marked[start : start + size] for size in range(2, 6) for start in range(len(marked) - size + 1)
            )
    frequent = sorted(counts, key=lambda piece: (-counts[piece] * len(piece), piece))[:pieces]
    letters = sorted(
        {letter for text in TEXTS for letter in text if letter != " "} | set(map(chr, range(33, 127))) | {"▁"}
    )
    scores = dict.fromkeys(letters, -9.0) | {piece: -6.0 - 4.0 / counts[piece] for piece in frequent}
    vocabulary = [[special, 0.0] for special in SPECIALS] + [[piece, score] for piece, score in scores.items()]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": place, "content": token, "special": True}
            | dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
            for place, token in enumerate(SPECIALS)
        ],
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": _template("<s>", "A", "</s>"),
            "pair": _template("<s>", "A", "</s>", "</s>", "B", "</s>"),
            "special_tokens": {
                token: {"id": token, "ids": [SPECIALS.index(token)], "tokens": [token]} for token in ("<s>", "</s>")
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary, "byte_fallback": False},
    }


def _template(*parts: str) -> list[dict[str, Any]]:
    return [{"Sequence" if part in "AB" else "SpecialToken": {"id": part, "type_id": 0}} for part in parts]


def translations(count: int) -> list[dict[str, str]]:
    """Samples as unbabel-comet takes them: repeated sources, texts of many lengths, empty and over-long ones."""
    samples = []
    for n in range(count):
        source, hypothesis, reference = (
            " ".join(TEXTS[(n * step + k) % len(TEXTS)] for k in range(1 + (n // 2) % 2)) for step in (5, 7, 1)
        )
        samples.append({"src": source, "mt": hypothesis[n % 9 :], "ref": reference})
    samples[3 % count]["mt"] = ""
    samples[5 % count]["mt"] = " ".join(TEXTS[:6])
    samples[8 % count] = {name: " ".join(TEXTS[place : place + 4]) for place, name in enumerate(("src", "mt", "ref"))}
    samples[9 % count]["mt"] = "  " + TEXTS[11] + " "
    return samples


CASES = {
    "regression": Tiny("regression_metric"),
    "regression-sparsemax": Tiny("regression_metric", {"layer_transformation": "sparsemax"}),
    "regression-norm": Tiny("regression_metric", {"layer_norm": True}),
    "regression-norm-sparsemax": Tiny("regression_metric", {"layer_norm": True, "layer_transformation": "sparsemax"}),
    "regression-patched": Tiny("regression_metric", {"layer_transformation": "sparsemax_patch"}, "sparsemax"),
    "regression-maximum": Tiny("regression_metric", {"pool": "max", "layer_norm": True}),
    "regression-first-of-layer-2": Tiny("regression_metric", {"pool": "cls", "layer": 2}),
    "regression-xl-layer-2": Tiny("regression_metric", {"layer": 2}, encoder="xlm-roberta-xl"),
    "regression-default": Tiny("regression_metric", {"pool": "default", "final_activation": "Sigmoid"}),
    "referenceless": Tiny("referenceless_regression_metric"),
    "referenceless-norm-sparsemax": Tiny(
        "referenceless_regression_metric", {"layer_norm": True, "layer_transformation": "sparsemax"}
    ),
    "ranking": Tiny("ranking_metric", {"layer_norm": True}),
    "kiwi": Tiny("unified_metric", {"input_segments": ["mt", "src"]}),
    "kiwi-patched": Tiny(
        "unified_metric", {"input_segments": ["mt", "src"], "layer_transformation": "sparsemax_patch"}, "sparsemax"
    ),
    "kiwi-bert": Tiny("unified_metric", {"input_segments": ["mt", "src"]}, encoder="bert"),
    "kiwi-rembert": Tiny("unified_metric", {"input_segments": ["mt", "src"]}, encoder="rembert"),
    "unite": Tiny("unified_metric", {"input_segments": ["src", "mt", "ref"], "layer_transformation": "sparsemax"}),
    "unite-norm": Tiny("unified_metric", {"layer_norm": True}),
    "unite-words": Tiny(
        "unified_metric",
        {"word_level_training": True, "error_labels": ["minor", "major"], "word_layer": 2, "sent_layer": 1},
    ),
    "xcomet": Tiny("xcomet_metric", {"word_layer": 1}),
    "xcomet-sparsemax": Tiny("xcomet_metric", {"word_layer": 2, "layer_transformation": "sparsemax"}),
    "xcomet-patched": Tiny("xcomet_metric", {"layer_transformation": "sparsemax_patch"}, "sparsemax"),
    "xcomet-norm": Tiny("xcomet_metric", {"word_layer": 0, "layer_norm": True}),
    "xcomet-xl": Tiny("xcomet_metric", {"word_layer": 2}, encoder="xlm-roberta-xl"),
}
