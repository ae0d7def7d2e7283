"""How a model of sentence-transformers makes one vector of a sentence: what its folders say.

``modules.json`` lists the steps: a transformer, a pooling, any number of dense layers, a normalisation. A model
without that file is a plain transformer, and the user says how its tokens are pooled.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from mtqc.errors import CheckpointError, UnknownNameError
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.pretrained import json_of

LAYOUT_FILES = (
    "modules.json",
    "sentence_bert_config.json",
    "*/config.json",
    "*/model.safetensors",
    "*/pytorch_model.bin",
)
"""What a model has besides the files of its transformer."""

_OLD_NAMES = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
}


class Pooling(enum.Enum):
    """How the vectors of tokens become one: that of the first, their mean, their maximum, or the pooling layer's."""

    FIRST = "cls"
    MEAN = "mean"
    MAXIMUM = "max"
    ROOT_MEAN = "mean_sqrt_len_tokens"
    LAYER = "pooler"

    @classmethod
    def of(cls, name: str) -> Pooling:
        """The pooling of that name.

        Raises:
            UnknownNameError: there is none; names the nearest.
        """
        try:
            return cls(name)
        except ValueError:
            raise UnknownNameError("pooling", name, [pooling.value for pooling in cls]) from None


@dataclass(frozen=True, slots=True)
class Dense:
    """A dense layer: the folder that has its weights, and its activation, a class of ``torch.nn``."""

    folder: str
    activation: str


@dataclass(frozen=True, slots=True)
class SentenceLayout:
    """The steps from tokens to the vector of a sentence; ``longest`` is how many tokens are read, special ones too."""

    pooling: Pooling
    dense: tuple[Dense, ...] = ()
    longest: int | None = None


def sentence_layout(model: Checkpoint, pooling: Pooling) -> SentenceLayout:
    """The layout of a model; ``pooling`` holds where the model does not say.

    Raises:
        CheckpointError: it has steps that mtqc does not know, or a damaged file.
    """
    if not model.has("modules.json"):
        return SentenceLayout(pooling)
    dense = []
    for kind, path in _steps(model):
        match kind:
            case "Transformer" if path:
                raise CheckpointError(model.name, f"its transformer is in {path}; mtqc expects it at the top")
            case "Transformer" | "Normalize":
                pass
            case "Pooling":
                pooling = _pooling(model, json_of(model, f"{path}/config.json"))
            case "Dense":
                dense.append(_dense(model, path))
            case _:
                raise CheckpointError(model.name, f"its step {kind} is unknown; known are Pooling, Dense and Normalize")
    longest = json_of(model, "sentence_bert_config.json") if model.has("sentence_bert_config.json") else {}
    return SentenceLayout(pooling, tuple(dense), longest.get("max_seq_length"))


def _steps(model: Checkpoint) -> list[tuple[str, str]]:
    """The class of each step without its package, and the folder that has its settings."""
    content = model.json("modules.json")
    try:
        return [(str(module["type"]).rpartition(".")[2], str(module["path"])) for module in content]
    except (KeyError, TypeError):
        raise CheckpointError(model.name, "expected a list of steps with type and path in modules.json") from None


def _pooling(model: Checkpoint, settings: dict[str, Any]) -> Pooling:
    modes = settings.get("pooling_mode") or [mode for key, mode in _OLD_NAMES.items() if settings.get(key)]
    names = [modes] if isinstance(modes, str) else list(modes)
    if len(names) != 1 or names[0] not in {pooling.value for pooling in Pooling}:
        raise CheckpointError(model.name, f"its pooling {' and '.join(names) or 'without a name'} is unknown")
    return Pooling(names[0])


def _dense(model: Checkpoint, path: str) -> Dense:
    settings = json_of(model, f"{path}/config.json")
    activation = str(settings.get("activation_function", "torch.nn.modules.activation.Tanh"))
    if not activation.startswith("torch.nn.") or settings.get("use_residual"):
        raise CheckpointError(model.name, f"its dense layer in {path} is unknown: {activation}")
    return Dense(path, activation.rpartition(".")[2])
