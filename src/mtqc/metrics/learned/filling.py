"""Puts weights into a model without filling it with random ones first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import torch

from mtqc.errors import CheckpointError

Model = TypeVar("Model", bound=torch.nn.Module)


def filled(build: Callable[[], Model], weights: Mapping[str, torch.Tensor], name: str, what: str) -> Model:
    """The model that ``build`` makes, with these weights, in float32; other weights are ignored.

    ``what`` describes it for people: "an encoder of the kind bert with 12 layers".

    Raises:
        CheckpointError: weights are missing, or have other shapes than the model.
    """
    # On the device "meta" no memory is filled with random weights that are thrown away at once.
    with torch.device("meta"):
        model = build()
    expected = {key: tuple(tensor.shape) for key, tensor in model.state_dict().items()}
    missing = [key for key in expected if key not in weights]
    if missing:
        raise CheckpointError(name, f"expected {what}, but {len(missing)} of its weights are missing: {missing[0]}, …")
    for key, shape in expected.items():
        if (found := tuple(weights[key].shape)) != shape:
            raise CheckpointError(name, f"expected {what}, whose {key} has the shape {shape}; found {found}")
    model.load_state_dict({key: weights[key] for key in expected}, assign=True)
    _fill_buffers(model)
    return model.float().eval()


def _fill_buffers(model: torch.nn.Module) -> None:
    """Gives buffers that no checkpoint holds the values that the models' constructors give them."""
    for module in model.modules():
        for key, buffer in module.named_buffers(recurse=False):
            if buffer.is_meta:
                values = torch.zeros(buffer.shape, dtype=buffer.dtype)
                if key == "position_ids":
                    values = torch.arange(buffer.shape[-1]).expand(buffer.shape).clone()
                setattr(module, key, values)
