"""Judgements of people, and what an exported model says of the same pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from judgements import Judgement

from mtqc.estimation.calibration import mean_bad
from mtqc.estimation.estimate import Estimate
from mtqc.estimation.estimator import Estimator, Pair
from mtqc.estimation.kept_words import KeptWords
from mtqc.estimation.number_errors import NumberErrors

OUTPUTS = ("direct_assessment", "penalty", "edit_rate")


def outputs_of(estimate: Estimate) -> list[float]:
    """What the score is made of, each the higher the better.

    That is three outputs of the sentence head, how right the words of either side are, and the log-odds against a
    critical error.
    """
    whole = [getattr(estimate.scores, name) for name in OUTPUTS]
    return [*whole, -mean_bad(estimate.translation), -mean_bad(estimate.source), -estimate.scores.critical]


class Judged:
    """Judgements of people, and those of the model beside; rows that the model cannot judge are left out."""

    def __init__(self, estimator: Estimator, rows: Sequence[Judgement]) -> None:
        source, target = rows[0].pair.split("-")
        found = list(estimator.estimate([Pair(one.source, one.translation) for one in rows], source, target))
        kept = [(row, one) for row, one in zip(rows, found, strict=True) if isinstance(one, Estimate)]
        self.rows = [row for row, _ in kept]
        self.estimates = [one for _, one in kept]
        numbers, words = NumberErrors(source, target), KeptWords(source, target)
        self.counts = {
            "numbers": np.array([numbers.count(one.source, one.translation) for one in self.rows]),
            "kept_words": np.array([words.count(one.source, one.translation) for one in self.rows]),
        }
        self.outputs = np.array([outputs_of(one) for one in self.estimates])
        print(rows[0].corpus, rows[0].pair, len(self.rows), "of", len(rows), flush=True)

    def known(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """People's values of that name, and where they are known."""
        values = np.array([np.nan if getattr(row, name) is None else getattr(row, name) for row in self.rows], float)
        return values, ~np.isnan(values)
