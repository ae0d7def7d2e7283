"""What the network in torch says of examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from mtqc.estimation.batching import batches
from mtqc.estimation.learning.examples import Example, batch_of
from mtqc.estimation.learning.network import SCORES, LearningNetwork

_TOKENS = 6000
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Predictions:
    """The outputs for n examples.

    ``scores`` has the shape (n, 4). For each example there are the probabilities of its tokens: of being ``bad``
    (tokens), and of each ``severity`` (tokens, 4).
    """

    scores: Floats
    bad: tuple[Floats, ...]
    severity: tuple[Floats, ...]


@torch.inference_mode()
def predicted(
    network: LearningNetwork,
    given: Sequence[Example],
    device: str = "cpu",
    arithmetic: torch.dtype = torch.bfloat16,
) -> Predictions:
    """What the network says of each example, without dropout."""
    network.eval()
    scores = np.zeros((len(given), len(SCORES)), np.float32)
    bad: list[Floats] = [np.empty(0, np.float32)] * len(given)
    severity: list[Floats] = [np.empty((0, 4), np.float32)] * len(given)
    for places in batches([len(example) for example in given], _TOKENS):
        batch = batch_of([given[place] for place in places], device)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=arithmetic is torch.bfloat16):
            said = network(batch.ids, batch.mask, batch.side)
        for row, place in enumerate(places):
            length = len(given[place])
            scores[place] = said.scores[row].float().cpu().numpy()
            bad[place] = said.bad[row, :length].sigmoid().float().cpu().numpy()
            severity[place] = said.severity[row, :length].softmax(-1).float().cpu().numpy()
    return Predictions(scores, tuple(bad), tuple(severity))
