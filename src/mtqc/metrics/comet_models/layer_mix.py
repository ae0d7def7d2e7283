"""From the hidden states of all layers to one vector a sentence.

COMET mixes layers as ``gamma · Σ w_i · h_i`` (Rei et al. 2020, arXiv 2009.09025, after Peters et al. 2018, arXiv
1802.05365), with weights from softmax or from sparsemax (Martins and Astudillo 2016, arXiv 1602.02068), and then pools
tokens. Both are linear unless the maximum is taken: so each layer is pooled as it comes, and the sum is one of vectors.
Layers whose weight is 0 and that nothing follows need not be computed at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

from mtqc.metrics.comet_models.hyper_parameters import Pooling, Transformation

_EPSILON = 1e-12
"""Keeps the root of a variance of 0 from a division by 0; the value is unbabel-comet's."""


@dataclass(frozen=True, slots=True)
class LayerMix:
    """Which hidden states count how much: ``weights`` has one a hidden state, those of the embeddings first.

    With ``layer_norm`` each layer of a sentence is first brought to mean 0 and variance 1, over all its tokens and
    dimensions together.
    """

    weights: tuple[float, ...]
    layer_norm: bool = False

    @classmethod
    def of(cls, scalars: Tensor, gamma: float, transformation: Transformation, layer_norm: bool) -> Self:
        """The mix that was learnt: ``scalars`` of shape (layers + 1,) as they stand in the checkpoint."""
        shares = sparsemax(scalars.double()) if transformation is Transformation.SPARSEMAX else softmax(scalars)
        return cls(tuple(gamma * share for share in shares.tolist()), layer_norm)

    @classmethod
    def only(cls, layer: int) -> Self:
        """The mix that takes one hidden state as it is."""
        return cls((*([0.0] * layer), 1.0))

    @property
    def last(self) -> int:
        """The last hidden state that counts."""
        return max((layer for layer, weight in enumerate(self.weights) if weight), default=0)

    def sentences(self, layers: Iterable[Tensor], mask: Tensor, pooling: Pooling) -> Tensor:
        """The vectors of sentences, shape (sentences, dimensions), in float32.

        ``layers`` are hidden states of shape (sentences, tokens, dimensions), those of the embeddings first; ``mask``
        is true where there is a token.
        """
        if pooling is Pooling.DEFAULT:
            return _last(layers)[:, 0].float()
        weighed = (pair for pair in zip(self.weights, layers, strict=False) if pair[0])
        if pooling is Pooling.MAXIMUM:
            mixed = _sum([weight * self._normal(layer.float(), mask) for weight, layer in weighed])
            return mixed.masked_fill(~mask.unsqueeze(-1), float("-inf")).amax(dim=1)
        return _sum([weight * self._pooled(layer, mask, pooling) for weight, layer in weighed])

    def _pooled(self, layer: Tensor, mask: Tensor, pooling: Pooling) -> Tensor:
        """One layer's vectors of sentences: normalised after pooling, which comes to the same and costs less."""
        pooled = layer[:, 0].float() if pooling is Pooling.FIRST else mean_of_tokens(layer, mask)
        if not self.layer_norm:
            return pooled
        mean, deviation = _mean_and_deviation(layer.float(), mask)
        return (pooled - mean) / deviation

    def _normal(self, layer: Tensor, mask: Tensor) -> Tensor:
        if not self.layer_norm:
            return layer
        mean, deviation = _mean_and_deviation(layer, mask)
        return (layer - mean.unsqueeze(-1)) / deviation.unsqueeze(-1)


def softmax(scalars: Tensor) -> Tensor:
    """Positive weights that sum to 1."""
    return torch.softmax(scalars.double(), dim=0)


def sparsemax(scalars: Tensor) -> Tensor:
    """Weights that sum to 1, many of them 0: the nearest point of the simplex (Martins and Astudillo, algorithm 1)."""
    ordered = torch.sort(scalars, descending=True).values
    counts = torch.arange(1, len(scalars) + 1, dtype=scalars.dtype)
    sums = ordered.cumsum(dim=0)
    kept = int((1 + counts * ordered > sums).sum())
    threshold = (sums[kept - 1] - 1) / kept
    return torch.clamp(scalars - threshold, min=0)


def mean_of_tokens(layer: Tensor, mask: Tensor) -> Tensor:
    """The mean over the tokens of each sentence, those that open and close it included."""
    present = mask.to(layer.dtype).unsqueeze(1)
    counts = mask.sum(dim=1, keepdim=True)
    return torch.bmm(present, layer).squeeze(1).float() / counts


def _mean_and_deviation(layer: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation over all tokens and dimensions of each sentence, both of shape (sentences, 1)."""
    present = mask.unsqueeze(-1)
    size = mask.sum(dim=1) * layer.shape[-1]
    mean = (layer * present).sum(dim=(1, 2)) / size
    variance = (((layer - mean[:, None, None]) * present) ** 2).sum(dim=(1, 2)) / size
    return mean.unsqueeze(1), torch.sqrt(variance + _EPSILON).unsqueeze(1)


def _sum(parts: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(parts)).sum(dim=0)


def _last(layers: Iterable[Tensor]) -> Tensor:
    *_, last = layers
    return last
