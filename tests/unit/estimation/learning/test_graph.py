"""The graph says what the network in torch says."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="learning needs torch")
pytest.importorskip("onnx", reason="learning needs onnx")

import onnxruntime
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto
from onnx.helper import make_graph, make_model, make_opsetid, make_tensor_value_info

from mtqc.estimation.learning.graph import CONTRIBUTED, IR_VERSION, OPSET, Graph, rounded
from mtqc.estimation.learning.head_graph import add_heads
from mtqc.estimation.learning.network import LearningNetwork

OUTPUTS = ("scores", "bad", "gap", "severity")
SIDES = torch.tensor([[0, 1, 1, 0, 0, 2, 2, 0, 0], [0, 1, 0, 0, 2, 2, 2, 2, 0], [0, 0, 0, 2, 2, 0, 0, 0, 0]])


class _Given(torch.nn.Module):
    """An encoder that has the states which it is handed."""

    def __init__(self, encoder: torch.nn.Module, states: list[torch.Tensor]) -> None:
        super().__init__()
        self.config, self.hidden_states = encoder.config, states

    def forward(self, ids: torch.Tensor, **rest: object) -> _Given:
        return self


def test_the_heads_in_onnx_are_those_in_torch(network: LearningNetwork) -> None:
    torch.manual_seed(1)
    states = [2 * torch.randn(3, 9, 32) for _ in range(3)]
    names = [f"states.{place}" for place in range(3)]
    with torch.no_grad():
        network.mix.copy_(torch.tensor([0.3, 0.1, 1.0]))
    graph = Graph()
    add_heads(graph, network, names)
    inputs = [make_tensor_value_info(name, TensorProto.FLOAT, ["pairs", "tokens", 32]) for name in names]
    model = make_model(
        make_graph(
            graph.nodes,
            "heads",
            [make_tensor_value_info("side", TensorProto.INT64, ["pairs", "tokens"]), *inputs],
            [make_tensor_value_info(name, TensorProto.FLOAT, None) for name in OUTPUTS],
            list(graph.constants.values()),
        ),
        opset_imports=[make_opsetid("", OPSET), make_opsetid(CONTRIBUTED, 1)],
        ir_version=IR_VERSION,
    )
    network.encoder = _Given(network.encoder, states)  # type: ignore[assignment]  # the network only calls it
    with torch.no_grad():
        wanted = network(SIDES, SIDES > -1, SIDES)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    given_states = {name: state.numpy() for name, state in zip(names, states, strict=True)}
    found = session.run(list(OUTPUTS), {"side": SIDES.numpy(), **given_states})
    for name, values in zip(OUTPUTS, found, strict=True):
        assert values == pytest.approx(getattr(wanted, name).numpy(), abs=1e-5), name


@settings(max_examples=30)
@given(st.integers(0, 1000))
def test_no_two_neighbouring_weights_can_saturate_sixteen_bits(seed: int) -> None:
    weights = np.random.default_rng(seed).normal(size=(12, 5)).astype(np.float32)
    integers, scales = rounded(weights)
    assert np.abs(integers * scales - weights).max() <= scales.max() / 2 + 1e-6
    whole = integers.astype(int)
    for part in (np.maximum(whole, 0), np.maximum(-whole, 0)):
        assert 255 * (part[:-1] + part[1:]).max() <= 32_767


def test_a_column_of_nothing_is_rounded_to_nothing() -> None:
    integers, scales = rounded(np.zeros((4, 2), np.float32))
    assert (integers == 0).all()
    assert (scales == 1).all()
