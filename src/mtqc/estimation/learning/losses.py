"""What the network is taught: a loss for each kind of judgement, summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from mtqc.estimation.learning.examples import UNKNOWN, Batch
from mtqc.estimation.learning.network import Outputs

SCORE_WEIGHTS = {"direct_assessment": 1.0, "penalty": 0.4, "edit_rate": 0.4, "critical": 0.3}
"""How much each kind of judgement counts beside the direct assessments."""
BAD, GAP, SEVERITY, RANKING, CORRELATION = 0.6, 0.2, 0.6, 0.5, 0.3
_RARE_BAD, _RARE_GAP = 1.5, 3.0
"""Wrong words and gaps are rarer than right ones, and count so many times."""
_SEVERITY_WEIGHTS = (1.0, 3.0, 3.0, 4.0)
_FEWEST_TO_CORRELATE = 16
_MARGIN = 0.3
"""By how much a better translation should score higher than a worse one of the same source."""
_RANKED = 2
"""Direct assessments and penalties are ranked: the first outputs of the sentence head."""


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss, and its parts by name for the log."""

    total: Tensor
    parts: dict[str, float]


def loss_of(said: Outputs, batch: Batch, links: Sequence[tuple[int, int]]) -> Loss:
    """The loss of a batch; of each link the first place must score higher than the second."""
    parts: dict[str, Tensor] = {}
    for column, (name, weight) in enumerate(SCORE_WEIGHTS.items()):
        target = batch.scores[:, column]
        known = ~target.isnan()
        if not known.any():
            continue
        predicted, wanted = said.scores[known, column], target[known]
        if name == "critical":
            losses = functional.binary_cross_entropy_with_logits(predicted, wanted, reduction="none")
        else:
            losses = functional.huber_loss(predicted, wanted, reduction="none")
        # Weighed by the share of the batch, so that a lone example does not shake the model.
        parts[name] = weight * (losses * batch.weight[known]).sum() / len(target)
        if name == "direct_assessment" and known.sum() >= _FEWEST_TO_CORRELATE:
            parts["correlation"] = CORRELATION * (1 - _pearson(predicted, wanted)) * known.float().mean()
    for name, logits, labels, weight, rare in (
        ("bad", said.bad, batch.bad, BAD, _RARE_BAD),
        ("gap", said.gap, batch.gap, GAP, _RARE_GAP),
    ):
        known = labels != UNKNOWN
        if known.any():
            parts[name] = weight * functional.binary_cross_entropy_with_logits(
                logits[known], labels[known].float(), pos_weight=logits.new_tensor(rare)
            )
    known = batch.severity != UNKNOWN
    if known.any():
        weights = said.severity.new_tensor(_SEVERITY_WEIGHTS)
        parts["severity"] = SEVERITY * functional.cross_entropy(said.severity[known], batch.severity[known], weights)
    if links:
        better, worse = (torch.tensor(places, device=said.scores.device) for places in zip(*links, strict=True))
        ahead = said.scores[better][:, :_RANKED] - said.scores[worse][:, :_RANKED]
        parts["ranking"] = RANKING * functional.softplus(2 * (_MARGIN - ahead)).mean() / 2
    # A batch may hold nothing that was judged.
    total = torch.stack(list(parts.values())).sum() if parts else said.scores.sum() * 0
    return Loss(total, {name: float(part.detach()) for name, part in parts.items()})


def _pearson(predicted: Tensor, wanted: Tensor) -> Tensor:
    predicted, wanted = predicted - predicted.mean(), wanted - wanted.mean()
    found: Tensor = (predicted * wanted).sum() / (predicted.norm() * wanted.norm()).clamp(min=1e-6)
    return found
