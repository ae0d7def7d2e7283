"""Everything after the look-up of words as one ONNX graph: the file ``body.onnx`` of a model's folder."""

from __future__ import annotations

from collections.abc import Mapping

import onnx
from onnx import TensorProto
from onnx.helper import make_graph, make_model, make_opsetid, make_tensor_value_info, set_model_props

from mtqc.estimation.learning.encoder_graph import add_encoder
from mtqc.estimation.learning.graph import CONTRIBUTED, IR_VERSION, OPSET, Graph
from mtqc.estimation.learning.head_graph import add_heads
from mtqc.estimation.learning.network import SCORES, SEVERITY_POINTS, LearningNetwork
from mtqc.estimation.tokenising import SPECIAL_TOKENS

ALIGNED = "aligned_layer"
"""The property of the graph that names the lower one of the layers whose states align the sides."""


def body_graph(
    network: LearningNetwork, longest_side: int, kept: Mapping[str, onnx.TensorProto] | None = None
) -> onnx.ModelProto:
    """Encoder and heads of a network that reads at most so many tokens of either side.

    Inputs are ``inputs_embeds`` (pairs, tokens, width) in float32, ``mask`` (pairs, tokens), true where there is a
    token, and ``side`` (pairs, tokens) in int64; outputs ``scores`` (pairs, 4), ``bad`` and ``gap`` (pairs, tokens) and
    ``severity`` (pairs, tokens, 4), all raw. The encoder computes in 8 bits, the heads in float32. ``kept`` are
    constants that stay as they are whatever the network says.
    """
    graph = Graph(kept)
    states = add_encoder(graph, network.encoder, 2 * longest_side + SPECIAL_TOKENS)
    add_heads(graph, network, states)
    tokens, width = ["pairs", "tokens"], network.encoder.config.hidden_size
    model = make_model(
        make_graph(
            graph.nodes,
            "estimator",
            [
                make_tensor_value_info("inputs_embeds", TensorProto.FLOAT, [*tokens, width]),
                make_tensor_value_info("mask", TensorProto.BOOL, tokens),
                make_tensor_value_info("side", TensorProto.INT64, tokens),
            ],
            [
                make_tensor_value_info("scores", TensorProto.FLOAT, ["pairs", len(SCORES)]),
                make_tensor_value_info("bad", TensorProto.FLOAT, tokens),
                make_tensor_value_info("gap", TensorProto.FLOAT, tokens),
                make_tensor_value_info("severity", TensorProto.FLOAT, [*tokens, len(SEVERITY_POINTS)]),
            ],
            list(graph.constants.values()),
        ),
        opset_imports=[make_opsetid("", OPSET), make_opsetid(CONTRIBUTED, 1)],
        ir_version=IR_VERSION,
    )
    set_model_props(model, {ALIGNED: str(network.aligned_layer)})
    onnx.checker.check_model(model)
    return model
