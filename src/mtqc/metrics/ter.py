"""TER, as sacreBLEU computes it (Snover et al., 2006)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.metrics.base import MetricFacts, Need
from mtqc.metrics.computing import Computing
from mtqc.metrics.lexical.metric import LexicalMetric, Recipe
from mtqc.metrics.lexical.options import without_model
from mtqc.metrics.naming import MetricName

if TYPE_CHECKING:
    from mtqc.metrics.lexical.ter_counting import TerCounting


class Ter(LexicalMetric):
    """How many words must be changed, moved, added or deleted to get the reference, per 100 words of it.

    Options are sacreBLEU's: ``normalized``, ``no_punct``, ``asian_support``, ``case_sensitive``. Of several references
    the one that needs fewest edits counts, over the mean of their lengths. For an empty reference the rate is 0 if the
    hypothesis is empty, else 100.
    """

    summary: ClassVar[str] = "edits from the hypothesis to the reference, shifts of phrases counted as one"

    def __init__(self, facts: MetricFacts, computing: Computing, counting: TerCounting) -> None:
        super().__init__(facts, computing)
        self.counting = counting

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the options of the name.

        Raises:
            SettingsError: an option does not exist or makes no sense.
        """
        from mtqc.metrics.lexical.ter_counting import TerCounting

        without_model(name)
        name.only("normalized", "no_punct", "asian_support", "case_sensitive")
        counting = TerCounting(
            normalized=name.flag("normalized", False),
            no_punct=name.flag("no_punct", False),
            asian_support=name.flag("asian_support", False),
            case_sensitive=name.flag("case_sensitive", False),
        )
        facts = MetricFacts(name.asked, Need.UNUSED, Need.REQUIRED, higher_is_better=False, range=(0.0, None))
        return cls(facts, computing, counting)

    def recipe(self, language: str | None) -> Recipe:
        """How to get TER; the target language makes no difference."""
        from sacrebleu.metrics.ter import TER

        from mtqc.metrics.lexical.ter_formula import translation_edit_rates

        return Recipe(
            counting=self.counting,
            formula=translation_edit_rates,
            segment_formula=translation_edit_rates,
            original=TER(
                normalized=self.counting.normalized,
                no_punct=self.counting.no_punct,
                asian_support=self.counting.asian_support,
                case_sensitive=self.counting.case_sensitive,
            ),
        )
