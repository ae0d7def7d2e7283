"""An alignment of tokens in the manner of YiSi-1 and YiSi-2 (Lo 2019): rare tokens weigh more, special ones nothing.

It is not YiSi itself, which aligns n-grams and semantic roles with models of its own for each language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.errors import SettingsError, UnknownNameError
from mtqc.metrics.base import MetricFacts, Need
from mtqc.metrics.bertscore import default_layer, default_model
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.segment_metric import Estimate, Estimates, SegmentMetric, Texts, signature_text
from mtqc.metrics.learned.torch_packages import require_torch
from mtqc.metrics.naming import MetricName
from mtqc.model.test_set import TestSet

if TYPE_CHECKING:
    from mtqc.metrics.learned.tokens import Tokenizer

_SIDES = ("reference", "source")


class YiSi(SegmentMetric):
    """The share of meaning that translation and reference, or translation and source, have in common.

    Each token is matched with the most similar one of the other text, and weighs as much as it is rare: among the
    references, the sources; tokens of translations without references weigh the same. The score is
    PR/(alpha·P + (1 − alpha)·R) of precision and recall.

    Options: ``against=source`` compares with the source, for encoders of many languages; ``layer``; ``alpha`` from 0
    (precision only) to 1 (recall only), in percent: ``alpha=50`` is their harmonic mean; ``revision``. With several
    references the best counts.
    """

    summary: ClassVar[str] = "alignment of tokens weighed by rarity, like YiSi, by any encoder"

    def __init__(
        self, facts: MetricFacts, computing: Computing, model: Checkpoint, layer: int, against: str, alpha: int
    ) -> None:
        super().__init__(facts, computing, model)
        self._layer = layer
        self._against = against
        self._alpha = alpha

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found.
        """
        options = name.only("against", "layer", "alpha", "revision")
        against = options.get("against", "reference")
        if against not in _SIDES:
            raise UnknownNameError("side to compare with", against, _SIDES)
        alpha = name.number("alpha", 50)
        if not 0 <= alpha <= 100:
            raise SettingsError(f"{name.asked}: alpha is a number of percent from 0 to 100, not {alpha}")
        wanted = name.model or default_model("*")
        layer = name.number("layer", default_layer(wanted))
        require_torch("yisi")
        from mtqc.metrics.learned.matching_run import require_layer
        from mtqc.metrics.learned.pretrained import pretrained

        model = pretrained(wanted, computing, revision=options.get("revision"))
        require_layer(name, model, layer)
        with_source = against == "source"
        source = Need.REQUIRED if with_source else Need.UNUSED
        references = Need.UNUSED if with_source else Need.REQUIRED
        facts = MetricFacts(name.asked, source, references, higher_is_better=True, range=(-1.0, 1.0))
        return cls(facts, computing, model, layer, against, alpha)

    def estimates(self, texts: Sequence[Texts], test_set: TestSet, advance: Advance | None) -> Estimates:
        """What the model says of some segments.

        Raises:
            CheckpointError: the weights or the tokenizer cannot be used.
        """
        from mtqc.metrics.learned.matching_run import match_all
        from mtqc.metrics.learned.rarity import weights_digest
        from mtqc.metrics.learned.token_vectors import Matching, Pair
        from mtqc.metrics.learned.tokens import Tokenizer

        tokenizer = Tokenizer(self._checkpoint.folder, self._checkpoint.name)
        self.limit = tokenizer.longest or 0
        others = [(one.source if self._against == "source" else one.reference) or "" for one in texts]
        first = _sequences(tokenizer, [one.hypothesis for one in texts])
        second = _sequences(tokenizer, others)
        targets = [text for column in test_set.references for text in column if text is not None]
        of_first, rare_first = _weights(tokenizer, targets)
        of_second, rare_second = of_first, rare_first
        if self._against == "source":
            of_second, rare_second = _weights(tokenizer, test_set.sources or ())
        outcome = match_all(
            [Pair(one, other) for (one, _), (other, _) in zip(first, second, strict=True)],
            Matching(of_first, of_second, rare_first, rare_second, match_special=False),
            self._checkpoint,
            self._layer,
            tokenizer.padding,
            self._computing,
            self._signature(weights=f"{weights_digest(of_first)},{weights_digest(of_second)}"),
            advance,
        )
        too_long = [one or other for (_, one), (_, other) in zip(first, second, strict=True)]
        each = (Estimate(self._value_of(match), long) for match, long in zip(outcome.results, too_long, strict=True))
        return Estimates(tuple(each), outcome.notices)

    def of_references(self, values: Sequence[float]) -> float:
        """The best of the scores against each reference."""
        return max(values)

    def signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers for a test set again."""
        return self._signature(alpha=self._alpha / 100, nrefs=len(test_set.references))

    def _signature(self, **facts: object) -> str:
        own = {"against": self._against, "layer": self._layer, **facts}
        return signature_text("yisi-like", self._checkpoint, self._computing, **own)

    def _value_of(self, match: Sequence[float | None]) -> float | None:
        precision, recall = match
        if precision is None or recall is None:
            return None
        alpha = self._alpha / 100
        total = alpha * precision + (1 - alpha) * recall
        return precision * recall / total if total else 0.0


def _weights(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Mapping[int, float], float]:
    """The rarity of each token among some texts, and that of all others: 1 for each where there are no texts."""
    from mtqc.metrics.learned.rarity import inverse_document_frequency

    if not texts:
        return {}, 1.0
    return inverse_document_frequency([ids for ids, _ in _sequences(tokenizer, texts)])


def _sequences(tokenizer: Tokenizer, texts: Sequence[str]) -> list[tuple[tuple[int, ...], bool]]:
    """The token ids of each text, and whether its end was left out."""
    from mtqc.metrics.learned.matching_run import sequences

    return sequences(tokenizer, texts, tokenizer.longest, prefixed=tokenizer.prefixed)
