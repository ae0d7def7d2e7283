"""What a checkpoint of the COMET family says of itself, in ``hparams.yaml`` and beside its weights."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from mtqc.errors import CheckpointError
from mtqc.metrics.learned.checkpoint import Checkpoint

HYPER_PARAMETERS_FILE = "hparams.yaml"
WEIGHTS_FILE = "checkpoints/model.ckpt"
_PATCHED = "sparsemax_patch"

Kind = TypeVar("Kind", bound=enum.Enum)


class ModelKind(enum.Enum):
    """The classes of models; the values are the ``class_identifier`` of their checkpoints."""

    REGRESSION = "regression_metric"
    REFERENCELESS = "referenceless_regression_metric"
    RANKING = "ranking_metric"
    UNIFIED = "unified_metric"
    XCOMET = "xcomet_metric"


class Transformation(enum.Enum):
    """How the scalars of the layers become their weights."""

    SOFTMAX = "softmax"
    SPARSEMAX = "sparsemax"


class Pooling(enum.Enum):
    """How the vectors of tokens become that of their sentence: mean, maximum, or the first token's.

    ``DEFAULT`` is the first token of the last layer, whatever the mix of layers.
    """

    MEAN = "avg"
    MAXIMUM = "max"
    FIRST = "cls"
    DEFAULT = "default"


class EncoderKind(enum.Enum):
    """The encoders that COMET knows, by the names that it gives them."""

    BERT = "BERT"
    XLM_ROBERTA = "XLM-RoBERTa"
    XLM_ROBERTA_XL = "XLM-RoBERTa-XL"
    MINI_LM = "MiniLM"
    REMBERT = "RemBERT"


@dataclass(frozen=True, slots=True)
class HyperParameters:
    """The settings of a model that its scores depend on; those of its training are left aside.

    ``layer`` is the hidden state that sentences are read from (0 is the embeddings), None for the mix of all.
    ``segments`` says which of ``mt``, ``src`` and ``ref`` a unified model reads; their order means nothing.
    ``word_layer`` is the hidden state that errors are read from, None where the model marks none. ``error_labels``
    are the severities of errors, mildest first.
    """

    kind: ModelKind
    pretrained_model: str
    encoder: EncoderKind
    layer: int | None
    transformation: Transformation
    layer_norm: bool
    pooling: Pooling
    activation: str
    final_activation: str | None
    segments: frozenset[str]
    word_layer: int | None
    error_labels: tuple[str, ...]

    @classmethod
    def of(cls, model: str, settings: Mapping[str, Any], saved: Mapping[str, Any] | None = None) -> Self:
        """The settings that count, of those in ``hparams.yaml`` and those ``saved`` beside the weights.

        The saved ones win, as in unbabel-comet 2.2.7, but for the class, and but for ``layer_transformation:
        sparsemax_patch`` in the file: models were released that say ``sparsemax`` beside their weights and were
        trained with softmax (github.com/Unbabel/COMET, issues 195 and 244). Keys that are not known mean nothing;
        those that are absent have the values that unbabel-comet gives them.

        Raises:
            CheckpointError: this is no model of the family, or one that says what no model of it can.
        """
        kind = _one_of(model, ModelKind, "class_identifier", settings.get("class_identifier"))
        stated: Mapping[str, Any] = saved if saved else settings
        joint = kind in (ModelKind.UNIFIED, ModelKind.XCOMET)
        layer = stated.get("sent_layer" if joint else "layer", "mix")
        sparse = stated.get("layer_transformation", "sparsemax" if joint else "softmax") == "sparsemax"
        patched = settings.get("layer_transformation") == _PATCHED
        words = kind is ModelKind.XCOMET or (kind is ModelKind.UNIFIED and bool(stated.get("word_level_training")))
        labels = ["minor", "major", "critical"] if kind is ModelKind.XCOMET else stated.get("error_labels")
        return cls(
            kind=kind,
            pretrained_model=str(stated.get("pretrained_model", "xlm-roberta-large")),
            encoder=_one_of(model, EncoderKind, "encoder_model", stated.get("encoder_model", "XLM-RoBERTa")),
            layer=None if layer == "mix" else _whole(model, "layer", layer),
            transformation=Transformation.SPARSEMAX if sparse and not patched else Transformation.SOFTMAX,
            layer_norm=bool(stated.get("layer_norm", kind is not ModelKind.XCOMET)),
            pooling=Pooling.FIRST if joint else _one_of(model, Pooling, "pool", stated.get("pool", "avg")),
            activation=str(stated.get("activations", "Tanh")),
            final_activation=stated.get("final_activation"),
            segments=_segments(model, kind, stated),
            word_layer=_whole(model, "word_layer", stated.get("word_layer", 24)) if words else None,
            error_labels=tuple(labels or ("minor", "major")) if words else (),
        )


def read_settings(model: Checkpoint) -> Mapping[str, Any]:
    """The content of a checkpoint's ``hparams.yaml``.

    Raises:
        CheckpointError: there is none, or it is no YAML with names and values.
    """
    import yaml

    if not model.has(HYPER_PARAMETERS_FILE):
        wanted = f"{HYPER_PARAMETERS_FILE} and {WEIGHTS_FILE}"
        raise CheckpointError(model.name, f"expected a COMET model with {wanted}; found {model.content}")
    try:
        content = yaml.safe_load(model.file(HYPER_PARAMETERS_FILE).read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0]
        raise CheckpointError(model.name, f"{HYPER_PARAMETERS_FILE} cannot be read: {first}") from error
    if not isinstance(content, dict):
        raise CheckpointError(model.name, f"{HYPER_PARAMETERS_FILE} holds no names and values")
    return content


def _segments(model: str, kind: ModelKind, stated: Mapping[str, Any]) -> frozenset[str]:
    """The texts that a model reads."""
    if kind is ModelKind.REFERENCELESS:
        return frozenset({"mt", "src"})
    segments = stated.get("input_segments") if kind is ModelKind.UNIFIED else None
    found = frozenset({"mt", "src", "ref"}) if segments is None else frozenset(map(str, segments))
    if not frozenset({"mt"}) < found <= frozenset({"mt", "src", "ref"}):
        raise CheckpointError(model, f"expected input_segments of mt with src, ref or both, found {segments}")
    return found


def _one_of(model: str, kinds: type[Kind], key: str, value: object) -> Kind:
    """The value of a setting that has few."""
    for kind in kinds:
        if kind.value == value:
            return kind
    known = ", ".join(str(kind.value) for kind in kinds)
    raise CheckpointError(model, f"expected {key} to be one of {known}; found {value}")


def _whole(model: str, key: str, value: object) -> int:
    """The value of a setting that is a number of a hidden state."""
    if isinstance(value, int) and value >= 0:
        return value
    raise CheckpointError(model, f"expected {key} to be the number of a layer; found {value}")
