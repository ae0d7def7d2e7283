"""chrF, as sacreBLEU computes it (Popović, 2015)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.metrics.base import MetricFacts, Need
from mtqc.metrics.computing import Computing
from mtqc.metrics.lexical.metric import LexicalMetric, Recipe
from mtqc.metrics.lexical.options import whole_number, without_model
from mtqc.metrics.naming import MetricName

if TYPE_CHECKING:
    from mtqc.metrics.lexical.chrf_counting import ChrfCounting


class Chrf(LexicalMetric):
    """How many n-grams of characters hypotheses and references share, recall before precision.

    Options are sacreBLEU's: ``char_order``, ``word_order``, ``beta``, ``lowercase``, ``whitespace``, ``eps_smoothing``.
    Of several references the one with the best score counts for a segment. Two empty texts score 0.
    """

    summary: ClassVar[str] = "n-grams of characters shared with the references"
    words: ClassVar[int] = 0

    def __init__(self, facts: MetricFacts, computing: Computing, counting: ChrfCounting) -> None:
        super().__init__(facts, computing)
        self.counting = counting

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the options of the name.

        Raises:
            SettingsError: an option does not exist or makes no sense.
        """
        from mtqc.metrics.lexical.chrf_counting import ChrfCounting

        without_model(name)
        name.only("char_order", "word_order", "beta", "lowercase", "whitespace", "eps_smoothing")
        counting = ChrfCounting(
            char_order=whole_number(name, "char_order", 6, least=1),
            word_order=whole_number(name, "word_order", cls.words, least=0),
            beta=whole_number(name, "beta", 2, least=0),
            lowercase=name.flag("lowercase", False),
            whitespace=name.flag("whitespace", False),
            eps_smoothing=name.flag("eps_smoothing", False),
        )
        facts = MetricFacts(name.asked, Need.UNUSED, Need.REQUIRED, higher_is_better=True, range=(0.0, 100.0))
        return cls(facts, computing, counting)

    def recipe(self, language: str | None) -> Recipe:
        """How to get chrF; the target language makes no difference."""
        from sacrebleu.metrics.chrf import CHRF

        formula = self.counting.formula
        return Recipe(
            counting=self.counting,
            formula=formula.scores,
            segment_formula=formula.scores,
            original=CHRF(
                char_order=self.counting.char_order,
                word_order=self.counting.word_order,
                beta=self.counting.beta,
                lowercase=self.counting.lowercase,
                whitespace=self.counting.whitespace,
                eps_smoothing=self.counting.eps_smoothing,
            ),
        )
