"""Vectors of tokens in context, and how well the tokens of one text find their likes in another.

The matching is that of BERTScore (Zhang et al. 2020): each token takes the most similar token of the other text, by
cosine, and the similarities are averaged by weights of the tokens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from mtqc.metrics.learned.tokens import padded

_LEAST_NORM = 1e-12


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts as token ids with special tokens at both ends; the first is the one that is judged."""

    first: tuple[int, ...]
    second: tuple[int, ...]

    @property
    def cost(self) -> int:
        """How many tokens the model reads for it, in a batch of its like."""
        return 2 * max(len(self.first), len(self.second))


@dataclass(frozen=True, slots=True)
class Matching:
    """How tokens are weighed and matched.

    ``first`` and ``second`` weigh the tokens of either text by their ids, ``rare_first`` and ``rare_second`` those that
    are not in there.
    Special tokens weigh nothing. With ``match_special`` others may still match them, as in BERTScore.
    """

    first: Mapping[int, float]
    second: Mapping[int, float]
    rare_first: float = 1.0
    rare_second: float = 1.0
    match_special: bool = True


class TokenVectors(nn.Module):
    """An encoder whose hidden states after ``layer`` layers are the vectors; 0 is the embedding."""

    def __init__(self, model: nn.Module, layer: int, padding: int) -> None:
        super().__init__()
        self.model = model
        self._layer = layer
        self._padding = padding

    def forward(self, texts: Sequence[Sequence[int]]) -> Tensor:
        """Vectors of length 1, shape (texts, longest, width); those of padding mean nothing."""
        device = str(next(self.model.parameters()).device)
        ids, mask = padded(texts, self._padding, device)
        output: Any = self.model(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        states: Tensor = output.hidden_states[self._layer].float()
        lengths: Tensor = states.norm(dim=-1, keepdim=True)
        return states / lengths.clamp_min(_LEAST_NORM)


def matched(vectors: TokenVectors, batch: Sequence[Pair], matching: Matching) -> Tensor:
    """How well the tokens of each first text are matched, and those of each second; shape (pairs, 2).

    A text without tokens of its own matches nothing: both are 0 then.
    """
    with torch.inference_mode():
        texts = list(dict.fromkeys(text for pair in batch for text in (pair.first, pair.second)))
        place = {text: number for number, text in enumerate(texts)}
        states = vectors(texts)
        first = states[[place[pair.first] for pair in batch]]
        second = states[[place[pair.second] for pair in batch]]
        similarities = first @ second.transpose(1, 2)
        length = similarities.shape[1]
        of_first = _weights([pair.first for pair in batch], matching.first, matching.rare_first, length).to(
            states.device
        )
        of_second = _weights([pair.second for pair in batch], matching.second, matching.rare_second, length).to(
            states.device
        )
        may = [_may_match([getattr(pair, side) for pair in batch], matching.match_special, length) for side in _SIDES]
        precision = _mean(similarities.masked_fill(~may[1].to(states.device).unsqueeze(1), -2.0).amax(2), of_first)
        recall = _mean(similarities.masked_fill(~may[0].to(states.device).unsqueeze(2), -2.0).amax(1), of_second)
        empty = torch.tensor([min(len(pair.first), len(pair.second)) <= 2 for pair in batch], device=states.device)
        return torch.stack([precision, recall], dim=1).masked_fill(empty.unsqueeze(1), 0.0)


_SIDES = ("first", "second")


def _weights(texts: Sequence[Sequence[int]], weights: Mapping[int, float], rare: float, length: int) -> Tensor:
    found = torch.zeros((len(texts), length))
    for row, text in enumerate(texts):
        own = [weights.get(token, rare) for token in text[1:-1]]
        found[row, 1 : 1 + len(own)] = torch.tensor(own)
    return found


def _may_match(texts: Sequence[Sequence[int]], special: bool, length: int) -> Tensor:
    found = torch.zeros((len(texts), length), dtype=torch.bool)
    for row, text in enumerate(texts):
        found[row, : len(text)] = True
        if not special:
            found[row, 0] = found[row, len(text) - 1] = False
    return found


def _mean(similarities: Tensor, weights: Tensor) -> Tensor:
    """Weighted means of rows, 0 where nothing has a weight."""
    total = weights.sum(1)
    return (similarities * weights).sum(1) / total.masked_fill(total == 0, 1.0)
