"""What BLEU, chrF, TER and their kin share: from a test set and systems to measurements."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqc.metrics.base import Measurement, Metric, MetricFacts
from mtqc.metrics.computing import Advance, Computing
from mtqc.model.score import SegmentScore
from mtqc.model.test_set import System, TestSet

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as SacrebleuMetric

    from mtqc.metrics.lexical.counting import Counting
    from mtqc.statistics.segment_statistics import Matrix, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """How to get scores for one target language.

    ``formula`` turns sums of statistics into scores, ``segment_formula`` the statistics of single segments.
    ``original`` is sacreBLEU's own object with the same options; it signs. ``notices`` say what is doubtful about them.
    """

    counting: Counting
    formula: Callable[[Matrix], Vector]
    segment_formula: Callable[[Matrix], Vector]
    original: SacrebleuMetric
    notices: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """What counts depend on besides their options: the versions of sacreBLEU and of its tokeniser."""
        from sacrebleu.version import __version__

        return f"{__version__}|{getattr(self.original, 'tokenizer_signature', '')}"

    def signature(self, references: int) -> str:
        """The signature, sacreBLEU's own, for so many references a segment, -1 where that differs."""
        # sacreBLEU sets this attribute when it reads references, and signs with it.
        self.original.num_refs = references
        return self.original.get_signature().format()


class LexicalMetric(Metric):
    """A metric of sacreBLEU: equal to it in every digit, and faster.

    A segment without any reference has no score and counts nothing; a notice says how many there are. An empty
    reference is a reference, and an empty hypothesis is scored like any other. Without any segment there is no value.
    """

    def __init__(self, facts: MetricFacts, computing: Computing) -> None:
        self.facts = facts
        self.computing = computing

    @abstractmethod
    def recipe(self, language: str | None) -> Recipe:
        """How to get scores for a target language, None where it is unknown.

        Raises:
            MissingExtraError: packages for that language are missing.
            SettingsError: a tokeniser cannot be had.
        """

    def notices(self, system: System) -> tuple[str, ...]:
        """What a reader must know of a system's scores."""
        return ()

    def measure(
        self, test_set: TestSet, systems: Sequence[System], advance: Advance | None = None
    ) -> tuple[Measurement, ...]:
        """The measurements of some systems on one test set, in their order; what they share is computed once.

        Raises:
            MissingExtraError: packages for the target language are missing.
            SettingsError: a tokeniser cannot be had.
        """
        import numpy as np

        from mtqc.metrics.lexical.extraction import statistics
        from mtqc.metrics.lexical.references import present, references_each

        recipe = self.recipe(test_set.target_language)
        there = present(test_set.references).reshape(len(test_set.references), test_set.size)
        places = np.flatnonzero(there.any(axis=0)).tolist()
        counted = statistics(
            recipe.counting,
            recipe.version,
            [[system.hypotheses[place] for place in places] for system in systems],
            [[column[place] for place in places] for column in test_set.references],
            self.computing,
            advance,
        )
        signature = recipe.signature(references_each(there))
        notices = _without_reference(test_set.size - len(places)) + recipe.notices
        return tuple(
            _measurement(recipe, places, test_set.size, rows, signature, notices + self.notices(system))
            for system, rows in zip(systems, counted, strict=True)
        )


def _measurement(
    recipe: Recipe, places: list[int], size: int, rows: Matrix, signature: str, notices: tuple[str, ...]
) -> Measurement:
    import numpy as np

    from mtqc.statistics.segment_statistics import SegmentStatistics

    scores: list[float | None] = [None] * size
    for place, score in zip(places, recipe.segment_formula(rows).tolist(), strict=True):
        scores[place] = score
    everywhere = np.zeros((size, rows.shape[1]))
    everywhere[places] = rows
    # One after the other, as sacreBLEU adds: numpy's own sum takes another order, and fractions may round otherwise.
    sums = np.cumsum(rows, axis=0)[-1:] if places else np.zeros((1, rows.shape[1]))
    value = float(recipe.formula(sums)[0])
    return Measurement(
        value=None if np.isnan(value) else value,
        segments=tuple(SegmentScore(score) for score in scores),
        statistics=SegmentStatistics(everywhere, recipe.formula),
        signature=signature,
        notices=notices,
    )


def _without_reference(count: int) -> tuple[str, ...]:
    if count == 0:
        return ()
    if count == 1:
        return ("1 segment has no reference: it has no score and counts for nothing",)
    return (f"{count} segments have no reference: they have no score and count for nothing",)
