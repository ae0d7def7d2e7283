"""COMET's regression models, such as wmt20-comet-da and wmt22-comet-da (Rei et al. 2020, arXiv 2009.09025)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from mtqc.metrics.comet_models.estimator import Estimator
from mtqc.metrics.comet_models.opened import Opened

_FEATURES = 6


class Regression(nn.Module):
    """Scores a translation by how its vector relates to those of the reference and of the source."""

    def __init__(self, model: Opened) -> None:
        super().__init__()
        self.estimator = Estimator.of(model, _FEATURES)

    def forward(self, hypotheses: Tensor, sources: Tensor, references: Tensor) -> Tensor:
        """The scores, shape (translations,), from vectors of shape (translations, dimensions)."""
        features = (
            hypotheses,
            references,
            hypotheses * references,
            (hypotheses - references).abs(),
            hypotheses * sources,
            (hypotheses - sources).abs(),
        )
        scores: Tensor = self.estimator(torch.cat(features, dim=1))
        return scores
