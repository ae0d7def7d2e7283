"""Fast arithmetic for training: an encoder in bfloat16 whose weights are kept in float32, and a cheap dropout.

Of a plain run under autocast on a CPU a quarter went into drawing dropout masks and a fifth into casting weights; the
backward pass of the fused attention took more than all matrix products.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from mtqc.estimation.learning.network import LearningNetwork


class ByteDropout(nn.Module):
    """Dropout whose masks are drawn eight places at a time; the rate is rounded to a multiple of 1/256."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.p = rate
        self.limit = round(rate * 256)

    def forward(self, values: Tensor) -> Tensor:
        """The values, a share of them set to zero and the others enlarged, while training."""
        if not self.training or not self.limit:
            return values
        count = values.numel()
        random = torch.randint(-(2**63), 2**63 - 1, ((count + 7) // 8,), device=values.device)
        kept = random.view(torch.uint8)[:count].view(values.shape) >= self.limit
        return values * kept.to(values.dtype).mul_(256 / (256 - self.limit))


def prepare(network: LearningNetwork, arithmetic: torch.dtype = torch.bfloat16) -> None:
    """Puts the encoder in that arithmetic with plain attention without dropout, and every other dropout on bytes."""
    encoder: nn.Module = network.encoder
    encoder.to(dtype=arithmetic)
    network.encoder.config._attn_implementation = "eager"
    layers: Any = network.encoder.encoder.layer
    for layer in layers:
        layer.attention.self.dropout.p = 0.0
    _replace_dropout(network)


def fast_arithmetic(device: str) -> torch.dtype:
    """bfloat16 where the device computes in it; on processors that only imitate it, float32."""
    if device != "cpu":
        return torch.bfloat16
    # torch says so of each processor only from 2.6 on, and only by names with an underscore.
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return torch.bfloat16 if supported is not None and supported() else torch.float32


def _replace_dropout(module: nn.Module) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout):
            setattr(module, name, ByteDropout(child.p))
        else:
            _replace_dropout(child)


class Masters:
    """The weights that learn, in float32, beside those that the model computes with."""

    def __init__(self, model: nn.Module) -> None:
        self.working = {name: value for name, value in model.named_parameters() if value.requires_grad}
        self.exact = {name: value.detach().float().clone() for name, value in self.working.items()}

    def take_gradients(self) -> None:
        """Moves the gradients of the last backward pass to the exact weights."""
        for name, value in self.working.items():
            self.exact[name].grad = None if value.grad is None else value.grad.float()
            value.grad = None

    @torch.no_grad()
    def give_weights(self, weights: Mapping[str, Tensor] | None = None) -> None:
        """Lets the model compute with the exact weights, or with those given."""
        for name, value in self.working.items():
            value.copy_((weights or self.exact)[name])

    def parameters(self) -> Iterator[tuple[str, Tensor]]:
        """Names and exact weights."""
        yield from self.exact.items()

    def by_rate(
        self, layers: int, head_rate: float, encoder_rate: float, layer_decay: float
    ) -> list[dict[str, object]]:
        """The weights as groups for an optimiser: the heads fast, the encoder's layers slower the lower they are.

        Of ``layers`` layers the uppermost learns at ``encoder_rate``, each one below at ``layer_decay`` of the one
        above it.
        """
        groups: dict[float, list[Tensor]] = {}
        for name, parameter in self.parameters():
            rate = head_rate
            if name.startswith(_LAYER):
                depth = layers - 1 - int(name.removeprefix(_LAYER).split(".")[0])
                rate = encoder_rate * layer_decay**depth
            groups.setdefault(rate, []).append(parameter)
        return [{"params": parameters, "lr": rate} for rate, parameters in groups.items()]


_LAYER = "encoder.encoder.layer."
