"""The network on top: from the features of a segment to its score."""

from __future__ import annotations

from typing import Self

import torch
from torch import Tensor, nn

from mtqc.errors import CheckpointError
from mtqc.metrics.comet_models.opened import Opened

_PREFIX = "estimator.ff."
_STEP = 3
"""The original counts each layer with the activation and the dropout that follow it."""


class Estimator(nn.Module):
    """Linear layers with an activation between them and one number at the end (Rei et al. 2020, arXiv 2009.09025)."""

    def __init__(self, layers: list[nn.Linear], activation: nn.Module, final: nn.Module | None) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.activation = activation
        self.final = final

    @classmethod
    def of(cls, model: Opened, vectors: int) -> Self:
        """The network whose weights stand under ``estimator.ff`` in a checkpoint, for features of so many vectors.

        Raises:
            CheckpointError: the layers do not fit each other or the features, or an activation does not exist.
        """
        layers: list[nn.Linear] = []
        expected = vectors * model.dimensions
        while (weight := model.weights.get(f"{_PREFIX}{_STEP * len(layers)}.weight")) is not None:
            name = f"{_PREFIX}{_STEP * len(layers)}"
            bias = model.weights.get(f"{name}.bias")
            if weight.dim() != 2 or weight.shape[1] != expected or bias is None or len(bias) != len(weight):
                found = " × ".join(map(str, weight.shape))
                raise CheckpointError(
                    model.name, f"expected {name} to read {expected} numbers; found a matrix of {found}"
                )
            layers.append(_linear(weight, bias))
            expected = len(weight)
        if not layers or expected != 1:
            found = f"{len(layers)} layers that end in {expected} numbers" if layers else "none"
            raise CheckpointError(
                model.name, f"expected layers {_PREFIX}0, {_PREFIX}3 … that end in one score; found {found}"
            )
        settings = model.settings
        final = None if settings.final_activation is None else _activation(model.name, settings.final_activation)
        return cls(layers, _activation(model.name, settings.activation), final)

    def forward(self, features: Tensor) -> Tensor:
        """The scores, shape (segments,), of features of shape (segments, size)."""
        *inner, last = self.layers
        for layer in inner:
            features = self.activation(layer(features))
        scores: Tensor = last(features)
        return (scores if self.final is None else self.final(scores)).squeeze(-1).float()


def linear(model: Opened, name: str, outputs: int) -> nn.Linear:
    """A linear layer of a checkpoint that reads one vector, by its name.

    Raises:
        CheckpointError: it is absent or of another shape.
    """
    inputs = model.dimensions
    weight, bias = model.weights.get(f"{name}.weight"), model.weights.get(f"{name}.bias")
    if weight is None or bias is None or tuple(weight.shape) != (outputs, inputs) or len(bias) != outputs:
        found = "none" if weight is None else " × ".join(map(str, weight.shape))
        raise CheckpointError(model.name, f"expected {name}.weight of {outputs} × {inputs}; found {found}")
    return _linear(weight, bias)


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0], device="meta")
    layer.weight = nn.Parameter(weight.float(), requires_grad=False)
    layer.bias = nn.Parameter(bias.float(), requires_grad=False)
    return layer


def _activation(model: str, name: str) -> nn.Module:
    """An activation of torch by its name, in any case, as the original finds it."""
    kind = getattr(torch.nn, name.title(), None)
    if not (isinstance(kind, type) and issubclass(kind, nn.Module)):
        raise CheckpointError(model, f"expected an activation of torch such as Tanh; found {name}")
    found: nn.Module = kind()
    return found
