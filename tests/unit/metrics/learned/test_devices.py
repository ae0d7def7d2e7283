"""A device that cannot be used is an error before any work, and a lower precision changes a score a little only."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch

from mtqc.errors import MissingExtraError, MtqcError, SettingsError
from mtqc.metrics.computing import Computing, Precision
from mtqc.metrics.learned import torch_packages
from mtqc.metrics.learned.devices import Replicas, devices
from mtqc.metrics.learned.torch_packages import require_torch


def test_the_chosen_devices_or_the_best() -> None:
    assert devices(Computing(devices=("cpu", "cpu"))) == ("cpu", "cpu")
    assert len(devices(Computing())) == 1


@pytest.mark.parametrize(
    ("accelerators", "best"), [((True, False), "cuda:0"), ((False, True), "mps"), ((False, False), "cpu")]
)
def test_the_best_device(monkeypatch: pytest.MonkeyPatch, accelerators: tuple[bool, bool], best: str) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: accelerators[0])
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: accelerators[1])
    monkeypatch.setattr(torch.mps, "device_count", lambda: 1)
    assert devices(Computing()) == (best,)


@pytest.mark.parametrize(
    ("device", "precision", "words"),
    [
        ("gpu", "float32", "unknown device 'gpu'; torch names them cpu, cuda"),
        ("meta", "float32", "device 'meta' cannot run metrics"),
        ("cuda:7", "float32", "torch cannot use device 'cuda:7': it sees "),
        ("mps:3", "float32", "torch cannot use device 'mps:3': it sees "),
        ("cuda", "int8", "precision int8 works on cpu only, not on 'cuda'"),
    ],
)
def test_devices_that_cannot_be_used(device: str, precision: Precision, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        devices(Computing(devices=(device,), precision=precision))


@pytest.mark.parametrize(
    ("precision", "tolerance"), [("float32", 0.0), ("bfloat16", 0.05), ("float16", 0.01), ("int8", 0.1)]
)
def test_precisions(precision: Precision, tolerance: float) -> None:
    def build() -> torch.nn.Sequential:
        torch.manual_seed(1)
        return torch.nn.Sequential(torch.nn.Linear(16, 8), torch.nn.Linear(8, 1))

    model = Replicas(build, precision).on("cpu")
    inputs = torch.linspace(-1, 1, 32).reshape(2, 16)
    expected = build()(inputs)
    found = model(inputs.to(torch.float32 if precision == "int8" else getattr(torch, precision)))
    assert not any(parameter.requires_grad for parameter in model.parameters())
    assert (found.float() - expected).abs().max() <= tolerance


def test_a_model_is_built_once_a_device() -> None:
    built = []

    def build() -> torch.nn.Linear:
        built.append(1)
        return torch.nn.Linear(1, 1)

    replicas = Replicas(build, "float32")
    assert replicas.on("cpu") is replicas.on("cpu")
    assert len(built) == 1


def test_a_model_that_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(words: str) -> torch.nn.Linear:
        raise RuntimeError(words)

    with pytest.raises(MtqcError, match="not enough memory on cpu for the model; use a device with more"):
        Replicas(lambda: build("CUDA out of memory."), "float32").on("cpu")
    with pytest.raises(RuntimeError, match="something else"):
        Replicas(lambda: build("something else"), "float32").on("cpu")


@pytest.mark.parametrize("missing", ["torch", "sentencepiece", "google.protobuf"])
def test_missing_packages_name_the_line_that_installs_them(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    def find_spec(name: str) -> object:
        if name == missing and "." in name:
            raise ModuleNotFoundError(name)
        return None if name == missing else object()

    require_torch("comet")
    monkeypatch.setattr(torch_packages, "find_spec", find_spec)
    with pytest.raises(MissingExtraError, match=r"comet needs more packages: pip install 'mtqc\[neural\]'"):
        require_torch("comet")
