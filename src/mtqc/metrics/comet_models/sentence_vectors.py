"""One vector a text, for models that read hypothesis, source and reference apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from mtqc.metrics.comet_models.layered_encoder import LayeredEncoder
from mtqc.metrics.comet_models.opened import Opened
from mtqc.metrics.comet_models.windows import Long, windows, windows_that_fit
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.devices import Replicas
from mtqc.metrics.learned.even_batches import computed_evenly
from mtqc.metrics.learned.running import run
from mtqc.metrics.learned.tokens import padded

Ids = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Vectors of texts, each of shape (dimensions,), on the CPU; and which of the texts were too long."""

    vectors: Mapping[str, Tensor]
    too_long: frozenset[str]
    notices: tuple[str, ...] = ()


class SentenceVectors:
    """Encodes texts."""

    def __init__(self, model: Opened, computing: Computing, long: Long) -> None:
        self._computing = computing
        self._long = long
        self._tokenizer = model.tokenizer
        self._specials = model.tokenizer.special_tokens(1)
        self._limit = model.longest_text - self._specials
        self._mix = model.mix()
        self._pooling = model.settings.pooling
        self._encoders: Replicas[LayeredEncoder] = Replicas(lambda: model.encoder(self._mix.last), computing.precision)

    def of(self, texts: Sequence[str], advance: Advance | None = None) -> Encoded:
        """The vectors of texts, each different one computed once."""
        different = list(dict.fromkeys(texts))
        tokens = self._tokenizer.ids(different)
        parts = [self._parts(ids) for ids in tokens]
        outcome = run(
            [part for own in parts for part in own],
            cost_of=lambda ids: len(ids) + self._specials,
            score_batch=lambda batch, device: computed_evenly(
                batch, len, device, lambda alike: self._encoded(alike, device)
            ),
            computing=self._computing,
            advance=advance,
        )
        vectors = iter(outcome.results)
        return Encoded(
            {text: self._joined([next(vectors) for _ in own], own) for text, own in zip(different, parts, strict=True)},
            frozenset(text for text, ids in zip(different, tokens, strict=True) if len(ids) > self._limit),
            outcome.notices,
        )

    def _parts(self, ids: Ids) -> list[Ids]:
        if self._long is Long.CUT:
            return [ids[: self._limit]]
        return [tuple(part) for part in windows(ids, windows_that_fit([len(ids)], self._limit))]

    def _joined(self, vectors: Sequence[Tensor], parts: Sequence[Ids]) -> Tensor:
        """The mean of a text's windows by their tokens."""
        if len(vectors) == 1:
            return vectors[0]
        lengths = torch.tensor([len(part) + self._specials for part in parts], dtype=torch.float32)
        return (torch.stack(list(vectors)) * lengths.unsqueeze(1)).sum(dim=0) / lengths.sum()

    @torch.inference_mode()
    def _encoded(self, texts: Sequence[Ids], device: str) -> Sequence[Tensor]:
        ids, mask = padded([self._tokenizer.joined([text]) for text in texts], self._tokenizer.padding, device)
        layers = self._encoders.on(device)(ids, mask)
        return self._mix.sentences(layers, mask.bool(), self._pooling).cpu().unbind()
