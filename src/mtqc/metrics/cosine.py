"""The cosine of sentence vectors: LaBSE (Feng et al. 2022), SONAR-like and other models of sentence-transformers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.errors import UnknownNameError
from mtqc.metrics.base import MetricFacts, Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.score_store import ScoreStore
from mtqc.metrics.learned.segment_metric import Estimate, Estimates, SegmentMetric, Texts, signature_text
from mtqc.metrics.learned.sentence_layout import LAYOUT_FILES, Pooling, SentenceLayout, sentence_layout
from mtqc.metrics.learned.torch_packages import require_torch
from mtqc.metrics.naming import MetricName
from mtqc.model.test_set import TestSet

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from mtqc.metrics.learned.devices import Replicas
    from mtqc.metrics.learned.running import Outcome
    from mtqc.metrics.learned.sentence_vectors import SentenceVectors
    from mtqc.metrics.learned.tokens import Tokenizer

    Vector = npt.NDArray[np.float32]

_SIDES = ("source", "reference")
_AT_ONCE = 4096
"""How many pairs are computed before their scores are kept: their vectors have to stay in memory so long."""

_Ids = tuple[int, ...]
_Pair = tuple[_Ids, _Ids]


class Cosine(SegmentMetric):
    """How alike translation and source, or translation and reference, are as sentences of any language.

    Options: ``against=reference``; ``pooling`` for models without a ``modules.json``: ``mean``, ``cls``, ``max`` or
    ``pooler``, which is LaBSE's; ``revision``. With several references the mean counts.
    """

    summary: ClassVar[str] = "cosine of sentence vectors by LaBSE or any model of sentence-transformers"

    def __init__(
        self, facts: MetricFacts, computing: Computing, model: Checkpoint, layout: SentenceLayout, against: str
    ) -> None:
        super().__init__(facts, computing, model)
        self._layout = layout
        self._against = against

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense, or a model is missing.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found, or is another kind of model.
        """
        options = name.only("against", "pooling", "revision")
        wanted = name.needed_model("sentence-transformers/LaBSE")
        against = options.get("against", "source")
        if against not in _SIDES:
            raise UnknownNameError("side to compare with", against, _SIDES)
        pooling = Pooling.of(options.get("pooling", "pooler" if "labse" in wanted.lower() else "mean"))
        require_torch("cosine")
        from mtqc.metrics.learned.pretrained import pretrained

        model = pretrained(wanted, computing, revision=options.get("revision"), more=LAYOUT_FILES)
        layout = sentence_layout(model, pooling)
        source = Need.REQUIRED if against == "source" else Need.UNUSED
        references = Need.REQUIRED if against == "reference" else Need.UNUSED
        facts = MetricFacts(name.asked, source, references, higher_is_better=True, range=(-1.0, 1.0))
        return cls(facts, computing, model, layout, against)

    def estimates(self, texts: Sequence[Texts], test_set: TestSet, advance: Advance | None) -> Estimates:
        """What the model says of some segments.

        Raises:
            CheckpointError: the weights or the tokenizer cannot be used.
        """
        from mtqc.metrics.learned.matching_run import sequences
        from mtqc.metrics.learned.tokens import Tokenizer

        tokenizer = Tokenizer(self._checkpoint.folder, self._checkpoint.name)
        limits = [limit for limit in (self._layout.longest, tokenizer.longest) if limit is not None]
        longest = min(limits, default=None)
        self.limit = longest or 0
        others = [(one.source if self._against == "source" else one.reference) or "" for one in texts]
        first = sequences(tokenizer, [one.hypothesis for one in texts], longest)
        second = sequences(tokenizer, others, longest)
        pairs = [(one, other) for (one, _), (other, _) in zip(first, second, strict=True)]
        store = ScoreStore.of(self._computing, self._signature())
        scores, notices = self._scores(pairs, tokenizer, store, advance)
        too_long = [one or other for (_, one), (_, other) in zip(first, second, strict=True)]
        each = (Estimate(scores[pair], long) for pair, long in zip(pairs, too_long, strict=True))
        return Estimates(tuple(each), (*dict.fromkeys(notices), *(store.notices if store else ())))

    def signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers for a test set again."""
        references = len(test_set.references) if self._against == "reference" else 0
        return self._signature(against=self._against, nrefs=references)

    def _signature(self, **facts: object) -> str:
        return signature_text(
            "cosine", self._checkpoint, self._computing, pooling=self._layout.pooling.value, longest=self.limit, **facts
        )

    def _scores(
        self, pairs: Sequence[_Pair], tokenizer: Tokenizer, store: ScoreStore | None, advance: Advance | None
    ) -> tuple[Mapping[_Pair, float | None], list[str]]:
        """The cosine of each pair, and what there is to know of the run.

        Each text is encoded once among the pairs that are computed together; pairs that share their second text are.
        """
        from mtqc.metrics.learned.devices import Replicas
        from mtqc.metrics.learned.sentence_vectors import sentence_vectors

        different = list(dict.fromkeys(pairs))
        kept = {pair: store.get(pair) for pair in different} if store else {}
        scores: dict[_Pair, float | None] = {pair: found.value for pair, found in kept.items() if found is not None}
        waiting = sorted((pair for pair in different if pair not in scores), key=lambda pair: pair[1])
        replicas: Replicas[SentenceVectors] = Replicas(
            lambda: sentence_vectors(self._checkpoint, self._layout, tokenizer.padding), self._computing.precision
        )
        notices: list[str] = []
        if advance is not None:
            advance(len(scores), len(different))
        for start in range(0, len(waiting), _AT_ONCE):
            part = waiting[start : start + _AT_ONCE]
            outcome = self._encoded(part, replicas)
            notices += outcome.notices
            vectors = dict(zip(_texts(part), outcome.results, strict=True))
            new = {pair: _cosine(vectors[pair[0]], vectors[pair[1]]) for pair in part}
            scores.update(new)
            if store is not None:
                store.put(new.items())
            if advance is not None:
                advance(len(scores), len(different))
        return scores, notices

    def _encoded(self, pairs: Sequence[_Pair], replicas: Replicas[SentenceVectors]) -> Outcome[Vector]:
        from mtqc.metrics.learned.even_batches import computed_evenly
        from mtqc.metrics.learned.running import run

        return run(
            _texts(pairs),
            cost_of=len,
            score_batch=lambda batch, device: computed_evenly(
                batch, len, device, lambda alike: list(replicas.on(device)(alike).cpu().numpy())
            ),
            computing=self._computing,
        )


def _texts(pairs: Sequence[_Pair]) -> list[_Ids]:
    return list(dict.fromkeys(text for pair in pairs for text in pair))


def _cosine(first: Vector, second: Vector) -> float | None:
    """The cosine of two vectors of length 1, None where one of them is no vector of numbers."""
    product = float(first @ second)
    return min(1.0, max(-1.0, product)) if math.isfinite(product) else None
