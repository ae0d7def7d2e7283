"""A checkpoint of the COMET family with its weights at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from mtqc.errors import CheckpointError
from mtqc.metrics.comet_models.hyper_parameters import (
    WEIGHTS_FILE,
    EncoderKind,
    HyperParameters,
    Pooling,
    read_settings,
)
from mtqc.metrics.comet_models.layer_mix import LayerMix
from mtqc.metrics.comet_models.layered_encoder import LayeredEncoder
from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.encoder import base_configuration, base_folder
from mtqc.metrics.learned.tokens import Tokenizer
from mtqc.metrics.learned.weights import load_pickle

_GAMMA = "layerwise_attention.gamma"
_SCALAR = "layerwise_attention.scalar_parameters."
_TOKENIZER_OF_MINI_LM = "xlm-roberta-base"


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """Settings, weights and tokenizer of a model. The weights stay in their file until they are used.

    ``base`` is the folder with the configuration of the encoder, which has ``layers`` layers and vectors of
    ``dimensions`` numbers. ``longest`` is how many tokens it reads at once, ``longest_text`` how many of a single
    text, special ones included in both: less than it could, as in unbabel-comet.
    """

    name: str
    settings: HyperParameters
    weights: Mapping[str, Tensor]
    tokenizer: Tokenizer
    base: Path
    layers: int
    dimensions: int
    longest: int

    @property
    def longest_text(self) -> int:
        """How many tokens of a single text are read, special ones included."""
        return self.longest - 2

    def mix(self) -> LayerMix:
        """Which hidden states its sentences are read from.

        Raises:
            CheckpointError: the checkpoint has no mix for an encoder of so many layers, or there is no such layer.
        """
        layer = self.settings.layer
        if self.settings.pooling is Pooling.DEFAULT:
            layer = self.layers
        if layer is not None:
            return LayerMix.only(layer)
        scalars = [self.weights.get(f"{_SCALAR}{place}") for place in range(self.layers + 1)]
        found = sum(key.startswith(_SCALAR) for key in self.weights)
        if found != len(scalars) or _GAMMA not in self.weights:
            raise CheckpointError(
                self.name, f"expected {_SCALAR}0 to {self.layers} and {_GAMMA}; found {found} scalars"
            )
        learnt = torch.cat([scalar.float().reshape(1) for scalar in scalars if scalar is not None])
        gamma = float(self.weights[_GAMMA])
        return LayerMix.of(learnt, gamma, self.settings.transformation, self.settings.layer_norm)

    def encoder(self, last: int) -> LayeredEncoder:
        """Its encoder up to that layer, in float32.

        Raises:
            CheckpointError: the weights are not those of such an encoder.
        """
        return LayeredEncoder.of(self.name, self.base, self.weights, last)


def opened(found: Checkpoint, computing: Computing) -> Opened:
    """Reads a checkpoint.

    Raises:
        CheckpointError: it is damaged, of another kind, or what it needs besides cannot be found.
    """
    content = load_pickle(found.file(WEIGHTS_FILE))
    weights = content.get("state_dict")
    if not isinstance(weights, dict):
        there = ", ".join(sorted(map(str, content))[:4])
        raise CheckpointError(found.name, f"expected a state_dict in {WEIGHTS_FILE}; found {there or 'nothing'}")
    settings = HyperParameters.of(found.name, read_settings(found), content.get("hyper_parameters"))
    base = base_folder(found, settings.pretrained_model, computing)
    vocabulary = base
    if settings.encoder is EncoderKind.MINI_LM:
        vocabulary = base_folder(found, _TOKENIZER_OF_MINI_LM, computing)
    config = base_configuration(base, found.name)
    return Opened(
        name=found.name,
        settings=settings,
        weights=weights,
        tokenizer=Tokenizer(vocabulary, found.name),
        base=base,
        layers=config.num_hidden_layers,
        dimensions=config.hidden_size,
        # unbabel-comet takes 2 from the positions of every encoder, since XLM-RoBERTa's begin at 2.
        longest=config.max_position_embeddings - 2,
    )
