"""Arithmetic of training."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="learning needs torch")
pytest.importorskip("onnx", reason="the tiny network is restored by it")

import torch

from mtqc.estimation.learning.network import LearningNetwork, let_learn
from mtqc.estimation.learning.precision import ByteDropout, Masters, fast_arithmetic, prepare


def test_dropout_leaves_out_its_share_and_keeps_the_mean() -> None:
    torch.manual_seed(1)
    dropout = ByteDropout(0.25)
    found = dropout(torch.ones(101, 101))
    assert float((found == 0).float().mean()) == pytest.approx(0.25, abs=0.02)
    assert float(found.mean()) == pytest.approx(1, abs=0.03)
    assert (dropout.eval()(torch.ones(5)) == 1).all()
    assert (ByteDropout(0.0)(torch.ones(5)) == 1).all()


def test_small_steps_are_not_lost_in_the_coarse_weights(network: LearningNetwork) -> None:
    let_learn(network, 1)
    prepare(network)
    masters = Masters(network)
    assert not any(name.startswith(("encoder.encoder.layer.0.", "encoder.embeddings")) for name in masters.exact)
    name, weights = next((name, value) for name, value in masters.parameters() if name.endswith("output.dense.weight"))
    before = masters.working[name].detach().clone()
    assert before.dtype is torch.bfloat16
    for _ in range(1000):
        weights += 1e-5 * before.float()
    masters.give_weights()
    changed = masters.working[name].detach().float() / before.float()
    assert float(changed[before != 0].mean()) == pytest.approx(1.01, abs=2e-3)


def test_gradients_move_to_the_exact_weights(network: LearningNetwork) -> None:
    let_learn(network, 0)
    masters = Masters(network)
    network.score.weight.grad = torch.ones_like(network.score.weight)
    masters.take_gradients()
    moved = masters.exact["score.weight"].grad
    assert moved is not None
    assert moved.unique().tolist() == [1]  # type: ignore[no-untyped-call]  # torch's own
    assert masters.exact["score.bias"].grad is None
    assert network.score.weight.grad is None


def test_lower_layers_learn_more_slowly(network: LearningNetwork) -> None:
    let_learn(network, 2)
    groups = Masters(network).by_rate(2, head_rate=1.0, encoder_rate=0.1, layer_decay=0.5)
    assert sorted(float(str(group["lr"])) for group in groups) == [0.05, 0.1, 1.0]


def test_other_devices_than_processors_compute_in_sixteen_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fast_arithmetic("cuda") is torch.bfloat16
    for supported, arithmetic in ((lambda: True, torch.bfloat16), (lambda: False, torch.float32)):
        monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", supported, raising=False)
        assert fast_arithmetic("cpu") is arithmetic
    monkeypatch.delattr(torch.cpu, "_is_avx512_bf16_supported")
    assert fast_arithmetic("cpu") is torch.float32
