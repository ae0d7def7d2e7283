"""Mixing after pooling is mixing before it, and sparsemax is the projection that it is defined as."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("torch", reason="learned metrics need torch")

import torch

from mtqc.metrics.comet_models.hyper_parameters import Pooling, Transformation
from mtqc.metrics.comet_models.layer_mix import LayerMix, sparsemax

LAYERS = [torch.randn(2, 4, 3, generator=torch.Generator().manual_seed(layer)) for layer in range(3)]
MASK = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]]).bool()


def literal(mix: LayerMix, pooling: Pooling) -> list[list[float]]:
    """One sentence at a time, without padding: all layers are mixed first, and then pooled."""
    vectors = []
    for sentence, length in enumerate(MASK.sum(dim=1).tolist()):
        mixed = torch.zeros(length, 3)
        for weight, layer in zip(mix.weights, LAYERS, strict=True):
            own = layer[sentence, :length]
            if mix.layer_norm:
                own = (own - own.mean()) / torch.sqrt(own.var(correction=0) + 1e-12)
            mixed += weight * own
        pooled = {Pooling.MEAN: mixed.mean(dim=0), Pooling.MAXIMUM: mixed.amax(dim=0), Pooling.FIRST: mixed[0]}
        vectors.append(pooled[pooling].tolist())
    return vectors


@pytest.mark.parametrize("pooling", [Pooling.MEAN, Pooling.MAXIMUM, Pooling.FIRST])
@pytest.mark.parametrize("layer_norm", [False, True])
def test_pooled_layers_mix_as_mixed_layers_pool(pooling: Pooling, layer_norm: bool) -> None:
    mix = LayerMix((0.5, -0.25, 1.5), layer_norm)
    found = mix.sentences(LAYERS, MASK, pooling).tolist()
    assert found == [pytest.approx(vector, abs=1e-6) for vector in literal(mix, pooling)]


def test_default_pooling_is_the_first_token_of_the_last_layer() -> None:
    found = LayerMix.only(2).sentences(LAYERS, MASK, Pooling.DEFAULT)
    assert torch.equal(found, LAYERS[2][:, 0])


def test_layers_without_weight_are_not_needed() -> None:
    mix = LayerMix.of(torch.tensor([0.1, 3.0, 0.2]), 2.0, Transformation.SPARSEMAX, False)
    assert mix.weights == (0.0, 2.0, 0.0)
    assert mix.last == 1
    assert torch.equal(mix.sentences(LAYERS[:2], MASK, Pooling.FIRST), 2 * LAYERS[1][:, 0])


def test_softmax_gives_every_layer_a_share() -> None:
    mix = LayerMix.of(torch.tensor([0.1, 3.0, 0.2]), 1.0, Transformation.SOFTMAX, True)
    assert all(0 < weight < 1 for weight in mix.weights)
    assert sum(mix.weights) == pytest.approx(1)
    assert mix.last == 2


@settings(max_examples=50)
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30))
def test_sparsemax_is_the_nearest_point_of_the_simplex(scalars: list[float]) -> None:
    weights = sparsemax(torch.tensor(scalars, dtype=torch.float64)).tolist()
    assert sum(weights) == pytest.approx(1)
    assert min(weights) >= 0
    # What makes a point of the simplex the nearest: all its positive parts lie equally far below, no other lies nearer.
    distances = [scalar - weight for scalar, weight in zip(scalars, weights, strict=True) if weight > 0]
    assert max(distances) - min(distances) < 1e-9
    assert all(scalar <= max(distances) + 1e-9 for scalar, weight in zip(scalars, weights, strict=True) if not weight)
