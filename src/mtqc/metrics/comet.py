"""COMET, CometKiwi, UniTE and XCOMET: learned scores of translations against their source, a reference, or both.

The class of model comes from the checkpoint. Scores equal those of unbabel-comet 2.2.7 to rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.errors import CheckpointError, SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, Metric, MetricFacts, Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint, checkpoint
from mtqc.metrics.learned.torch_packages import require_torch
from mtqc.metrics.naming import MetricName
from mtqc.model.document import Segment
from mtqc.model.finding import Finding
from mtqc.model.score import SegmentScore
from mtqc.model.test_set import System, TestSet
from mtqc.version import __version__

if TYPE_CHECKING:
    from mtqc.metrics.comet_models.hyper_parameters import HyperParameters
    from mtqc.metrics.comet_models.opened import Opened
    from mtqc.metrics.comet_models.translation import CometModel, Estimate, Translation
    from mtqc.metrics.comet_models.windows import Long

_ORIGINAL = "unbabel-comet-2.2.7"
_WEIGHTS = "checkpoints/model.ckpt"
_WANTED = ("hparams.yaml", _WEIGHTS)


class Comet(Metric):
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
        self.facts = facts
        self._computing = computing
        self._found = found
        self._settings = settings
        self._long = long
        self._loaded: tuple[Opened, CometModel] | None = None

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense, or a model is missing.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found, or is another kind of model.
        """
        options = name.only("long", "revision")
        if name.model is None:
            raise SettingsError(f"{name.asked} names no model; for example comet:Unbabel/wmt22-comet-da")
        long = _long(options)
        require_torch("comet")
        from mtqc.metrics.comet_models.hyper_parameters import HyperParameters, read_settings

        found = checkpoint(_folder(name.model), computing, wanted=_WANTED, revision=options.get("revision"))
        settings = HyperParameters.of(found.name, read_settings(found.name, found.folder))
        found.file(_WEIGHTS)
        return cls(_facts(name.asked, settings), computing, found, settings, long)

    def measure(
        self, test_set: TestSet, systems: Sequence[System], advance: Advance | None = None
    ) -> tuple[Measurement, ...]:
        """The measurements of some systems on one test set, in their order; what they share is computed once.

        Raises:
            CheckpointError: the weights cannot be used.
            SettingsError: there are neither sources nor references, and the model can do without either only.
        """
        from mtqc.metrics.learned.score_store import ScoreStore

        if test_set.sources is None and not test_set.references:
            raise SettingsError(f"{self.facts.asked} needs sources, references or both")
        opened, model = self._model()
        asked = [[self._translations(test_set, n, system) for system in systems] for n in range(test_set.size)]
        store = ScoreStore.of(self._computing, self._signature(len(test_set.references)))
        outcome = model.estimates([one for row in asked for cell in row for one in cell], store, advance)
        estimates = iter(outcome.results)
        rows = [[tuple(next(estimates) for _ in cell) for cell in row] for row in asked]
        shared = (*self._references_notice(test_set), *outcome.notices)
        return tuple(
            self._measurement(test_set, system, [row[place] for row in rows], opened, shared)
            for place, system in enumerate(systems)
        )

    def _model(self) -> tuple[Opened, CometModel]:
        if self._loaded is None:
            from mtqc.metrics.comet_models.loading import comet_model
            from mtqc.metrics.comet_models.opened import opened

            model = opened(self._found, self._computing)
            if model.settings.segments != self._settings.segments:
                stated, saved = (", ".join(sorted(one.segments)) for one in (self._settings, model.settings))
                raise CheckpointError(
                    self._found.name, f"hparams.yaml has a model of {stated}; {_WEIGHTS} holds one of {saved}"
                )
            self._settings = model.settings
            self._loaded = model, comet_model(model, self._computing, self._long)
        return self._loaded

    def _translations(self, test_set: TestSet, place: int, system: System) -> tuple[Translation, ...]:
        """What the model is asked of one segment: once a reference, or once without."""
        from mtqc.metrics.comet_models.translation import Translation

        reads_source = self.facts.source is not Need.UNUSED and test_set.sources is not None
        source = test_set.sources[place] if reads_source and test_set.sources is not None else None
        hypothesis = system.hypotheses[place]
        references = () if self.facts.references is Need.UNUSED else _references(test_set, place)
        if references or (self.facts.references is not Need.REQUIRED and source is not None):
            return tuple(Translation(hypothesis, source, reference) for reference in references or (None,))
        return ()

    def _references_notice(self, test_set: TestSet) -> tuple[str, ...]:
        """Says how many segments have no reference, where that matters."""
        if self.facts.references is Need.UNUSED or not test_set.references:
            return ()
        lacking = sum(not _references(test_set, place) for place in range(test_set.size))
        if not lacking:
            return ()
        optional = self.facts.references is Need.OPTIONAL and test_set.sources is not None
        outcome = "were scored without one, on another scale" if optional else "have no score"
        return (f"{lacking:,} of {test_set.size:,} segments have no reference and {outcome}",)

    def _measurement(
        self,
        test_set: TestSet,
        system: System,
        estimates: Sequence[tuple[Estimate, ...]],
        opened: Opened,
        notices: tuple[str, ...],
    ) -> Measurement:
        from mtqc.metrics.learned.tokens import cut_notice
        from mtqc.statistics.segment_statistics import mean_of

        values = [sum(one.value for one in own) / len(own) if own else None for own in estimates]
        known = [value for value in values if value is not None]
        too_long = sum(any(one.too_long for one in own) for own in estimates)
        windowed = self._long.value == "window"
        what = "text was read in windows" if windowed else "end was left out"
        return Measurement(
            value=sum(known) / len(known) if known else None,
            segments=tuple(
                SegmentScore(value, self._findings(test_set, place, system, own))
                for place, (value, own) in enumerate(zip(values, estimates, strict=True))
            ),
            statistics=mean_of(values),
            signature=f"{self._signature(len(test_set.references))}|{'windowed' if windowed else 'cut'}:{too_long}",
            notices=(*cut_notice(too_long, test_set.size, opened.longest, what), *notices),
        )

    def _findings(
        self, test_set: TestSet, place: int, system: System, estimates: tuple[Estimate, ...]
    ) -> tuple[Finding, ...]:
        if not estimates or not estimates[0].spans:
            return ()
        from mtqc.metrics.comet_models.error_spans import finding

        segment = Segment(
            test_set.ids[place] if test_set.ids else str(place + 1),
            system.hypotheses[place],
            None if test_set.sources is None else test_set.sources[place],
            _references(test_set, place),
        )
        return tuple(finding(span, self._found.name, segment) for span in estimates[0].spans)

    def _signature(self, references: int) -> str:
        from mtqc.metrics.comet_models.loading import mix_name

        settings = self._settings
        read = references if self.facts.references is not Need.UNUSED else 0
        parts = {
            "comet": settings.kind.value,
            "model": self._found.name,
            "rev": self._found.short_revision,
            "nrefs": str(read),
            "mix": mix_name(settings),
            "precision": self._computing.precision,
            "as": _ORIGINAL,
            # The score counts errors as the original does; what people see is mended.
            **({"spans": "mended"} if settings.word_layer is not None else {}),
            "version": __version__,
            "long": self._long.value,
        }
        return "|".join(f"{key}:{value}" for key, value in parts.items())


def _long(options: Mapping[str, str]) -> Long:
    from mtqc.metrics.comet_models.windows import Long

    asked = options.get("long", Long.CUT.value)
    try:
        return Long(asked)
    except ValueError:
        raise UnknownNameError("way with long texts", asked, [long.value for long in Long]) from None


def _folder(model: str) -> str:
    """The folder of a model of which the file with the weights was named, as unbabel-comet wants it; else the name."""
    path = Path(model)
    return str(path.parent.parent) if path.suffix == ".ckpt" and path.is_file() else model


def _references(test_set: TestSet, place: int) -> tuple[str, ...]:
    return tuple(text for column in test_set.references if (text := column[place]) is not None)


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
