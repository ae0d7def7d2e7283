"""The network in torch: one encoder over source and translation together, and a head for each thing people judge."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

SCORES = ("direct_assessment", "penalty", "edit_rate", "critical")
"""Outputs of the sentence head, in this order, each on the scale of its own training target."""
SEVERITY_POINTS = (0.0, 1.0, 5.0, 10.0)
"""What the sentence head is told of an expected severity: none, minor, major, critical."""
POINTS_UNIT, LENGTH_UNIT = 5.0, 4.0
"""What brings expected points and logarithms of lengths to about the size of the other features."""
ALIGNED_LAYER = 6
"""Half way up the base encoder words of one meaning are closest across languages."""


@dataclass(slots=True)
class Outputs:
    """What the network says of a batch.

    ``scores`` has the shape (pairs, 4). There is a logit for each token: ``bad`` (a wrong word, or on the source's side
    a word translated wrongly or not at all) and ``gap`` (something is missing before it); ``severity``
    (pairs, tokens, 4) is for none, minor, major, critical.
    """

    scores: Tensor
    bad: Tensor
    gap: Tensor
    severity: Tensor


class LearningNetwork(nn.Module):
    """Scores pairs, and marks their wrong words.

    ``side`` (pairs, tokens) is 1 on tokens of the source, 2 on those of the translation, 0 on special tokens and
    padding. Token features that align the sides are taken from the layer ``aligned_layer`` and the last one.
    """

    def __init__(
        self, encoder: BertModel, dropout: float = 0.1, aligned_layer: int = ALIGNED_LAYER, hidden: int = 256
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.aligned_layer = aligned_layer
        width = encoder.config.hidden_size
        layers = encoder.config.num_hidden_layers
        self.mix = nn.Parameter(torch.zeros(layers + 1))
        with torch.no_grad():
            self.mix[-1] = 2.0
        self.dropout = nn.Dropout(dropout)
        # To each token: the best match on the other side, in two layers.
        self.token = nn.Sequential(nn.Linear(width + 4, hidden), nn.GELU(), nn.Dropout(dropout))
        self.tags = nn.Linear(hidden, 2 + len(SEVERITY_POINTS))
        self.sentence = nn.Sequential(nn.Linear(5 * width + 2 * 4 + 4 + 2, hidden), nn.Tanh(), nn.Dropout(dropout))
        self.score = nn.Linear(hidden, len(SCORES))

    def forward(self, ids: Tensor, mask: Tensor, side: Tensor) -> Outputs:
        """What the network says of pairs of token ids (pairs, tokens)."""
        states = self.encoder(ids, attention_mask=mask, output_hidden_states=True).hidden_states
        shares = self.mix.softmax(0).to(states[-1].dtype)
        mixed = torch.zeros_like(states[-1])
        for share, state in zip(shares, states, strict=True):
            mixed = mixed + share * state
        source, target = side == 1, side == 2
        matches = torch.cat([_matches(states[layer], source, target) for layer in (self.aligned_layer, -1)], dim=-1)
        token = self.token(torch.cat([self.dropout(mixed), matches.to(mixed.dtype)], dim=-1))
        tags = self.tags(token).float()
        bad, gap, severity = tags[..., 0], tags[..., 1], tags[..., 2:]
        u, v = _mean(mixed, source), _mean(mixed, target)
        points = (severity.softmax(-1) @ severity.new_tensor(SEVERITY_POINTS)).unsqueeze(-1)
        wrong = torch.cat(
            [
                _mean(bad.sigmoid().unsqueeze(-1), target),
                _mean(bad.sigmoid().unsqueeze(-1), source),
                _mean(gap.sigmoid().unsqueeze(-1), target),
                _mean(points, target) / POINTS_UNIT,
            ],
            dim=-1,
        )
        lengths = torch.stack([source.sum(1), target.sum(1)], dim=-1).clamp(min=1).float().log() / LENGTH_UNIT
        features = [u, v, (u - v).abs(), u * v, mixed[:, 0], _mean(matches, source), _mean(matches, target)]
        pooled = torch.cat([*features, wrong.to(u.dtype), lengths.to(u.dtype)], dim=-1)
        return Outputs(self.score(self.sentence(pooled)).float(), bad, gap, severity)


def let_learn(network: LearningNetwork, layers: int) -> None:
    """Lets the heads and the upper layers of the encoder learn; what is below stays, as the word embeddings do."""
    network.encoder.embeddings.requires_grad_(requires_grad=False)
    every = network.encoder.encoder.layer
    for place, layer in enumerate(every):
        layer.requires_grad_(requires_grad=place >= len(every) - layers)


def _mean(values: Tensor, where: Tensor) -> Tensor:
    weights = where.unsqueeze(-1).to(values.dtype)
    return (values * weights).sum(1) / weights.sum(1).clamp(min=1)


def _matches(states: Tensor, source: Tensor, target: Tensor) -> Tensor:
    """The cosine of each token to its best match on the other side, and the best less the mean: (pairs, tokens, 2)."""
    unit = nn.functional.normalize(states.float(), dim=-1).to(states.dtype)
    cosines = (unit @ unit.transpose(1, 2)).float()
    opposite = (source.unsqueeze(2) & target.unsqueeze(1)) | (target.unsqueeze(2) & source.unsqueeze(1))
    best = cosines.masked_fill(~opposite, -1.0).amax(-1)
    mean = (cosines * opposite).sum(-1) / opposite.sum(-1).clamp(min=1)
    seen = (source | target) & opposite.any(-1)
    return torch.stack([best, best - mean], dim=-1) * seen.unsqueeze(-1)
