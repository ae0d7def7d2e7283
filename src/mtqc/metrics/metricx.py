"""MetricX-23 and MetricX-24: mT5 models that predict an MQM error score from 0 (perfect) to 25.

Juraska et al. 2023 and 2024. Scores equal those of google-research/metricx at batch size 1 to rounding; unlike it,
this works with batches and with current versions of transformers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.errors import CheckpointError, SettingsError
from mtqc.metrics.base import MetricFacts, Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.segment_metric import Estimate, Estimates, SegmentMetric, Texts, numbers, signature_text
from mtqc.metrics.learned.torch_packages import require_torch
from mtqc.metrics.naming import MetricName
from mtqc.model.test_set import TestSet

if TYPE_CHECKING:
    from mtqc.metrics.learned.tokens import Tokenizer
    from mtqc.metrics.metricx_model import MetricXModel

_LONGEST = {23: 1024, 24: 1536}
"""How many tokens each version was trained to read, the end of sequence included."""

_WORST = 25.0
_SIZES = {512: "small", 768: "base", 1024: "large", 2048: "xl", 4096: "xxl"}
_TOKENIZER_FILES = ("tokenizer.json", "spiece.model")


class MetricX(SegmentMetric):
    """Predicts the MQM error score of a segment; lower is better.

    Options: ``version=23`` or ``24`` and ``qe=true`` (reads no reference), where the name of the model does not tell;
    ``revision``. Hybrid models (24) read references where there are some, unless ``qe`` says what to do.
    """

    summary: ClassVar[str] = "learned error score by MetricX, 0 is perfect"

    def __init__(self, facts: MetricFacts, computing: Computing, model: Checkpoint, version: int) -> None:
        super().__init__(facts, computing, model, _LONGEST[version])
        self._version = version

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense, or a model is missing.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found, or is another kind of model.
        """
        options = name.only("version", "qe", "revision")
        wanted = name.needed_model("google/metricx-24-hybrid-large-v2p6")
        version = _version(name)
        facts = _facts(name, version)
        require_torch("metricx")
        from mtqc.metrics.learned.pretrained import expect_kind, pretrained

        model = pretrained(wanted, computing, revision=options.get("revision"), more=("spiece.model",))
        expect_kind(model, "mt5")
        return cls(facts, computing, model, version)

    def estimates(self, texts: Sequence[Texts], test_set: TestSet, advance: Advance | None) -> Estimates:
        """What the model says of some segments.

        Raises:
            CheckpointError: the weights or the tokenizer cannot be used.
        """
        from mtqc.metrics.learned.devices import Replicas
        from mtqc.metrics.learned.even_batches import computed_evenly
        from mtqc.metrics.learned.running import run
        from mtqc.metrics.learned.score_store import ScoreStore
        from mtqc.metrics.metricx_model import metricx_model

        # The end of sequence counts when a text is cut, and is then dropped: so the models were trained.
        tokens = self._tokenizer().of([self._input(one) for one in texts])
        items = [one.first(self.limit - 1).ids for one in tokens]
        replicas: Replicas[MetricXModel] = Replicas(lambda: metricx_model(self._checkpoint), self._computing.precision)
        outcome = run(
            items,
            cost_of=len,
            score_batch=lambda batch, device: computed_evenly(
                batch, len, device, lambda alike: numbers(replicas.on(device)(alike).clamp(0.0, _WORST))
            ),
            computing=self._computing,
            advance=advance,
            store=ScoreStore.of(self._computing, self._signature("")),
        )
        pairs = zip(outcome.results, tokens, strict=True)
        return Estimates(tuple(Estimate(value, len(one) >= self.limit) for value, one in pairs), outcome.notices)

    def signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers for a test set again."""
        reads = 0 if self.facts.references is Need.UNUSED else len(test_set.references)
        return self._signature(str(reads) if reads else "0, qe")

    def _signature(self, references: str) -> str:
        facts = {"nrefs": references} if references else {}
        return signature_text(f"metricx:{self._version}", self._checkpoint, self._computing, **facts)

    def _input(self, texts: Texts) -> str:
        """The text that the model reads of one segment."""
        parts = {"source": texts.source, "candidate": texts.hypothesis, "reference": texts.reference}
        if self._version == 23:
            last = "source" if texts.reference is None else "reference"
            parts = {"candidate": texts.hypothesis, last: parts[last]}
        return " ".join(f"{key}: {text}" for key, text in parts.items() if text is not None)

    def _tokenizer(self) -> Tokenizer:
        from mtqc.metrics.learned.encoder import base_folder
        from mtqc.metrics.learned.pretrained import configuration
        from mtqc.metrics.learned.tokens import Tokenizer

        folder: Path = self._checkpoint.folder
        if not any(self._checkpoint.has(name) for name in _TOKENIZER_FILES):
            # The released models have no tokenizer of their own; those of all sizes of mT5 are the same.
            width = configuration(self._checkpoint).get("d_model")
            if width not in _SIZES:
                raise CheckpointError(self._checkpoint.name, f"expected a size of mT5; found a width of {width}")
            folder = base_folder(self._checkpoint, f"google/mt5-{_SIZES[width]}", self._computing)
        return Tokenizer(folder, self._checkpoint.name)


def _version(name: MetricName) -> int:
    found = re.search(r"metricx-?(2[34])", (name.model or "").lower())
    version = name.number("version", int(found[1]) if found else 0)
    if version not in _LONGEST:
        given = f"there is no version {version}" if version else "the version does not show in the name"
        raise SettingsError(f"{name.asked}: {given}; give version=23 or version=24")
    return version


def _facts(name: MetricName, version: int) -> MetricFacts:
    without = name.flag("qe", "-qe" in (name.model or "").lower())
    references = Need.UNUSED if without else Need.REQUIRED
    if version == 24 and "qe" not in name.options:
        references = Need.OPTIONAL
    source = Need.UNUSED if version == 23 and not without else Need.REQUIRED
    return MetricFacts(name.asked, source, references, higher_is_better=False, range=(0.0, _WORST))
