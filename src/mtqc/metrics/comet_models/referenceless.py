"""COMET's regression models without references, such as wmt20-comet-qe-da (Rei et al. 2021, WMT, 2021.wmt-1.111)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from mtqc.metrics.comet_models.estimator import Estimator
from mtqc.metrics.comet_models.opened import Opened

_FEATURES = 4


class Referenceless(nn.Module):
    """Scores a translation by how its vector relates to that of the source."""

    def __init__(self, model: Opened) -> None:
        super().__init__()
        self.estimator = Estimator.of(model, _FEATURES)

    def forward(self, hypotheses: Tensor, sources: Tensor) -> Tensor:
        """The scores, shape (translations,), from vectors of shape (translations, dimensions)."""
        features = (hypotheses, sources, hypotheses * sources, (hypotheses - sources).abs())
        scores: Tensor = self.estimator(torch.cat(features, dim=1))
        return scores
