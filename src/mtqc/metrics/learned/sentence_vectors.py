"""The network that makes one vector of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from mtqc.errors import CheckpointError
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.pretrained import pretrained_model
from mtqc.metrics.learned.sentence_layout import Dense, Pooling, SentenceLayout
from mtqc.metrics.learned.tokens import padded
from mtqc.metrics.learned.weights import load_pickle, load_safetensors

_LEAST_NORM = 1e-12


class SentenceVectors(nn.Module):
    """A transformer, a pooling of its last layer, and dense layers."""

    def __init__(self, model: nn.Module, pooling: Pooling, dense: nn.Module, padding: int) -> None:
        super().__init__()
        self.model = model
        self.dense = dense
        self._pooling = pooling
        self._padding = padding

    def forward(self, texts: Sequence[Sequence[int]]) -> Tensor:
        """Vectors of length 1 for sequences of token ids, shape (texts, width), float32."""
        with torch.inference_mode():
            ids, mask = padded(texts, self._padding, str(next(self.model.parameters()).device))
            output: Any = self.model(input_ids=ids, attention_mask=mask)
            vectors: Tensor = self.dense(self._pooled(output, mask)).float()
            lengths: Tensor = vectors.norm(dim=-1, keepdim=True)
            return vectors / lengths.clamp_min(_LEAST_NORM)

    def _pooled(self, output: Any, mask: Tensor) -> Tensor:
        states: Tensor = output.last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        pooled: Tensor
        match self._pooling:
            case Pooling.LAYER:
                pooled = output.pooler_output
            case Pooling.FIRST:
                pooled = states[:, 0]
            case Pooling.MAXIMUM:
                pooled = states.masked_fill(weights == 0, float("-inf")).amax(1)
            case Pooling.MEAN:
                pooled = (states * weights).sum(1) / weights.sum(1)
            case Pooling.ROOT_MEAN:
                pooled = (states * weights).sum(1) / weights.sum(1).sqrt()
        return pooled


def sentence_vectors(model: Checkpoint, layout: SentenceLayout, padding: int) -> SentenceVectors:
    """The network of a model, in float32 on the CPU.

    Raises:
        CheckpointError: weights are missing, damaged, or of another kind of model.
    """
    body = pretrained_model(model, unused=() if layout.pooling is Pooling.LAYER else ("pooler.",))
    dense = nn.Sequential(*(layer for step in layout.dense for layer in _layers(model, step)))
    return SentenceVectors(body, layout.pooling, dense, padding).eval()


def _layers(model: Checkpoint, step: Dense) -> tuple[nn.Module, nn.Module]:
    activation = getattr(nn, step.activation, None)
    if activation is None:
        raise CheckpointError(model.name, f"its dense layer in {step.folder} is unknown: {step.activation}")
    safe = f"{step.folder}/model.safetensors"
    weights = (
        load_safetensors(model.file(safe))
        if model.has(safe)
        else load_pickle(model.file(f"{step.folder}/pytorch_model.bin"))
    )
    if "linear.weight" not in weights:
        raise CheckpointError(model.name, f"expected linear.weight in {step.folder}; found none")
    outputs, inputs = weights["linear.weight"].shape
    layer = nn.Linear(inputs, outputs, bias="linear.bias" in weights)
    layer.load_state_dict({key.removeprefix("linear."): weight for key, weight in weights.items()})
    return layer, activation()
