"""The network of PEAR: an encoder over source and two translations, and a head that scores each against the source."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.encoder import base_configuration, base_folder, encoder, without_prefix
from mtqc.metrics.learned.tokens import Tokenizer, padded
from mtqc.metrics.learned.weights import load_pickle

_DEFAULT_BASE = "microsoft/infoxlm-large"
_ACTIVATIONS: Mapping[str, type[nn.Module]] = {
    "gelu": nn.GELU,
    "relu": nn.ReLU,
    "silu": nn.SiLU,
    "swish": nn.SiLU,
    "tanh": nn.Tanh,
    "identity": nn.Identity,
}
_LEAST_WEIGHT = 1e-8
_LEAST_SCALE = 1e-6
_HEAD = re.compile(r"pair_head\.ff\.(\d+)\.weight")


@dataclass(frozen=True, slots=True)
class PearInput:
    """The token ids of source, first and second translation, without special ones; ``cost`` counts those, too."""

    parts: tuple[tuple[int, ...], ...]
    cost: int
    too_long: bool


def shares(lengths: Sequence[int], budget: int) -> list[int]:
    """How many tokens of each text are read where all of them together may have ``budget``.

    Each gets an equal part at most; what short ones leave over goes to the long ones, a token each in turn.
    """
    found = [min(length, budget // len(lengths)) for length in lengths]
    left = budget - sum(found)
    while left > 0 and found != list(lengths):
        for place, length in enumerate(lengths):
            if left > 0 and found[place] < length:
                found[place] += 1
                left -= 1
    return found


class PearModel(nn.Module):
    """Scores the first translation against the second: above 0 it is better."""

    def __init__(self, body: nn.Module, span: nn.Module, head: nn.Module, scale: float, tokenizer: Tokenizer) -> None:
        super().__init__()
        self.body = body
        self.span = span
        self.head = head
        self._scale = scale
        self._tokenizer = tokenizer

    def forward(self, batch: Sequence[PearInput]) -> Tensor:
        """The scores of some inputs, shape (inputs,)."""
        with torch.inference_mode():
            device = str(next(self.body.parameters()).device)
            sequences = [self._tokenizer.joined(one.parts) for one in batch]
            ids, mask = padded(sequences, self._tokenizer.padding, device)
            states = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
            source, first, second = (self._mean(states, batch, part) for part in range(3))
            scores: Tensor = self._scale * (self._score(first, source) - self._score(second, source))
            return scores

    def _mean(self, states: Tensor, batch: Sequence[PearInput], part: int) -> Tensor:
        """The mean vector of one text of each input, zeros for an empty one; shape (inputs, width)."""
        weights = torch.zeros(states.shape[:2], dtype=states.dtype)
        for row, one in enumerate(batch):
            before = one.parts[:part]
            start = self._tokenizer.special_tokens(part + 1) - 1 + sum(map(len, before))
            weights[row, start : start + len(one.parts[part])] = 1.0
        weights = weights.to(states.device)
        return (states * weights.unsqueeze(-1)).sum(1) / weights.sum(1, keepdim=True).clamp_min(_LEAST_WEIGHT)

    def _score(self, translation: Tensor, source: Tensor) -> Tensor:
        features = torch.cat([translation, translation * source, (translation - source).abs()], dim=-1)
        score: Tensor = self.head(self.span(features)).squeeze(-1)
        return score


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A checkpoint of PEAR with its weights at hand; ``longest`` is how many tokens it reads at once."""

    name: str
    base: Path
    weights: Mapping[str, Tensor]
    settings: Mapping[str, Any]
    tokenizer: Tokenizer
    longest: int

    def input(self, parts: Sequence[tuple[int, ...]]) -> PearInput:
        """What the model reads of source, first and second translation."""
        special = self.tokenizer.special_tokens(len(parts))
        # pear-mt cuts each text for itself before it shares what there is.
        lengths = [min(len(part), self.longest - 2) for part in parts]
        counts = shares(lengths, self.longest - special)
        kept = tuple(part[:count] for part, count in zip(parts, counts, strict=True))
        return PearInput(kept, special + sum(counts), sum(counts) < sum(map(len, parts)))

    def network(self) -> PearModel:
        """The network in float32 on the CPU.

        Raises:
            CheckpointError: the weights are not those of PEAR.
        """
        body = encoder(self.base, without_prefix(self.weights, "encoder.model."), self.name)
        return PearModel(body, self._span(), self._head(), self._scale(), self.tokenizer).eval()

    def _span(self) -> nn.Module:
        norm = "pre_head_norm" if self.settings.get("layer_norm_before_head") else "span_proj.2"
        return nn.Sequential(self._linear("span_proj.0"), nn.GELU(), self._layer_norm(norm))

    def _head(self) -> nn.Module:
        places = sorted(int(found[1]) for key in self.weights if (found := _HEAD.fullmatch(key)))
        activation = self._activation(self.settings.get("activations") or "GELU")
        layers: list[nn.Module] = []
        for place in places:
            layers += [self._linear(f"pair_head.ff.{place}"), activation()]
        if not layers:
            raise CheckpointError(self.name, "expected a model of PEAR; found no pair_head among its weights")
        final = self.settings.get("final_activation")
        return nn.Sequential(*layers[:-1], *([self._activation(final)()] if final else []))

    def _scale(self) -> float:
        if not self.settings.get("learn_score_scale", True):
            return float(self.settings.get("score_alpha", 1.0))
        return math.log1p(math.exp(float(self._weight("_alpha_raw")))) + _LEAST_SCALE

    def _linear(self, key: str) -> nn.Linear:
        weight, bias = self._weight(f"{key}.weight"), self._weight(f"{key}.bias")
        layer = nn.Linear(weight.shape[1], weight.shape[0])
        layer.load_state_dict({"weight": weight, "bias": bias})
        return layer

    def _layer_norm(self, key: str) -> nn.LayerNorm:
        weight, bias = self._weight(f"{key}.weight"), self._weight(f"{key}.bias")
        layer = nn.LayerNorm(len(weight))
        layer.load_state_dict({"weight": weight, "bias": bias})
        return layer

    def _weight(self, key: str) -> Tensor:
        if key not in self.weights:
            raise CheckpointError(self.name, f"expected a model of PEAR; found no {key} among its weights")
        return self.weights[key]

    def _activation(self, name: str) -> type[nn.Module]:
        if name.lower() not in _ACTIVATIONS:
            raise CheckpointError(self.name, f"its activation '{name}' is unknown")
        return _ACTIVATIONS[name.lower()]


def opened(model: Checkpoint, weights_file: str, computing: Computing) -> Opened:
    """Reads a checkpoint.

    Raises:
        CheckpointError: it is damaged, of another kind, or what it needs besides cannot be found.
    """
    content = load_pickle(model.file(weights_file))
    weights, settings = content.get("state_dict"), content.get("hyper_parameters") or {}
    if not isinstance(weights, dict) or ("_alpha_raw" not in weights and settings.get("learn_score_scale", True)):
        found = ", ".join(sorted({str(key).partition(".")[0] for key in weights or ()}))
        raise CheckpointError(
            model.name, f"expected a model of PEAR in {weights_file}; found weights of {found or 'nothing'}"
        )
    base = base_folder(model, settings.get("pretrained_model", _DEFAULT_BASE), computing)
    config = base_configuration(base, model.name)
    # XLM-RoBERTa's positions begin at 2.
    longest = config.max_position_embeddings - 2
    return Opened(model.name, base, weights, settings, Tokenizer(base, model.name), longest)
