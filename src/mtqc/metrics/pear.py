"""PEAR: which of two translations of a source is better, and by how much (Proietti et al. 2026).

Scores equal those of pear-mt 1.1.1 to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.errors import SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, MetricFacts, Need, PairwiseMetric
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint, checkpoint
from mtqc.metrics.learned.segment_metric import Estimate, Estimates, SegmentMetric, Texts, numbers, signature_text
from mtqc.metrics.learned.torch_packages import require_torch
from mtqc.metrics.naming import MetricName
from mtqc.model.test_set import System, TestSet

if TYPE_CHECKING:
    from mtqc.metrics.pear_model import Opened, PearInput, PearModel

_WEIGHTS = "checkpoints/model.ckpt"
_WANTED = ("hparams.yaml", _WEIGHTS)
_ORDERS = ("both", "first")


class Pear(SegmentMetric, PairwiseMetric):
    """By how much a translation is better than the reference, or than another system's translation.

    Above 0 the first is preferred, below 0 the second. The model reads both in one sequence and is not quite
    symmetric, so both orders are asked and averaged; ``order=first`` asks the first only, as pear-mt does unless told
    otherwise. ``revision`` is the branch, tag or commit of the model's repository.
    """

    summary: ClassVar[str] = "learned preference between two translations by PEAR, 0 is a tie"

    def __init__(self, facts: MetricFacts, computing: Computing, model: Checkpoint, order: str) -> None:
        super().__init__(facts, computing, model)
        self._order = order
        self._loaded: Opened | None = None

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense, or a model is missing.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found, or is another kind of model.
        """
        options = name.only("order", "revision")
        wanted = name.needed_model("Prosho/pear")
        order = options.get("order", "both")
        if order not in _ORDERS:
            raise UnknownNameError("order", order, _ORDERS)
        require_torch("pear")
        model = checkpoint(wanted, computing, wanted=_WANTED, revision=options.get("revision"))
        model.file(_WEIGHTS)
        facts = MetricFacts(name.asked, Need.REQUIRED, Need.REQUIRED, higher_is_better=True, range=(None, None))
        return cls(facts, computing, model, order)

    def prefer(self, test_set: TestSet, first: System, second: System, advance: Advance | None = None) -> Measurement:
        """By how much the first system is preferred to the second: above 0 it is, below 0 the second is.

        Raises:
            SettingsError: the test set has no sources.
            CheckpointError: the weights cannot be used.
        """
        if test_set.sources is None:
            raise SettingsError(f"{self.facts.asked} needs sources")
        # The other system stands where a reference would.
        pairs = TestSet(test_set.size, test_set.sources, (second.hypotheses,), ids=test_set.ids)
        (measurement,) = self.measure(pairs, [first], advance)
        return measurement

    def estimates(self, texts: Sequence[Texts], test_set: TestSet, advance: Advance | None) -> Estimates:
        """What the model says of some segments.

        Raises:
            CheckpointError: the weights or the tokenizer cannot be used.
        """
        from mtqc.metrics.learned.devices import Replicas
        from mtqc.metrics.learned.even_batches import computed_evenly
        from mtqc.metrics.learned.running import run
        from mtqc.metrics.learned.score_store import ScoreStore
        from mtqc.metrics.pear_model import opened

        model = self._loaded = self._loaded or opened(self._checkpoint, _WEIGHTS, self._computing)
        self.limit = model.longest
        asked = self._inputs(model, texts)
        replicas: Replicas[PearModel] = Replicas(model.network, self._computing.precision)
        outcome = run(
            asked,
            cost_of=lambda one: one.cost,
            score_batch=lambda batch, device: computed_evenly(
                batch, lambda one: one.cost, device, lambda alike: numbers(replicas.on(device)(alike))
            ),
            computing=self._computing,
            advance=advance,
            store=ScoreStore.of(self._computing, signature_text("pear", self._checkpoint, self._computing)),
            key_of=lambda one: one.parts,
        )
        too_long = [one.too_long for one in asked[: len(texts)]]
        values = outcome.results[: len(texts)]
        if self._order == "both":
            reverse = outcome.results[len(texts) :]
            values = tuple(_average(value, other) for value, other in zip(values, reverse, strict=True))
        each = tuple(Estimate(value, long) for value, long in zip(values, too_long, strict=True))
        return Estimates(each, outcome.notices)

    def signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers for a test set again."""
        opponents = len(test_set.references)
        return signature_text("pear", self._checkpoint, self._computing, opponents=opponents, order=self._order)

    def _inputs(self, model: Opened, texts: Sequence[Texts]) -> list[PearInput]:
        """The sequences with the translation first, then, where both orders count, those with it second."""
        columns = (
            [one.source or "" for one in texts],
            [one.hypothesis for one in texts],
            [one.reference or "" for one in texts],
        )
        sources, hypotheses, opponents = (model.tokenizer.of(column) for column in columns)
        rows = list(zip(sources, hypotheses, opponents, strict=True))
        if self._order == "both":
            rows += [(source, opponent, hypothesis) for source, hypothesis, opponent in rows]
        return [model.input([part.ids for part in row]) for row in rows]


def _average(value: float | None, reverse: float | None) -> float | None:
    return None if value is None or reverse is None else (value - reverse) / 2
