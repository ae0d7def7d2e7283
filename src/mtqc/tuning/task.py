"""What is to be learnt, and what the model says of it before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mtqc.errors import InputError
from mtqc.estimation.calibrating import MarkedTranslation
from mtqc.estimation.calibration import Calibration
from mtqc.estimation.estimator import Pair
from mtqc.estimation.quality_estimate import QualityEstimate
from mtqc.estimation.quality_estimator import QualityEstimator
from mtqc.tuning.dividing import Division
from mtqc.tuning.figures import Estimated, People, graded
from mtqc.tuning.judgement import Judgement, Scale
from mtqc.tuning.targets import OUTPUTS, Numbers, Standard

FEWEST, FEWEST_HELD_BACK = 50, 10
"""Translations without which nothing is learnt that would hold for others, and nothing could be said of it."""
Advance = Callable[[int, int], None]
"""Is told how many of how many items are done."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be learnt: judgements of the file ``path``, divided, and the languages of their texts."""

    path: str
    division: Division
    scale: Scale
    source_language: str | None
    target_language: str | None

    @property
    def languages(self) -> tuple[str, str] | None:
        """The languages alone, without regions and scripts; None if either is not known."""
        if self.source_language is None or self.target_language is None:
            return None
        source, target = (tag.split("-")[0].lower() for tag in (self.source_language, self.target_language))
        return source, target


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgements of people with what the model says of the same; those that it cannot judge are left out."""

    judgements: tuple[Judgement, ...]
    estimates: tuple[QualityEstimate, ...]
    left_out: int = 0

    @property
    def outputs(self) -> Numbers:
        """The raw outputs that the score is made of: (translations, 3)."""
        rows = [[getattr(one.raw.scores, name) for name in OUTPUTS] for one in self.estimates]
        return np.array(rows, np.float64).reshape(-1, len(OUTPUTS))

    def mixed(self, calibration: Calibration) -> Numbers:
        """The one number that a calibration makes of the outputs for each translation."""
        return np.array([calibration.mixed(one.raw) for one in self.estimates])

    def plain(self, calibration: Calibration) -> npt.NDArray[np.bool_]:
        """Of which translations the score is made of the outputs alone: in the others, numbers differ."""
        return np.array([calibration.score(one.raw) == one.score for one in self.estimates])

    @property
    def estimated(self) -> Estimated:
        """Scores and spans, to compare with people's."""
        return Estimated(
            np.array([one.score for one in self.estimates]),
            tuple(
                tuple((error.span.start, error.span.end, error.severity) for error in one.errors)
                for one in self.estimates
            ),
        )

    @property
    def marked(self) -> list[MarkedTranslation]:
        """The translations in which people marked errors, or found none."""
        return [
            MarkedTranslation(one.translation, said.raw.translation, graded(one.spans))
            for one, said in zip(self.judgements, self.estimates, strict=True)
            if one.spans is not None
        ]

    def people(self, standard: Standard) -> People:
        """What people said, to compare with."""
        return People(
            standard.of(self.judgements),
            tuple(one.spans for one in self.judgements),
            tuple(one.source_key for one in self.judgements),
            tuple(len(one.translation) for one in self.judgements),
        )


def judged_by(
    estimator: QualityEstimator, judgements: Sequence[Judgement], task: Task, advance: Advance | None = None
) -> Judged:
    """What a model says of the translations that people judged."""
    pairs = [Pair(one.source, one.translation) for one in judgements]
    kept: list[tuple[Judgement, QualityEstimate]] = []
    said = estimator.estimate(pairs, task.source_language, task.target_language)
    for done, (judgement, estimate) in enumerate(zip(judgements, said, strict=True), start=1):
        if isinstance(estimate, QualityEstimate):
            kept.append((judgement, estimate))
        if advance is not None:
            advance(done, len(pairs))
    return Judged(tuple(one for one, _ in kept), tuple(said for _, said in kept), len(pairs) - len(kept))


def require_enough(task: Task, learning: Judged, held_back: Judged) -> None:
    """Makes sure that there is enough to learn from, and to say whether it was learnt.

    Raises:
        InputError: there is not; says how much there is and how much it takes.
    """
    left_out = learning.left_out + held_back.left_out
    also = f"; the model cannot judge {left_out:,} more" if left_out else ""
    together = len(learning.judgements) + len(held_back.judgements)
    if together < FEWEST:
        raise InputError(
            task.path, f"{together} judged translations are too few to learn from: it takes at least {FEWEST}{also}"
        )
    for part, what in ((learning, "to learn from"), (held_back, "held back")):
        if len(part.judgements) < FEWEST_HELD_BACK:
            raise InputError(
                task.path,
                f"{len(part.judgements)} judged translations are too few {what}: it takes at least "
                f"{FEWEST_HELD_BACK}, and translations of one source stay together{also}",
            )
