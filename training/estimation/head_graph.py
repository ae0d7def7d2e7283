"""The heads as an ONNX graph, as torch exports them: whatever the network does with the encoder's states."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from types import SimpleNamespace

import onnx
import torch
from encoder_graph import IR_VERSION, OPSET
from network import Estimator
from torch import Tensor, nn

OUTPUTS = ("scores", "bad", "gap", "severity")


class _Given(nn.Module):
    """Stands in for the encoder: gives the states that it is handed instead of token ids."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.config = encoder.config

    def forward(
        self, states: tuple[Tensor, ...], attention_mask: Tensor, output_hidden_states: bool
    ) -> SimpleNamespace:
        return SimpleNamespace(hidden_states=states)


class _Heads(nn.Module):
    """All of the estimator but its encoder."""

    def __init__(self, estimator: Estimator) -> None:
        super().__init__()
        self.estimator = estimator

    def forward(self, side: Tensor, *states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        judged = self.estimator(states, side > -1, side)
        return judged.scores, judged.bad, judged.gap, judged.severity


def head_graph(estimator: Estimator, scratch: Path) -> onnx.ModelProto:
    """The heads from ``side`` (pairs, tokens; int64) and the encoder's states to the four outputs."""
    encoder, width = estimator.encoder, estimator.encoder.config.hidden_size
    count = encoder.config.num_hidden_layers + 1
    side = torch.tensor([[0, 1, 1, 0, 0, 2, 2, 0], [0, 1, 0, 0, 2, 2, 0, 0]])
    states = tuple(torch.randn(2, 8, width) for _ in range(count))
    estimator.encoder = _Given(encoder)  # type: ignore[assignment]  # the network only calls it
    axes = {0: torch.export.Dim("pairs"), 1: torch.export.Dim("tokens")}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            # The exporter warns of its own workings.
            warnings.simplefilter("ignore")
            program = torch.onnx.export(
                _Heads(estimator).eval(),
                (side, *states),
                dynamo=True,
                input_names=["side", *(f"states.{index}" for index in range(count))],
                output_names=list(OUTPUTS),
                dynamic_shapes=(axes, (axes,) * count),
                opset_version=OPSET,
                verbose=False,
            )
    finally:
        estimator.encoder = encoder
    assert program is not None
    path = scratch / "heads.onnx"
    program.save(path)
    heads = onnx.load(path)
    path.unlink()
    heads.ir_version = IR_VERSION
    for node in heads.graph.node:
        # Where in the Python code it came from: larger than the graph itself.
        del node.metadata_props[:]
    return heads
