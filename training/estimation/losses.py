"""What the model is taught: a loss for each kind of judgement, summed."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from examples import UNKNOWN, Batch
from network import Judged
from torch import Tensor
from torch.nn import functional

# How much each kind of judgement counts beside the direct assessments.
SCORE_WEIGHTS = {"direct_assessment": 1.0, "penalty": 0.4, "edit_rate": 0.4, "critical": 0.3}
BAD, GAP, SEVERITY, RANKING, CORRELATION = 0.6, 0.2, 0.6, 0.5, 0.3
_RARE_BAD, _RARE_GAP = 1.5, 3.0
"""Wrong words and gaps are rarer than right ones, and count so many times."""
_SEVERITY_WEIGHTS = (1.0, 3.0, 3.0, 4.0)


@dataclass
class Loss:
    """The loss, and its parts by name for the log."""

    total: Tensor
    parts: dict[str, float]


def loss_of(judged: Judged, batch: Batch, better: Tensor, worse: Tensor) -> Loss:
    """The loss of a batch; ``better[i]`` must score higher than ``worse[i]``, both places in the batch."""
    parts: dict[str, Tensor] = {}
    for column, (name, weight) in enumerate(SCORE_WEIGHTS.items()):
        target = batch.scores[:, column]
        known = ~target.isnan()
        if not known.any():
            continue
        predicted, wanted = judged.scores[known, column], target[known]
        if name == "critical":
            losses = functional.binary_cross_entropy_with_logits(predicted, wanted, reduction="none")
        else:
            losses = functional.huber_loss(predicted, wanted, reduction="none")
        # Weighed by the share of the batch, so that a lone example does not shake the model.
        parts[name] = weight * (losses * batch.weight[known]).sum() / len(target)
        if name == "direct_assessment" and known.sum() >= 16:
            parts["correlation"] = CORRELATION * (1 - _pearson(predicted, wanted)) * known.float().mean()
    for name, logits, labels, weight, rare in (
        ("bad", judged.bad, batch.bad, BAD, _RARE_BAD),
        ("gap", judged.gap, batch.gap, GAP, _RARE_GAP),
    ):
        known = labels != UNKNOWN
        if known.any():
            parts[name] = weight * functional.binary_cross_entropy_with_logits(
                logits[known], labels[known].float(), pos_weight=logits.new_tensor(rare)
            )
    known = batch.severity != UNKNOWN
    if known.any():
        weights = judged.severity.new_tensor(_SEVERITY_WEIGHTS)
        parts["severity"] = SEVERITY * functional.cross_entropy(judged.severity[known], batch.severity[known], weights)
    if len(better):
        gaps = judged.scores[better][:, :2] - judged.scores[worse][:, :2]
        parts["ranking"] = RANKING * functional.softplus(2 * (0.3 - gaps)).mean() / 2
    total = torch.stack(list(parts.values())).sum()
    return Loss(total, {name: float(part.detach()) for name, part in parts.items()})


def _pearson(predicted: Tensor, wanted: Tensor) -> Tensor:
    predicted, wanted = predicted - predicted.mean(), wanted - wanted.mean()
    return (predicted * wanted).sum() / (predicted.norm() * wanted.norm()).clamp(min=1e-6)
