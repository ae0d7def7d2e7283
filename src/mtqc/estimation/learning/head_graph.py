"""The heads as part of an ONNX graph, in float32: what :class:`LearningNetwork` does with the encoder's states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from onnx import TensorProto

from mtqc.estimation.learning.graph import CONTRIBUTED, Graph, array, weights_of
from mtqc.estimation.learning.network import LENGTH_UNIT, POINTS_UNIT, SEVERITY_POINTS, LearningNetwork

_LEAST_NORM = 1e-12
"""As in torch's normalize."""


def add_heads(graph: Graph, network: LearningNetwork, states: Sequence[str]) -> None:
    """Adds the heads, from the input ``side`` (pairs, tokens; int64) and the encoder's states to the four outputs."""
    shares = array(network.mix.softmax(0))
    mixed = graph.add(
        "Sum",
        [
            graph.add("Mul", [state, graph.constant(f"heads.share.{place}", shares[place])], f"{state}.share")
            for place, state in enumerate(states)
        ],
        "mixed",
    )
    sides = _Sides(graph)
    both = [sides.matches(states[layer], layer) for layer in (network.aligned_layer, len(states) - 1)]
    matches = graph.add("Concat", [part for parts in both for part in parts], "matches.raw", axis=-1)
    matches = graph.add("Mul", [matches, sides.seen], "matches")
    features = graph.add("Concat", [mixed, matches], "token.features", axis=-1)
    wide = graph.add(
        "MatMul", [features, graph.constant("heads.token.weights", weights_of(network.token[0]))], "token.wide"
    )
    bent = graph.add("BiasGelu", [wide, _bias(graph, "heads.token", network.token[0])], "token", CONTRIBUTED)
    plain = graph.add("MatMul", [bent, graph.constant("heads.tags.weights", weights_of(network.tags))], "tags.unbiased")
    tags = graph.add("Add", [plain, _bias(graph, "heads.tags", network.tags)], "tags")
    for place, name in enumerate(("bad", "gap")):
        column = graph.add("Slice", [tags, *_range(graph, place, place + 1)], f"{name}.column")
        graph.add("Squeeze", [column, graph.axis(-1)], name)
    graph.add("Slice", [tags, *_range(graph, 2, 2 + len(SEVERITY_POINTS))], "severity")
    pooled = graph.add("Concat", _pooled(graph, sides, mixed, matches), "pooled", axis=-1)
    hidden = graph.add("Tanh", [_dense(graph, pooled, "heads.sentence", network.sentence[0])], "sentence")
    graph.add("Identity", [_dense(graph, hidden, "heads.score", network.score)], "scores")


class _Sides:
    """Which tokens are of the source and which of the translation, and what follows from that."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        add = graph.add
        flat = {}
        for number, name in ((1, "source"), (2, "target")):
            place = graph.constant(f"side.{number}", np.array(number, np.int64))
            flat[name] = add("Equal", ["side", place], f"{name}.tokens")
            numbers = add("Cast", [flat[name]], f"{name}.numbers", to=TensorProto.FLOAT)
            add("Unsqueeze", [numbers, graph.axis(-1)], f"{name}.weights")
            total = add("ReduceSum", [f"{name}.weights", graph.axis(1)], f"{name}.total", keepdims=0)
            add("Max", [total, graph.number(1)], f"{name}.count")
        across = [
            add(
                "And",
                [
                    add("Unsqueeze", [flat[first], graph.axis(2)], f"{first}.rows"),
                    add("Unsqueeze", [flat[second], graph.axis(1)], f"{second}.columns"),
                ],
                f"{first}.across",
            )
            for first, second in (("source", "target"), ("target", "source"))
        ]
        self.opposite = add("Or", across, "opposite")
        self.weights = add("Cast", [self.opposite], "opposite.weights", to=TensorProto.FLOAT)
        total = add("ReduceSum", [self.weights, graph.axis(-1)], "opposite.total", keepdims=1)
        self.count = add("Max", [total, graph.number(1)], "opposite.count")
        # A token of either side has tokens opposite, or else nothing was seen: it is as good as a special token.
        self.seen = add("Min", [total, graph.number(1)], "opposite.seen")

    def mean(self, values: str, side: str, name: str) -> str:
        """The mean of values (pairs, tokens, width) over one side: (pairs, width)."""
        own = self.graph.add("Mul", [values, f"{side}.weights"], f"{name}.own")
        total = self.graph.add("ReduceSum", [own, self.graph.axis(1)], f"{name}.sum", keepdims=0)
        return self.graph.add("Div", [total, f"{side}.count"], name)

    def matches(self, state: str, layer: int) -> tuple[str, str]:
        """The cosine of each token to its best match opposite, and that less the mean: each (pairs, tokens, 1)."""
        graph, name = self.graph, f"matches.{layer}"
        norm = graph.add("ReduceL2", [state, graph.axis(-1)], f"{name}.norm", keepdims=1)
        length = graph.add("Max", [norm, graph.number(_LEAST_NORM)], f"{name}.length")
        unit = graph.add("Div", [state, length], f"{name}.unit")
        turned = graph.add("Transpose", [unit], f"{name}.turned", perm=[0, 2, 1])
        cosines = graph.add("MatMul", [unit, turned], f"{name}.cosines")
        allowed = graph.add("Where", [self.opposite, cosines, graph.number(-1)], f"{name}.allowed")
        best = graph.add("ReduceMax", [allowed, graph.axis(-1)], f"{name}.best", keepdims=1)
        own = graph.add("Mul", [cosines, self.weights], f"{name}.own")
        total = graph.add("ReduceSum", [own, graph.axis(-1)], f"{name}.sum", keepdims=1)
        mean = graph.add("Div", [total, self.count], f"{name}.mean")
        return best, graph.add("Sub", [best, mean], f"{name}.ahead")


def _pooled(graph: Graph, sides: _Sides, mixed: str, matches: str) -> list[str]:
    """The features of a pair, in the order in which the sentence head has learnt them."""
    add = graph.add
    u, v = sides.mean(mixed, "source", "u"), sides.mean(mixed, "target", "v")
    first = add("Gather", [mixed, graph.constant("first", np.array(0, np.int64))], "start.state", axis=1)
    bad = add("Sigmoid", ["bad.column"], "bad.chance")
    gap = add("Sigmoid", ["gap.column"], "gap.chance")
    chances = add("Softmax", ["severity"], "severity.chances", axis=-1)
    column = graph.constant("severity.points", np.array(SEVERITY_POINTS, np.float32).reshape(-1, 1))
    points = add("MatMul", [chances, column], "points")
    lengths = [
        add("Div", [add("Log", [f"{side}.count"], f"{side}.log"), graph.number(LENGTH_UNIT)], f"{side}.length")
        for side in ("source", "target")
    ]
    return [
        u,
        v,
        add("Abs", [add("Sub", [u, v], "u.less.v")], "u.from.v"),
        add("Mul", [u, v], "u.times.v"),
        first,
        sides.mean(matches, "source", "matches.source"),
        sides.mean(matches, "target", "matches.target"),
        sides.mean(bad, "target", "bad.target"),
        sides.mean(bad, "source", "bad.source"),
        sides.mean(gap, "target", "gap.target"),
        add("Div", [sides.mean(points, "target", "points.target"), graph.number(POINTS_UNIT)], "points.unit"),
        *lengths,
    ]


def _range(graph: Graph, start: int, end: int) -> tuple[str, str, str]:
    """Start, end and axis of columns."""
    return graph.axis(start), graph.axis(end), graph.axis(-1)


def _dense(graph: Graph, values: str, name: str, layer: Any) -> str:
    """A dense layer over rows of features."""
    weights = graph.constant(f"{name}.weights", weights_of(layer))
    return graph.add("Gemm", [values, weights, _bias(graph, name, layer)], name)


def _bias(graph: Graph, name: str, layer: Any) -> str:
    return graph.constant(f"{name}.bias", array(layer.bias))
