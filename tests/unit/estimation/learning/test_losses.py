"""What the network is taught."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("torch", reason="learning needs torch")

import torch

from mtqc.estimation.learning.examples import Batch
from mtqc.estimation.learning.losses import loss_of
from mtqc.estimation.learning.network import Outputs

PAIRS, TOKENS = 20, 3


def _batch() -> Batch:
    unknown = torch.full((PAIRS, TOKENS), -1)
    scores = torch.full((PAIRS, 4), math.nan)
    return Batch(
        torch.ones(PAIRS, TOKENS, dtype=torch.long),
        torch.ones(PAIRS, TOKENS, dtype=torch.bool),
        torch.full((PAIRS, TOKENS), 2),
        unknown,
        unknown.clone(),
        unknown.clone(),
        scores,
        torch.ones(PAIRS),
    )


def _outputs(scores: torch.Tensor | None = None) -> Outputs:
    zeros = torch.zeros(PAIRS, TOKENS)
    given = torch.zeros(PAIRS, 4) if scores is None else scores
    return Outputs(given.requires_grad_(), zeros, zeros, torch.zeros(PAIRS, TOKENS, 4))


def test_what_is_not_known_is_not_taught() -> None:
    loss = loss_of(_outputs(), _batch(), [])
    assert (loss.total.item(), loss.parts) == (0, {})
    loss.total.backward()  # type: ignore[no-untyped-call]  # torch's own


def test_the_right_scores_cost_least() -> None:
    batch = _batch()
    batch.scores[:, 0] = torch.linspace(-1, 1, PAIRS)
    batch.scores[:, 3] = (torch.arange(PAIRS) % 2).float()
    right = torch.nan_to_num(batch.scores.clone())
    right[:, 3] = 20 * right[:, 3] - 10
    best = loss_of(_outputs(right), batch, [])
    worse = loss_of(_outputs(-right), batch, [])
    assert set(best.parts) == {"direct_assessment", "correlation", "critical"}
    assert best.total.item() == pytest.approx(0, abs=1e-3)
    assert worse.total.item() > 1


def test_labels_of_tokens_are_taught_where_they_are_known() -> None:
    batch = _batch()
    batch.bad[0, 0], batch.gap[0, 1], batch.severity[1, 2] = 1, 0, 3
    parts = loss_of(_outputs(), batch, []).parts
    assert set(parts) == {"bad", "gap", "severity"}
    assert parts["severity"] == pytest.approx(0.6 * math.log(4))


def test_the_better_translation_must_score_higher() -> None:
    scores = torch.zeros(PAIRS, 4)
    scores[0, :2] = 2.0
    right, wrong = (loss_of(_outputs(scores.clone()), _batch(), [link]).parts["ranking"] for link in ((0, 1), (1, 0)))
    assert right < 0.05 < 0.5 < wrong
