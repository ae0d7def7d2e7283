"""Reads weights from files that nobody has vouched for."""

from __future__ import annotations

import pickle
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtqc.errors import CheckpointError

if TYPE_CHECKING:
    import torch

    StateDict = dict[str, torch.Tensor]

_CODE = re.compile(r"GLOBAL ([\w.]+\w)")
"""How torch names what a pickle wants to call."""


def load_pickle(path: Path) -> dict[str, Any]:
    """The content of a checkpoint of torch: for Lightning's ``state_dict`` and ``hyper_parameters``, plain values.

    Only tensors and plain values are read, never code: what else the hyper-parameters of Lightning are made of is
    replaced by plain values. Tensors stay in the file until they are used, where its format allows that.

    Raises:
        CheckpointError: the file is damaged, or holds code.
    """
    import torch

    with torch.serialization.safe_globals(_plain_types()), warnings.catch_warnings():
        # torch warns of rare pickles, in which it then finds what matters here.
        warnings.simplefilter("ignore")
        try:
            content = torch.load(path, map_location="cpu", weights_only=True, mmap=_is_zip(path))
        except pickle.UnpicklingError as error:
            raise CheckpointError(str(path), _refusal(error)) from error
        except (RuntimeError, EOFError, ValueError, KeyError, AttributeError, OSError) as error:
            raise CheckpointError(str(path), f"is damaged: {_one_line(error)}; remove it and get it again") from error
    if not isinstance(content, dict):
        raise CheckpointError(str(path), f"expected a dictionary of weights, found {type(content).__name__}")
    return content


def load_safetensors(path: Path) -> StateDict:
    """The tensors of a safetensors file by name; they stay in the file until they are used.

    Raises:
        CheckpointError: the file is damaged.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return dict(load_file(path))
    except (SafetensorError, OSError) as error:
        raise CheckpointError(str(path), f"is damaged: {_one_line(error)}; remove it and get it again") from error


def _plain_types() -> list[Any]:
    """What Lightning's hyper-parameters hold besides plain values, all of it without effect when it is built."""
    from argparse import Namespace
    from collections import OrderedDict, defaultdict
    from pathlib import PosixPath

    return [Namespace, OrderedDict, defaultdict, PosixPath, dict]


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _refusal(error: Exception) -> str:
    message = str(error)
    if code := _CODE.search(message):
        return f"is refused: it holds code besides weights ({code[1]}), which could do anything"
    return f"is damaged: {_one_line(error)}; remove it and get it again"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
