"""Models in transformers' own layout: ``config.json``, tokenizer files, weights in one file or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.checkpoint import Checkpoint, Notice, checkpoint, default_notice
from mtqc.metrics.learned.encoder import BASE_FILES
from mtqc.metrics.learned.quiet import quiet
from mtqc.metrics.learned.weights import load_pickle, load_safetensors

if TYPE_CHECKING:
    import torch

_SAFETENSORS, _PICKLE = "model.safetensors", "pytorch_model.bin"
_LAYOUTS = (
    ("model.safetensors", "model-*.safetensors", "model.safetensors.index.json"),
    ("pytorch_model.bin", "pytorch_model-*.bin", "pytorch_model.bin.index.json"),
)


def pretrained(
    name: str,
    computing: Computing,
    *,
    revision: str | None = None,
    more: Sequence[str] = (),
    notice: Notice = default_notice,
) -> Checkpoint:
    """Configuration, tokenizer and weights of a model; of two formats of weights safetensors is preferred.

    ``more`` are glob patterns for further files that are wanted; ``notice`` is told what a download costs.

    Raises:
        CheckpointError: there is no such model, or it cannot be got, or has no weights in a known format.
    """
    told: set[str] = set()

    def tell_once(text: str) -> None:
        if text not in told:
            notice(text)
        told.add(text)

    for weights in _LAYOUTS:
        wanted = (*BASE_FILES, *more, *weights)
        found = checkpoint(name, computing, wanted=wanted, revision=revision, notice=tell_once)
        if found.has(weights[0]) or found.has(weights[2]):
            found.file("config.json")
            return found
    raise CheckpointError(name, f"expected {_SAFETENSORS} or {_PICKLE}; found {found.content}")


def pretrained_weights(model: Checkpoint) -> dict[str, torch.Tensor]:
    """The tensors of a model by name; they stay in their files until they are used.

    Raises:
        CheckpointError: a file is missing or damaged.
    """
    if model.has(_SAFETENSORS):
        return load_safetensors(model.file(_SAFETENSORS))
    if model.has(_PICKLE):
        return load_pickle(model.file(_PICKLE))
    safe = model.has(f"{_SAFETENSORS}.index.json")
    index = json_of(model, f"{_SAFETENSORS if safe else _PICKLE}.index.json")
    weights: dict[str, torch.Tensor] = {}
    for part in sorted(set(index.get("weight_map", {}).values())):
        path = model.file(part)
        weights.update(load_safetensors(path) if safe else load_pickle(path))
    return weights


def configuration(model: Checkpoint) -> dict[str, Any]:
    """The content of its ``config.json``.

    Raises:
        CheckpointError: there is none, or it is no JSON object.
    """
    return json_of(model, "config.json")


def expect_kind(model: Checkpoint, *kinds: str) -> None:
    """Makes sure that a model is of one of some kinds, as its configuration calls them.

    Raises:
        CheckpointError: it is another one.
    """
    found = configuration(model).get("model_type")
    if found not in kinds:
        raise CheckpointError(model.name, f"expected a model of the kind {' or '.join(kinds)}; found {found}")


def json_of(model: Checkpoint, name: str) -> dict[str, Any]:
    """The object in one of its JSON files.

    Raises:
        CheckpointError: there is no such file, it is damaged, or there is no object in it.
    """
    content = model.json(name)
    if not isinstance(content, dict):
        raise CheckpointError(model.name, f"expected an object in {name}; found {type(content).__name__}")
    return content


def pretrained_model(model: Checkpoint, kind: str = "AutoModel", unused: Sequence[str] = ("pooler.",)) -> Any:
    """The model with its weights, in float32 on the CPU, made by a class of transformers such as ``AutoModel``.

    Weights whose names begin with one of ``unused`` may be missing: nobody asks the layers that they belong to.

    Raises:
        CheckpointError: the weights are damaged, or not those of such a model.
    """
    import transformers

    with quiet():
        try:
            made, found = getattr(transformers, kind).from_pretrained(
                str(model.folder), local_files_only=True, output_loading_info=True, trust_remote_code=False
            )
        # transformers, torch and safetensors raise a dozen kinds of errors for files that are not as they should be.
        except Exception as error:
            problem = " ".join(str(error).split())[:200]
            raise CheckpointError(model.name, f"its weights cannot be read from {model.folder}: {problem}") from error
    missing = sorted(key for key in found["missing_keys"] if not key.startswith(tuple(unused)))
    if missing:
        raise CheckpointError(model.name, f"expected a model with the weight {missing[0]}; found none")
    return made.float().eval()
