"""ONNX graphs that grow node by node, with matrix products in 8 bits.

Every token's activations are quantised by themselves: its vector is divided by its own largest value, and the
product multiplied by that again. ONNX's own dynamic quantisation takes one scale for all tokens of a batch, which makes
a result depend on what else is in the batch, and costs far more: Spearman with float32 of .975 instead of .999. Weights
have a scale for each output column.

The operators of the domain ``com.microsoft`` are in every build of onnxruntime since 1.16.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from onnx.helper import make_node

OPSET, CONTRIBUTED, IR_VERSION = 18, "com.microsoft", 9
"""What onnxruntime 1.18 reads."""
_LEVELS = 127
_LEAST_GELU = 0.17
"""No value of GELU is below -0.17: its largest absolute value is its largest value, or not larger than this."""
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int8]


class Graph:
    """A graph that grows node by node; each method adds what its name says and gives the name of the result.

    ``kept`` are constants of an earlier graph: where one of the same name is asked for, its values stay as they were.
    So weights that did not learn are not rounded a second time.
    """

    def __init__(self, kept: Mapping[str, onnx.TensorProto] | None = None) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self._kept = kept or {}

    def constant(self, name: str, values: npt.ArrayLike) -> str:
        """A constant; one name is stored once."""
        if name not in self.constants:
            array = np.asarray(values)
            # This function of numpy makes a vector of a single number.
            fresh = np.ascontiguousarray(array).reshape(array.shape)
            self.constants[name] = self._kept.get(name) or numpy_helper.from_array(fresh, name)
        return name

    def number(self, value: float) -> str:
        """A single number in float32."""
        return self.constant(f"number.{value:g}", np.float32(value))

    def axis(self, place: int) -> str:
        """The number of an axis, as operators take it."""
        return self.constant(f"axis.{place}", np.array([place], np.int64))

    def add(self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **attributes: Any) -> str:
        """A node with one result, which has the node's name."""
        self.nodes.append(make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def quantised(self, values: str, *, after_gelu: bool = False) -> tuple[str, str]:
        """Unsigned 8-bit values of each token, zero at 128, and the token's largest absolute value."""
        absolute = values if after_gelu else self.add("Abs", [values], f"{values}.absolute")
        largest = self.add("ReduceMax", [absolute, self.axis(-1)], f"{values}.largest", keepdims=1)
        floor = _LEAST_GELU if after_gelu else 1e-9
        scale = self.add("Max", [largest, self.number(floor)], f"{values}.scale")
        unit = self.add("Div", [values, scale], f"{values}.unit")
        return self.add("QuantizeLinear", [unit, *self._step_and_zero()], f"{values}.quantised"), scale

    def product(self, values: tuple[str, str], weights: Floats, name: str) -> str:
        """Quantised values (…, inputs) times weights (inputs, outputs), in float32."""
        integers, scales = rounded(weights)
        step, zero = self._step_and_zero()
        unit = self.add(
            "MatMulIntegerToFloat",
            [
                values[0],
                self.constant(f"{name}.weights", integers),
                step,
                self.constant(f"{name}.scales", scales),
                zero,
            ],
            f"{name}.unit",
            CONTRIBUTED,
        )
        return self.add("Mul", [unit, values[1]], name)

    def _step_and_zero(self) -> tuple[str, str]:
        return self.constant("step", np.float32(1 / _LEVELS)), self.constant("zero", np.uint8(128))


def rounded(weights: Floats) -> tuple[Integers, Floats]:
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


def array(values: torch.Tensor) -> Floats:
    """The numbers of a tensor in float32."""
    found: Floats = values.detach().float().numpy()
    return found


def weights_of(dense: Any) -> Floats:
    """The weights of a dense layer as ONNX multiplies: (inputs, outputs)."""
    return array(dense.weight).T
