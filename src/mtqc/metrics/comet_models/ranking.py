"""COMET's ranking models, such as emnlp20-comet-rank (Rei et al. 2020, arXiv 2009.09025)."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn.functional import pairwise_distance


class Ranking(nn.Module):
    """Scores a translation by how near it is to its source and its reference: 1 where it is both."""

    def forward(self, hypotheses: Tensor, sources: Tensor, references: Tensor) -> Tensor:
        """The scores ``1 / (1 + d)``, shape (translations,), d the harmonic mean of both Euclidean distances."""
        source = pairwise_distance(hypotheses, sources)
        reference = pairwise_distance(hypotheses, references)
        return 1 / (1 + 2 * source * reference / (source + reference))
