"""Models that read hypothesis, source and reference apart: each different text is encoded once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import torch
from torch import Tensor, nn

from mtqc.metrics.comet_models.comet_model import CometModel, MarkedEstimate, key_of
from mtqc.metrics.comet_models.opened import Opened
from mtqc.metrics.comet_models.sentence_vectors import SentenceVectors
from mtqc.metrics.comet_models.windows import Long
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.devices import Replicas, devices
from mtqc.metrics.learned.running import Outcome
from mtqc.metrics.learned.score_store import ScoreStore
from mtqc.metrics.learned.segment_metric import Texts, numbers

_BLOCK = 1024
"""Translations between one time of keeping scores and the next: enough to sort by length, few enough to lose."""


class ReadingApart(CometModel):
    """Encodes texts apart, then scores each translation from its texts' vectors.

    ``build_head`` gives the module that turns vectors of hypotheses, sources and, with ``with_references``,
    references, each of shape (translations, dimensions), into scores, shape (translations,).
    """

    def __init__(
        self,
        model: Opened,
        computing: Computing,
        long: Long,
        build_head: Callable[[], nn.Module],
        *,
        with_references: bool,
    ) -> None:
        self._encoder = SentenceVectors(model, computing, long)
        self._with_references = with_references
        self._device = devices(computing)[0]
        # Scores differ in their third digit, which is less than what half precision can tell apart.
        self._heads = Replicas(build_head, "float32")

    def estimates(
        self, asked: Sequence[Texts], store: ScoreStore | None = None, advance: Advance | None = None
    ) -> Outcome[MarkedEstimate]:
        """The estimate of each translation; equal ones are computed once, and those in the store not again."""
        different = list(dict.fromkeys(asked))
        found = _stored(different, store)
        waiting = _neighbours(one for one in different if one not in found)
        uses = Counter(text for one in waiting for text in self._texts(one))
        vectors: dict[str, Tensor] = {}
        too_long: set[str] = set()
        notices: dict[str, None] = {}
        for start in range(0, len(waiting), _BLOCK):
            block = waiting[start : start + _BLOCK]
            texts = [text for one in block for text in self._texts(one)]
            encoded = self._encoder.of(
                [text for text in texts if text not in vectors],
                _within(advance, len(found), len(block), len(different)),
            )
            vectors |= encoded.vectors
            too_long |= encoded.too_long
            notices |= dict.fromkeys(encoded.notices)
            results = self._scored(block, vectors, too_long)
            found |= dict(zip(block, results, strict=True))
            if store is not None:
                store.put((key_of(one), found[one].as_json()) for one in block)
            for text in texts:
                uses[text] -= 1
                if not uses[text]:
                    vectors.pop(text, None)
        kept = store.notices if store is not None else ()
        return Outcome(tuple(found[one] for one in asked), (*notices, *kept))

    def _texts(self, one: Texts) -> tuple[str, ...]:
        texts = (one.hypothesis, one.source or "")
        return (*texts, one.reference or "") if self._with_references else texts

    @torch.inference_mode()
    def _scored(self, block: Sequence[Texts], vectors: dict[str, Tensor], too_long: set[str]) -> list[MarkedEstimate]:
        columns = zip(*(self._texts(one) for one in block), strict=True)
        inputs = [torch.stack([vectors[text] for text in column]).to(self._device) for column in columns]
        values = numbers(self._heads.on(self._device)(*inputs))
        return [
            MarkedEstimate(value, any(text in too_long for text in self._texts(one)))
            for value, one in zip(values, block, strict=True)
        ]


def _stored(asked: Sequence[Texts], store: ScoreStore | None) -> dict[Texts, MarkedEstimate]:
    if store is None:
        return {}
    kept = ((one, store.get(key_of(one))) for one in asked)
    return {one: MarkedEstimate.of_json(found.value) for one, found in kept if found is not None}


def _neighbours(asked: Iterable[Texts]) -> list[Texts]:
    """The translations of one source and reference one after the other: what they share need not be kept for long."""
    groups: dict[tuple[str | None, str | None], list[Texts]] = {}
    for one in asked:
        groups.setdefault((one.source, one.reference), []).append(one)
    return list(chain.from_iterable(groups.values()))


def _within(advance: Advance | None, done: int, size: int, total: int) -> Advance | None:
    """What a block reports of its texts, as a share of all translations."""
    if advance is None:
        return None
    return lambda encoded, texts: advance(done + size * encoded // max(1, texts), total)
