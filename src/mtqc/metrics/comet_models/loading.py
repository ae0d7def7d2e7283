"""From a checkpoint to the model of its class."""

from __future__ import annotations

from mtqc.metrics.comet_models.comet_model import CometModel
from mtqc.metrics.comet_models.hyper_parameters import HyperParameters, ModelKind
from mtqc.metrics.comet_models.opened import Opened
from mtqc.metrics.comet_models.ranking import Ranking
from mtqc.metrics.comet_models.reading_apart import ReadingApart
from mtqc.metrics.comet_models.reading_jointly import ReadingJointly
from mtqc.metrics.comet_models.referenceless import Referenceless
from mtqc.metrics.comet_models.regression import Regression
from mtqc.metrics.comet_models.unified import unified_score
from mtqc.metrics.comet_models.windows import Long
from mtqc.metrics.comet_models.xcomet import xcomet_score
from mtqc.metrics.computing import Computing


def comet_model(model: Opened, computing: Computing, long: Long) -> CometModel:
    """The model, ready to estimate.

    Raises:
        CheckpointError: its weights are not those of its class.
    """
    match model.settings.kind:
        case ModelKind.REGRESSION:
            return ReadingApart(model, computing, long, lambda: Regression(model), with_references=True)
        case ModelKind.REFERENCELESS:
            return ReadingApart(model, computing, long, lambda: Referenceless(model), with_references=False)
        case ModelKind.RANKING:
            return ReadingApart(model, computing, long, Ranking, with_references=True)
        case ModelKind.UNIFIED:
            return ReadingJointly(model, computing, long, unified_score)
        case ModelKind.XCOMET:
            return ReadingJointly(model, computing, long, xcomet_score)


def mix_name(settings: HyperParameters) -> str:
    """What stands in signatures for the layers that a model reads: ``softmax``, ``sparsemax+norm``, ``layer12``."""
    if settings.layer is not None:
        return f"layer{settings.layer}"
    return settings.transformation.value + ("+norm" if settings.layer_norm else "")
