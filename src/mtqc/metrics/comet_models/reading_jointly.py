"""Models that read a hypothesis in one sequence with its source, its reference, or both."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from mtqc.metrics.comet_models.comet_model import CometModel, MarkedEstimate, key_of
from mtqc.metrics.comet_models.error_spans import Subwords
from mtqc.metrics.comet_models.estimator import Estimator, linear
from mtqc.metrics.comet_models.hyper_parameters import Pooling
from mtqc.metrics.comet_models.layered_encoder import LayeredEncoder
from mtqc.metrics.comet_models.opened import Opened
from mtqc.metrics.comet_models.sequences import Pass, Sequences, Window
from mtqc.metrics.comet_models.windows import Long
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.devices import Replicas
from mtqc.metrics.learned.even_batches import computed_evenly
from mtqc.metrics.learned.running import Outcome, run
from mtqc.metrics.learned.score_store import ScoreStore
from mtqc.metrics.learned.segment_metric import Texts
from mtqc.metrics.learned.tokens import Tokens, padded
from mtqc.model.mqm import Severity

Combine = Callable[[Sequence[float], Subwords | None], float]
"""Makes a score of those of the passes, in their order, and of what was said of subwords, where anything was."""

_WEIGHTS_OF_PASSES = (0.1667, 0.3333, 0.5)
"""How much the passes count in probabilities of errors: with source, with reference, with both (XCOMET's own)."""
_BLOCK = 4096
"""Translations whose tokens are held at a time."""


class JointHead(nn.Module):
    """From vectors of sequences to scores, and from vectors of subwords to probabilities of errors."""

    def __init__(self, model: Opened) -> None:
        super().__init__()
        self.estimator = Estimator.of(model, 1)
        self.words: nn.Linear | None = None
        if model.settings.word_layer is not None:
            self.words = linear(model, "hidden2tag", 1 + len(model.settings.error_labels))


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """What one window of one pass gave; ``probabilities`` has a row a token, None for models without errors."""

    score: float
    probabilities: npt.NDArray[np.float32] | None


class ReadingJointly(CometModel):
    """Reads each translation in one pass, or in three where there are source and reference and the model reads both."""

    def __init__(self, model: Opened, computing: Computing, long: Long, combine: Combine) -> None:
        self._computing = computing
        self._combine = combine
        self._tokenizer = model.tokenizer
        self._sequences = Sequences.of(model, long)
        self._severities = tuple(map(Severity, model.settings.error_labels))
        self._word_layer = model.settings.word_layer
        self._mix = model.mix()
        last = max(self._mix.last, self._word_layer or 0)
        self._encoders: Replicas[LayeredEncoder] = Replicas(lambda: model.encoder(last), computing.precision)
        # Scores differ in their third digit, which is less than what half precision can tell apart.
        self._heads: Replicas[JointHead] = Replicas(lambda: JointHead(model), "float32")

    def estimates(
        self, asked: Sequence[Texts], store: ScoreStore | None = None, advance: Advance | None = None
    ) -> Outcome[MarkedEstimate]:
        """The estimate of each translation; equal ones are computed once, and those in the store not again."""
        different = list(dict.fromkeys(asked))
        found: dict[Texts, MarkedEstimate] = {}
        notices: dict[str, None] = {}
        for start in range(0, len(different), _BLOCK):
            block = different[start : start + _BLOCK]
            outcome = self._block(block, store, _shifted(advance, start, len(different)))
            found |= dict(zip(block, outcome.results, strict=True))
            notices |= dict.fromkeys(outcome.notices)
        return Outcome(tuple(found[one] for one in asked), tuple(notices))

    def _block(
        self, block: Sequence[Texts], store: ScoreStore | None, advance: Advance | None
    ) -> Outcome[MarkedEstimate]:
        # Only what the store lacks is worth a look at its tokens.
        waiting = [one for one in block if store is None or store.get(key_of(one)) is None]
        texts = list(dict.fromkeys(chain.from_iterable(self._sequences.texts(one) for one in waiting)))
        tokens = dict(zip(texts, self._tokenizer.of(texts), strict=True))
        outcome = run(
            block,
            cost_of=lambda one: self._sequences.cost(one, tokens),
            score_batch=lambda batch, device: [
                estimate.as_json() for estimate in self._estimated(batch, tokens, device)
            ],
            computing=self._computing,
            advance=advance,
            store=store,
            key_of=lambda one: key_of(one),
        )
        return Outcome(tuple(map(MarkedEstimate.of_json, outcome.results)), outcome.notices)

    def _estimated(self, batch: Sequence[Texts], tokens: Mapping[str, Tokens], device: str) -> list[MarkedEstimate]:
        passes = [self._sequences.passes(one, tokens) for one in batch]
        windows = [window for own in passes for one in own for window in one.windows]
        found = computed_evenly(windows, lambda one: len(one.ids), device, lambda alike: self._read(alike, device))
        read = dict(zip(windows, found, strict=True))
        return [self._estimate(one, own, tokens, read) for one, own in zip(batch, passes, strict=True)]

    @torch.inference_mode()
    def _read(self, windows: Sequence[Window], device: str) -> list[_Read]:
        ids, mask = padded([window.ids for window in windows], self._tokenizer.padding, device)
        kinds, _ = padded([window.kinds for window in windows], 0, device) if windows[0].kinds else (None, None)
        layers = self._encoders.on(device)(ids, mask, kinds)
        head = self._heads.on(device)
        scores = head.estimator(self._mix.sentences(layers, mask.bool(), Pooling.FIRST)).tolist()
        if head.words is None or self._word_layer is None:
            return [_Read(score, None) for score in scores]
        longest = max(window.hypothesis for window in windows)
        probabilities = _probabilities(head.words, layers[self._word_layer][:, :longest])
        return [
            _Read(score, own[: window.hypothesis])
            for score, own, window in zip(scores, probabilities, windows, strict=True)
        ]

    def _estimate(
        self, one: Texts, passes: Sequence[Pass], tokens: Mapping[str, Tokens], read: Mapping[Window, _Read]
    ) -> MarkedEstimate:
        scores = [own.mean([read[window].score for window in own.windows]) for own in passes]
        subwords = self._subwords(passes, tokens[one.hypothesis], read) if self._word_layer is not None else None
        too_long = self._sequences.too_long(one, tokens)
        # In half precision large models may leave the range of its numbers.
        if not all(map(math.isfinite, scores)) or not (subwords is None or np.isfinite(subwords.probabilities).all()):
            return MarkedEstimate(None, too_long)
        spans = () if subwords is None else subwords.spans(one.hypothesis)
        return MarkedEstimate(self._combine(scores, subwords), too_long, spans)

    def _subwords(self, passes: Sequence[Pass], tokens: Tokens, read: Mapping[Window, _Read]) -> Subwords:
        """The probabilities of the hypothesis's subwords, averaged over the passes."""
        weights = _WEIGHTS_OF_PASSES if len(passes) > 1 else (1.0,)
        parts = []
        for weight, own in zip(weights, passes, strict=True):
            rows = [found for window in own.windows if (found := read[window].probabilities) is not None]
            parts.append(np.float32(weight) * _in_one(rows))
        probabilities: npt.NDArray[np.float32] = np.sum(parts, axis=0, dtype=np.float32)
        offsets = [(0, 0), *tokens.offsets[: len(probabilities) - 2], (0, 0)]
        return Subwords(probabilities, offsets, self._severities)


def _probabilities(words: nn.Linear, layer: Tensor) -> npt.NDArray[np.float32]:
    found: npt.NDArray[np.float32] = torch.softmax(words(layer.float()), dim=-1).cpu().numpy()
    return found


def _in_one(windows: Sequence[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
    """The rows of a hypothesis that was read in windows: special tokens at its two ends only."""
    inner = [rows[1:-1] for rows in windows]
    return np.concatenate([windows[0][:1], *inner, windows[-1][-1:]])


def _shifted(advance: Advance | None, done: int, total: int) -> Advance | None:
    """What a block reports of its translations, as a share of all."""
    return None if advance is None else lambda own, _: advance(done + own, total)
