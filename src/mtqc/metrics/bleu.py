"""BLEU, as sacreBLEU computes it (Papineni et al., 2002; Post, 2018)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Self

from mtqc.metrics.base import MetricFacts, Need
from mtqc.metrics.computing import Computing
from mtqc.metrics.lexical.metric import LexicalMetric, Recipe
from mtqc.metrics.lexical.options import not_negative, one_of, whole_number, without_model
from mtqc.metrics.naming import MetricName
from mtqc.model.test_set import System

if TYPE_CHECKING:
    from mtqc.metrics.lexical.bleu_formula import BleuFormula

_SMOOTH_METHODS = ("exp", "floor", "add-k", "none")
_OPTIONS = ("tokenize", "lowercase", "smooth_method", "smooth_value", "max_ngram_order", "effective_order", "force")
# As many as sacreBLEU takes for a sign that a text is tokenised.
_MANY = 100


@dataclass(frozen=True, slots=True)
class BleuOptions:
    """sacreBLEU's options of BLEU; ``tokenize`` is None where the target language decides."""

    tokenize: str | None = None
    lowercase: bool = False
    smooth_method: str = "exp"
    smooth_value: float | None = None
    max_ngram_order: int = 4
    effective_order: bool = False
    force: bool = False


class Bleu(LexicalMetric):
    """How many n-grams of words the hypotheses share with the references.

    Options are sacreBLEU's. Unless ``tokenize`` is given, the target language decides, as it does in sacreBLEU's
    command. Single segments are scored with effective order, as sacreBLEU's ``--sentence-level`` does; the signature
    is that of the whole. Texts without a shared word score 0, and so does an empty hypothesis, even for an empty
    reference.
    """

    summary: ClassVar[str] = "n-grams of words shared with the references, with a penalty for being short"

    def __init__(self, facts: MetricFacts, computing: Computing, options: BleuOptions) -> None:
        super().__init__(facts, computing)
        self.options = options

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the options of the name.

        Raises:
            SettingsError: an option does not exist or makes no sense, or a tokeniser's model cannot be had.
            MissingExtraError: the tokeniser needs packages that are not installed.
        """
        without_model(name)
        name.only(*_OPTIONS)
        options = BleuOptions(
            tokenize=cls.tokenizer_asked(name, computing),
            lowercase=name.flag("lowercase", False),
            smooth_method=one_of(name, "smooth_method", "exp", _SMOOTH_METHODS),
            smooth_value=not_negative(name, "smooth_value"),
            max_ngram_order=whole_number(name, "max_ngram_order", 4, least=1),
            effective_order=name.flag("effective_order", False),
            force=name.flag("force", False),
        )
        facts = MetricFacts(name.asked, Need.UNUSED, Need.REQUIRED, higher_is_better=True, range=(0.0, 100.0))
        return cls(facts, computing, options)

    @classmethod
    def tokenizer_asked(cls, name: MetricName, computing: Computing) -> str | None:
        """The tokeniser that the name asks for, made sure of; None if it asks for none.

        Raises:
            UnknownNameError: there is no such tokeniser.
            MissingExtraError: packages are missing.
            SettingsError: its model cannot be had.
        """
        from mtqc.metrics.lexical.tokenizers import tokenizer_asked

        asked = name.options.get("tokenize")
        return None if asked is None else tokenizer_asked(asked, computing.offline)

    def recipe(self, language: str | None) -> Recipe:
        """How to get BLEU for a target language, whose tokeniser is taken unless another is asked for."""
        from sacrebleu.metrics.bleu import BLEU

        from mtqc.metrics.lexical.bleu_counting import BleuCounting
        from mtqc.metrics.lexical.tokenizers import advice, tokenizer, tokenizer_of_language

        tokenize = self.options.tokenize or tokenizer_of_language(language)
        tokenizer(tokenize, self.computing.offline)
        formula = self._formula()
        return Recipe(
            counting=BleuCounting(tokenize, self.options.lowercase, self.options.max_ngram_order),
            formula=formula.scores,
            segment_formula=replace(formula, effective_order=True).scores,
            original=BLEU(
                lowercase=self.options.lowercase,
                tokenize=tokenize,
                smooth_method=self.options.smooth_method,
                smooth_value=self.options.smooth_value,
                max_ngram_order=self.options.max_ngram_order,
                effective_order=self.options.effective_order,
            ),
            notices=advice(tokenize, language),
        )

    def _formula(self) -> BleuFormula:
        from sacrebleu.metrics.bleu import BLEU

        from mtqc.metrics.lexical.bleu_formula import BleuFormula

        value = self.options.smooth_value
        return BleuFormula(
            max_ngram_order=self.options.max_ngram_order,
            smooth_method=self.options.smooth_method,
            smooth_value=float(BLEU.SMOOTH_DEFAULTS[self.options.smooth_method] or 0) if value is None else value,
            effective_order=self.options.effective_order,
        )

    def notices(self, system: System) -> tuple[str, ...]:
        """Says when hypotheses look tokenised, which makes BLEU incomparable; ``force`` keeps it silent."""
        count = sum(hypothesis.endswith(" .") for hypothesis in system.hypotheses)
        if self.options.force or count < _MANY:
            return ()
        return (f"{count} hypotheses end in a full stop of its own: BLEU expects text that is not tokenised",)
