"""The encoder as part of an ONNX graph, from rows of word embeddings to the states of all layers."""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import TensorProto
from transformers import BertModel

from mtqc.estimation.learning.graph import CONTRIBUTED, Graph, array, weights_of

MASKED = -1e4
"""Added to the attention to padding: its exponential is exactly 0 in float32."""


def add_encoder(graph: Graph, encoder: BertModel, positions: int) -> list[str]:
    """Adds the encoder after the look-up of words; the names of the states are ``states.0`` … ``states.N``.

    Its inputs are ``inputs_embeds`` (pairs, tokens, width) in float32 and ``mask`` (pairs, tokens), true where there is
    a token. So many positions are kept: no text may have more tokens.
    """
    epsilon = encoder.config.layer_norm_eps
    heads = encoder.config.num_attention_heads
    mask = graph.add("Cast", ["mask"], "mask.numbers", to=TensorProto.INT32)
    states = [_embedded(graph, encoder, positions)]
    # Modules in modules: the types of torch say nothing of what they are.
    layers: Any = encoder.encoder.layer
    for index, layer in enumerate(layers):
        name = f"layer.{index}"
        before = states[-1]
        own, result = layer.attention.self, layer.attention.output
        rows = graph.quantised(before)
        parts = {"query": own.query, "key": own.key, "value": own.value}
        products = [graph.product(rows, weights_of(part), f"{name}.{kind}") for kind, part in parts.items()]
        biases = np.concatenate([array(part.bias) for part in parts.values()])
        context = graph.add(
            "MultiHeadAttention",
            [*products, graph.constant(f"{name}.biases", biases), mask],
            f"{name}.context",
            CONTRIBUTED,
            num_heads=heads,
            mask_filter_value=MASKED,
        )
        mixed = graph.product(graph.quantised(context), weights_of(result.dense), f"{name}.mixed")
        attended = _normalised(graph, mixed, before, result, f"{name}.attended", epsilon)
        wide = graph.product(graph.quantised(attended), weights_of(layer.intermediate.dense), f"{name}.wide")
        bias = graph.constant(f"{name}.wide.bias", array(layer.intermediate.dense.bias))
        bent = graph.add("BiasGelu", [wide, bias], f"{name}.bent", CONTRIBUTED)
        narrow = graph.product(graph.quantised(bent, after_gelu=True), weights_of(layer.output.dense), f"{name}.narrow")
        states.append(_normalised(graph, narrow, attended, layer.output, f"states.{index + 1}", epsilon))
    return states


def _embedded(graph: Graph, encoder: BertModel, positions: int) -> str:
    embeddings: Any = encoder.embeddings
    places = embeddings.position_embeddings.weight[:positions] + embeddings.token_type_embeddings.weight[0]
    table = graph.constant("positions", array(places))
    length = graph.add("Shape", ["mask"], "length", start=1, end=2)
    start, one = graph.constant("start", np.array([0], np.int64)), graph.constant("one", np.array([1], np.int64))
    first = graph.add("Slice", [table, start, length, start, one], "positions.first")
    together = graph.add("Add", ["inputs_embeds", first], "embedded")
    norm = embeddings.LayerNorm
    scale, bias = graph.constant("norm.scale", array(norm.weight)), graph.constant("norm.bias", array(norm.bias))
    return graph.add(
        "LayerNormalization", [together, scale, bias], "states.0", axis=-1, epsilon=encoder.config.layer_norm_eps
    )


def _normalised(graph: Graph, values: str, before: str, output: Any, name: str, epsilon: float) -> str:
    """Layer normalisation of the values, with the dense layer's bias, added to what was before them."""
    norm = output.LayerNorm
    scale = graph.constant(f"{name}.norm", array(norm.weight))
    shift = graph.constant(f"{name}.shift", array(norm.bias))
    bias = graph.constant(f"{name}.bias", array(output.dense.bias))
    # One operator does all three; it takes six times as long as they do (onnxruntime 1.32).
    biased = graph.add("Add", [values, bias], f"{name}.biased")
    together = graph.add("Add", [biased, before], f"{name}.together")
    return graph.add("LayerNormalization", [together, scale, shift], name, axis=-1, epsilon=epsilon)
