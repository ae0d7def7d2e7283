"""The encoder under a model of the COMET family, which gives the hidden states of its layers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from mtqc.errors import CheckpointError
from mtqc.metrics.learned.encoder import encoder, without_prefix

_PREFIX = "encoder.model."


class LayeredEncoder(nn.Module):
    """An encoder of transformers that stops after the last layer which somebody reads."""

    def __init__(self, model: Any, last: int) -> None:
        super().__init__()
        self.model = model
        layers = model.encoder.layer
        if last < len(layers):
            model.encoder.layer = layers[:last]
            # XLM-RoBERTa-XL normalises what leaves its last layer, and nothing before.
            if hasattr(model.encoder, "LayerNorm"):
                model.encoder.LayerNorm = nn.Identity()

    @classmethod
    def of(cls, model: str, folder: Path, weights: Mapping[str, Tensor], last: int) -> LayeredEncoder:
        """The encoder in the weights of a checkpoint, with the configuration in a folder, up to the layer ``last``.

        Raises:
            CheckpointError: the weights are not those of such an encoder, or it has no layer of that number.
        """
        whole: Any = encoder(folder, without_prefix(weights, _PREFIX), model)
        layers = len(whole.encoder.layer)
        if last > layers:
            raise CheckpointError(model, f"expected an encoder with a layer {last}; found one of {layers} layers")
        return cls(whole, last)

    def forward(self, ids: Tensor, mask: Tensor, token_types: Tensor | None = None) -> tuple[Tensor, ...]:
        """The hidden states, each of shape (sequences, tokens, dimensions): of the embeddings, then of each layer."""
        kinds = {} if token_types is None else {"token_type_ids": token_types}
        found: tuple[Tensor, ...] = self.model(
            input_ids=ids, attention_mask=mask, output_hidden_states=True, return_dict=True, **kinds
        ).hidden_states
        return found
