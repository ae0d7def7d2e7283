"""COMET, CometKiwi, UniTE and XCOMET: learned scores of translations against their source, a reference, or both.

The class of model comes from the checkpoint. Scores equal those of unbabel-comet 2.2.7 to rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.errors import CheckpointError, SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, MetricFacts, Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint, checkpoint
from mtqc.metrics.learned.segment_metric import Estimate, Estimates, SegmentMetric, Texts, signature_text
from mtqc.metrics.learned.torch_packages import require_torch
from mtqc.metrics.naming import MetricName
from mtqc.model.document import Segment
from mtqc.model.finding import Finding
from mtqc.model.test_set import System, TestSet

if TYPE_CHECKING:
    from mtqc.metrics.comet_models.comet_model import CometModel
    from mtqc.metrics.comet_models.error_spans import ErrorSpan
    from mtqc.metrics.comet_models.hyper_parameters import HyperParameters
    from mtqc.metrics.comet_models.windows import Long

_ORIGINAL = "unbabel-comet-2.2.7"


class Comet(SegmentMetric):
    """Scores with a checkpoint of the COMET family.

    Options: ``long=cut`` leaves out the end of texts that are too long for the model, as the original does;
    ``long=window`` reads them in windows. ``revision`` is the branch, tag or commit of the model's repository.
    With several references the score of a segment is the mean of those with each; errors are those found with the
    first.
    """

    summary: ClassVar[str] = "learned score by a COMET, CometKiwi, UniTE or XCOMET model"

    def __init__(
        self, facts: MetricFacts, computing: Computing, found: Checkpoint, settings: HyperParameters, long: Long
    ) -> None:
        super().__init__(facts, computing, found)
        self._settings = settings
        self._long = long
        self._model: CometModel | None = None
        self._spans: dict[Texts, tuple[ErrorSpan, ...]] = {}

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense, or a model is missing.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found, or is another kind of model.
        """
        options = name.only("long", "revision")
        wanted = name.needed_model("Unbabel/wmt22-comet-da")
        require_torch("comet")
        from mtqc.metrics.comet_models.hyper_parameters import (
            HYPER_PARAMETERS_FILE,
            WEIGHTS_FILE,
            HyperParameters,
            read_settings,
        )

        long = _long(options)
        found = checkpoint(
            _folder(wanted),
            computing,
            wanted=(HYPER_PARAMETERS_FILE, WEIGHTS_FILE),
            revision=options.get("revision"),
        )
        settings = HyperParameters.of(found.name, read_settings(found))
        found.file(WEIGHTS_FILE)
        return cls(_facts(name.asked, settings), computing, found, settings, long)

    def estimates(self, texts: Sequence[Texts], test_set: TestSet, advance: Advance | None) -> Estimates:
        """What the model says of some segments.

        Raises:
            CheckpointError: the weights cannot be used.
            SettingsError: there are neither sources nor references, and the model can do without one of them only.
        """
        from mtqc.metrics.learned.score_store import ScoreStore

        if test_set.sources is None and not test_set.references:
            raise SettingsError(f"{self.facts.asked} needs the sources, references, or both")
        outcome = self._loaded().estimates(texts, ScoreStore.of(self._computing, self._signature({})), advance)
        self._spans = {one: found.spans for one, found in zip(texts, outcome.results, strict=True)}
        return Estimates(outcome.results, outcome.notices)

    def findings(self, segment: Segment, texts: Texts) -> tuple[Finding, ...]:
        """The errors that the model marked in a segment."""
        from mtqc.metrics.comet_models.error_spans import finding

        return tuple(finding(span, self._checkpoint.name, segment) for span in self._spans[texts])

    def signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers for a test set again."""
        reads = 0 if self.facts.references is Need.UNUSED else len(test_set.references)
        return self._signature({"nrefs": reads})

    def _signature(self, more: Mapping[str, object]) -> str:
        from mtqc.metrics.comet_models.loading import mix_name

        settings = self._settings
        # The score counts errors as the original does; what people see is mended.
        spans = {"spans": "mended"} if settings.word_layer is not None else {}
        facts = {"mix": mix_name(settings), "long": self._long.value, "as": _ORIGINAL, **spans, **more}
        return signature_text(f"comet:{settings.kind.value}", self._checkpoint, self._computing, **facts)

    def _texts(self, test_set: TestSet, system: System, place: int) -> tuple[Texts, ...]:
        asked = super()._texts(test_set, system, place)
        return tuple(one for one in asked if one.source is not None or one.reference is not None)

    def _measurement(
        self,
        test_set: TestSet,
        system: System,
        rows: Sequence[tuple[Texts, ...]],
        known: Mapping[Texts, Estimate],
        notices: tuple[str, ...],
    ) -> Measurement:
        found = super()._measurement(test_set, system, rows, known, notices)
        too_long = sum(any(known[texts].too_long for texts in row) for row in rows)
        what = "cut" if self._long.value == "cut" else "windowed"
        return replace(found, signature=f"{found.signature}|{what}:{too_long}")

    def _loaded(self) -> CometModel:
        if self._model is None:
            from mtqc.metrics.comet_models.loading import comet_model
            from mtqc.metrics.comet_models.opened import opened

            model = opened(self._checkpoint, self._computing)
            if model.settings.segments != self._settings.segments:
                stated, saved = (", ".join(sorted(one.segments)) for one in (self._settings, model.settings))
                raise CheckpointError(
                    self._checkpoint.name, f"expected a model that reads {stated}, as hparams.yaml says; found {saved}"
                )
            self._settings = model.settings
            self.limit = model.longest
            self.long_texts = "end was left out" if self._long.value == "cut" else "text was read in windows"
            self._model = comet_model(model, self._computing, self._long)
        return self._model


def _long(options: Mapping[str, str]) -> Long:
    from mtqc.metrics.comet_models.windows import Long

    asked = options.get("long", Long.CUT.value)
    try:
        return Long(asked)
    except ValueError:
        raise UnknownNameError("way with long texts", asked, [long.value for long in Long]) from None


def _folder(model: str) -> str:
    """The folder of a model whose file with the weights was named, as unbabel-comet wants it; else the name."""
    path = Path(model)
    return str(path.parent.parent) if path.suffix == ".ckpt" and path.is_file() else model


def _facts(asked: str, settings: HyperParameters) -> MetricFacts:
    from mtqc.metrics.comet_models.hyper_parameters import ModelKind

    source, references = ((Need.REQUIRED if text in settings.segments else Need.UNUSED) for text in ("src", "ref"))
    open_ended = settings.kind in (ModelKind.REGRESSION, ModelKind.REFERENCELESS)
    if settings.kind in (ModelKind.UNIFIED, ModelKind.XCOMET) and len(settings.segments) == 3:
        source = references = Need.OPTIONAL
    return MetricFacts(
        asked=asked,
        source=source,
        references=references,
        higher_is_better=True,
        range=(None, None) if open_ended else (0.0, 1.0),
    )
