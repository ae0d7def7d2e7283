"""Encoders whose weights are in one checkpoint and whose configuration and tokenizer are in another.

COMET and PEAR checkpoints hold all weights, but only name the model that they started from: its ``config.json`` and
tokenizer files are needed besides. :func:`base_folder` finds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.checkpoint import Checkpoint, checkpoint

if TYPE_CHECKING:
    import torch

VOCABULARY_FILES = (
    "tokenizer.json",
    "sentencepiece.bpe.model",
    "sentencepiece.model",
    "spiece.model",
    "vocab.txt",
    "vocab.json",
)
"""The files of tokenizers that hold words or their pieces; each tokenizer has one of them."""

BASE_FILES = (
    "config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "merges.txt",
    *VOCABULARY_FILES,
)
"""Files of configuration and tokenizers, by all names that they have."""

_IGNORED = ("position_ids", "token_type_ids", "pooler.")
"""Buffers that older versions of transformers stored, and the layer that these models do without."""


def base_folder(model: Checkpoint, pretrained: str, computing: Computing) -> Path:
    """The folder with configuration and tokenizer of the model that a checkpoint started from.

    For a checkpoint in the folder ``F`` that started from ``owner/name`` it is the first of ``F/name``,
    ``F/owner/name`` and ``F/../name`` that has a ``config.json``: put the files there where there is no network.
    Else they come from the hub, without the weights.

    Raises:
        CheckpointError: they are in none of these places.
    """
    short = pretrained.rpartition("/")[2]
    for folder in (model.folder / short, model.folder / pretrained, model.folder.parent / short):
        if (folder / "config.json").is_file():
            return folder
    try:
        return checkpoint(pretrained, computing, wanted=BASE_FILES).folder
    except CheckpointError as error:
        raise CheckpointError(
            model.name,
            f"it also needs configuration and tokenizer of {pretrained} ({error.problem}); "
            f"where there is no network, put them into {model.folder / short}",
        ) from error


def base_configuration(folder: Path, name: str) -> Any:
    """The configuration in a folder, as transformers reads it; ``name`` is the model that needs it.

    Raises:
        CheckpointError: it is damaged, or of a model that transformers does not know.
    """
    from transformers import AutoConfig

    try:
        # Code that lies beside a configuration is never run.
        return AutoConfig.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
    # transformers raises half a dozen kinds of errors for files that are not as they should be.
    except Exception as error:
        problem = " ".join(str(error).split())[:200]
        raise CheckpointError(name, f"its configuration cannot be read from {folder}: {problem}") from error


def encoder(
    folder: Path, weights: Mapping[str, torch.Tensor], name: str, *, pooling_layer: bool = False
) -> torch.nn.Module:
    """The encoder with the configuration in a folder and these weights: a model of transformers, in float32.

    The names of the weights are those of transformers, without a prefix (see :func:`without_prefix`). With
    ``pooling_layer`` the layer over the first token is part of it.

    Raises:
        CheckpointError: weights are missing or have other shapes than the configuration says.
    """
    from transformers import AutoModel

    from mtqc.metrics.learned.filling import filled

    config = base_configuration(folder, name)
    own = {
        key: tensor
        for key, tensor in weights.items()
        if not any(part in key for part in (_IGNORED[:2] if pooling_layer else _IGNORED))
    }
    kind: Any = AutoModel
    what = f"an encoder of the kind {config.model_type} with {config.num_hidden_layers} layers"
    model: torch.nn.Module = filled(lambda: kind.from_config(config, add_pooling_layer=pooling_layer), own, name, what)
    return model


def without_prefix(weights: Mapping[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    """The weights whose names begin so, under the rest of their names."""
    return {key.removeprefix(prefix): tensor for key, tensor in weights.items() if key.startswith(prefix)}
