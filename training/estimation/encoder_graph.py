"""The encoder as an ONNX graph whose matrix products run in 8 bits.

Every token's activations are quantised by themselves: its vector is divided by its own largest value, and the
product multiplied by that again. ONNX's own dynamic quantisation takes one scale for all tokens of a batch, which makes
a result depend on what else is in the batch, and costs far more: Spearman with float32 of .975 instead of .999. Weights
have a scale for each output column.

The operators of the domain ``com.microsoft`` are in every build of onnxruntime since 1.16.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from transformers import BertModel

OPSET, CONTRIBUTED, IR_VERSION = 18, "com.microsoft", 9
"""What onnxruntime 1.18 reads."""
MASKED = -1e4
"""Added to the attention to padding: its exponential is exactly 0 in float32."""
_LEVELS = 127
_LEAST_GELU = 0.17
"""No value of GELU is below -0.17: its largest absolute value is its largest value, or not larger than this."""


class Graph:
    """A graph that grows node by node; each method adds what its name says and gives the name of the result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, values: np.ndarray) -> str:
        """A constant; one name is stored once."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def add(self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **attributes: object) -> str:
        """A node with one result, which has the node's name."""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def quantised(self, values: str, *, after_gelu: bool = False) -> tuple[str, str]:
        """Unsigned 8-bit values of each token, zero at 128, and the token's largest absolute value."""
        last = self.constant("last_axis", np.array([-1], np.int64))
        absolute = values if after_gelu else self.add("Abs", [values], f"{values}.absolute")
        largest = self.add("ReduceMax", [absolute, last], f"{values}.largest", keepdims=1)
        floor = _LEAST_GELU if after_gelu else 1e-9
        scale = self.add(
            "Max", [largest, self.constant(f"floor.{floor}", np.float32(floor).reshape(()))], f"{values}.scale"
        )
        unit = self.add("Div", [values, scale], f"{values}.unit")
        step = self.constant("step", np.float32(1 / _LEVELS).reshape(()))
        zero = self.constant("zero", np.uint8(128).reshape(()))
        return self.add("QuantizeLinear", [unit, step, zero], f"{values}.quantised"), scale

    def product(self, values: tuple[str, str], weights: np.ndarray, name: str) -> str:
        """Quantised values (…, inputs) times weights (inputs, outputs), in float32."""
        integers, scales = rounded(weights)
        unit = self.add(
            "MatMulIntegerToFloat",
            [
                values[0],
                self.constant(f"{name}.weights", integers),
                self.constant("step", np.float32(1 / _LEVELS).reshape(())),
                self.constant(f"{name}.scales", scales),
                self.constant("zero", np.uint8(128).reshape(())),
            ],
            f"{name}.unit",
            CONTRIBUTED,
        )
        return self.add("Mul", [unit, values[1]], name)


def rounded(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (inputs, outputs) as 8-bit integers, and the scale of each output.

    Processors without VNNI add two neighbouring products in 16 bits and saturate. So the scale is such that no two
    neighbours of one sign come to more than 128: with activations up to 255 no sum is then above 32,767, and every
    machine gives the same numbers.
    """
    largest = np.abs(weights).max(0)
    for part in (np.maximum(weights, 0), np.maximum(-weights, 0)):
        largest = np.maximum(largest, (part[:-1] + part[1:]).max(0))
    scales = np.where(largest == 0, 1, largest / _LEVELS)
    return np.round(weights / scales).astype(np.int8), scales.astype(np.float32)


def encoder_graph(encoder: BertModel, positions: int) -> onnx.ModelProto:
    """The encoder after the look-up of words: from ``inputs_embeds`` and ``mask`` to ``states.0`` … ``states.N``.

    ``inputs_embeds`` is (pairs, tokens, width) in float32, ``mask`` (pairs, tokens), true where there is a token. So
    many positions are kept: no text may have more tokens.
    """
    graph = Graph()
    epsilon = encoder.config.layer_norm_eps
    heads = encoder.config.num_attention_heads
    mask = graph.add("Cast", ["mask"], "mask.numbers", to=TensorProto.INT32)
    states = [_embedded(graph, encoder, positions)]
    for index, layer in enumerate(encoder.encoder.layer):
        name = f"layer.{index}"
        before = states[-1]
        own, result = layer.attention.self, layer.attention.output
        rows = graph.quantised(before)
        parts = {"query": own.query, "key": own.key, "value": own.value}
        products = [graph.product(rows, _weights(part), f"{name}.{kind}") for kind, part in parts.items()]
        biases = np.concatenate([_array(part.bias) for part in parts.values()])
        context = graph.add(
            "MultiHeadAttention",
            [*products, graph.constant(f"{name}.biases", biases), mask],
            f"{name}.context",
            CONTRIBUTED,
            num_heads=heads,
            mask_filter_value=MASKED,
        )
        mixed = graph.product(graph.quantised(context), _weights(result.dense), f"{name}.mixed")
        attended = _normalised(graph, mixed, before, result, f"{name}.attended", epsilon)
        wide = graph.product(graph.quantised(attended), _weights(layer.intermediate.dense), f"{name}.wide")
        bias = graph.constant(f"{name}.wide.bias", _array(layer.intermediate.dense.bias))
        bent = graph.add("BiasGelu", [wide, bias], f"{name}.bent", CONTRIBUTED)
        narrow = graph.product(graph.quantised(bent, after_gelu=True), _weights(layer.output.dense), f"{name}.narrow")
        states.append(_normalised(graph, narrow, attended, layer.output, f"states.{index + 1}", epsilon))
    width = encoder.config.hidden_size
    shape = ["pairs", "tokens", width]
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [
                helper.make_tensor_value_info("inputs_embeds", TensorProto.FLOAT, shape),
                helper.make_tensor_value_info("mask", TensorProto.BOOL, shape[:2]),
            ],
            [helper.make_tensor_value_info(state, TensorProto.FLOAT, shape) for state in states],
            list(graph.constants.values()),
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)],
        ir_version=IR_VERSION,
    )


def _embedded(graph: Graph, encoder: BertModel, positions: int) -> str:
    embeddings = encoder.embeddings
    places = embeddings.position_embeddings.weight[:positions] + embeddings.token_type_embeddings.weight[0]
    table = graph.constant("positions", _array(places))
    start, one = graph.constant("start", np.array([0], np.int64)), graph.constant("one", np.array([1], np.int64))
    length = graph.add("Shape", ["mask"], "length", start=1, end=2)
    first = graph.add("Slice", [table, start, length, start, one], "positions.first")
    together = graph.add("Add", ["inputs_embeds", first], "embedded")
    norm = embeddings.LayerNorm
    scale, bias = graph.constant("norm.scale", _array(norm.weight)), graph.constant("norm.bias", _array(norm.bias))
    return graph.add(
        "LayerNormalization", [together, scale, bias], "states.0", axis=-1, epsilon=encoder.config.layer_norm_eps
    )


def _normalised(graph: Graph, values: str, before: str, output: torch.nn.Module, name: str, epsilon: float) -> str:
    """Layer normalisation of the values, with the dense layer's bias, added to what was before them."""
    norm = output.LayerNorm
    scale = graph.constant(f"{name}.norm", _array(norm.weight))
    shift = graph.constant(f"{name}.shift", _array(norm.bias))
    bias = graph.constant(f"{name}.bias", _array(output.dense.bias))
    # One operator does all three; it takes six times as long as they do (onnxruntime 1.32).
    biased = graph.add("Add", [values, bias], f"{name}.biased")
    together = graph.add("Add", [biased, before], f"{name}.together")
    return graph.add("LayerNormalization", [together, scale, shift], name, axis=-1, epsilon=epsilon)


def _weights(dense: torch.nn.Linear) -> np.ndarray:
    """The weights of a dense layer as ONNX multiplies: (inputs, outputs)."""
    return _array(dense.weight).T


def _array(values: torch.Tensor) -> np.ndarray:
    return values.detach().float().numpy()
