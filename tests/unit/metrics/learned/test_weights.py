"""Weights are read from files that nobody has vouched for."""

from __future__ import annotations

import os
import pickle
from argparse import Namespace
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch

from mtqc.errors import CheckpointError
from mtqc.metrics.learned.weights import load_pickle, load_safetensors


class Runs:
    """Runs a command when its pickle is read."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("touch harmed",)


def content() -> dict[str, Any]:
    return {
        "state_dict": OrderedDict(weight=torch.arange(6.0).reshape(2, 3)),
        "hyper_parameters": {"pool": "avg", "hidden_sizes": [3072, 1024], "dropout": 0.1, "more": Namespace(a=1)},
        "pytorch-lightning_version": "1.8",
    }


@pytest.mark.parametrize("zipped", [True, False])
def test_weights_and_hyper_parameters_are_read(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / "model.ckpt"
    torch.save(content(), path, _use_new_zipfile_serialization=zipped)
    found = load_pickle(path)
    assert torch.equal(found["state_dict"]["weight"], torch.arange(6.0).reshape(2, 3))
    assert found["hyper_parameters"]["hidden_sizes"] == [3072, 1024]
    assert found["hyper_parameters"]["more"].a == 1


@pytest.mark.parametrize("zipped", [True, False])
def test_code_is_refused_and_not_run(tmp_path: Path, zipped: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    torch.save({**content(), "callback": Runs()}, "model.ckpt", _use_new_zipfile_serialization=zipped)
    with pytest.raises(CheckpointError, match="refused: it holds code") as raised:
        load_pickle(Path("model.ckpt"))
    assert "\n" not in str(raised.value)
    assert "system" in str(raised.value)
    assert not Path("harmed").exists()


def test_a_plain_pickle_with_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.ckpt"
    path.write_bytes(pickle.dumps(Runs()))
    with pytest.raises(CheckpointError, match=r"model\.ckpt"):
        load_pickle(path)


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "model.ckpt"
    torch.save(content(), path)
    whole = path.read_bytes()
    for damaged in (b"", b"no weights at all", whole[: len(whole) // 2]):
        path.write_bytes(damaged)
        with pytest.raises(CheckpointError, match="is damaged"):
            load_pickle(path)


def test_something_else_than_weights(tmp_path: Path) -> None:
    torch.save([1, 2], tmp_path / "model.ckpt")
    with pytest.raises(CheckpointError, match="expected a dictionary of weights, found list"):
        load_pickle(tmp_path / "model.ckpt")


def test_safetensors(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    path = tmp_path / "model.safetensors"
    save_file({"weight": torch.ones(2)}, path)
    assert torch.equal(load_safetensors(path)["weight"], torch.ones(2))
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(CheckpointError, match="is damaged"):
        load_safetensors(path)
