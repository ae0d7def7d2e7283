"""Every number and signature is sacreBLEU's own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from sacrebleu.metrics.base import Metric as SacrebleuMetric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mtqc.metrics.base import Measurement
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.model.test_set import System, TestSet
from tests.unit.metrics.lexical.texts import Case, cases

BLEU_OPTIONS: list[dict[str, Any]] = [
    {},
    {"lowercase": True},
    {"tokenize": "intl"},
    {"tokenize": "zh", "max_ngram_order": 2},
    {"tokenize": "char", "max_ngram_order": 17},
    {"tokenize": "none", "effective_order": True},
    {"smooth_method": "floor"},
    {"smooth_method": "floor", "smooth_value": 0.0},
    {"smooth_method": "add-k"},
    {"smooth_method": "add-k", "smooth_value": 0.5, "max_ngram_order": 3},
    {"smooth_method": "none", "max_ngram_order": 1},
]
CHRF_OPTIONS: list[dict[str, Any]] = [
    {},
    {"word_order": 2},
    {"char_order": 20, "beta": 1},
    {"lowercase": True, "whitespace": True},
    {"eps_smoothing": True, "word_order": 1, "char_order": 3},
    {"beta": 0},
]
TER_OPTIONS: list[dict[str, Any]] = [
    {},
    {"normalized": True, "case_sensitive": True},
    {"normalized": True, "no_punct": True, "asian_support": True},
]


@pytest.mark.parametrize("options", BLEU_OPTIONS, ids=str)
@settings(max_examples=15, deadline=None)
@given(case=cases())
def test_bleu_is_sacrebleus(options: dict[str, Any], case: Case) -> None:
    measured = _measured("bleu", options, case)
    assert_equal(measured, case, BLEU(**options), BLEU(**options | {"effective_order": True}))


@pytest.mark.parametrize("options", CHRF_OPTIONS, ids=str)
@settings(max_examples=15, deadline=None)
@given(case=cases())
def test_chrf_is_sacrebleus(options: dict[str, Any], case: Case) -> None:
    assert_equal(_measured("chrf", options, case), case, CHRF(**options), CHRF(**options))


@pytest.mark.parametrize("options", TER_OPTIONS, ids=str)
@settings(max_examples=15, deadline=None)
@given(case=cases())
def test_ter_is_sacrebleus(options: dict[str, Any], case: Case) -> None:
    assert_equal(_measured("ter", options, case), case, TER(**options), TER(**options))


def test_chrf_plus_plus_counts_words_too() -> None:
    case = Case(("the cat sat", "a dog"), (("the cat sat down", "a dog."),))
    assert_equal(_measured("chrf++", {}, case), case, CHRF(word_order=2), CHRF(word_order=2))


def test_a_mean_of_reference_lengths_is_added_as_sacrebleu_adds_it() -> None:
    """Thirds cannot be written exactly: the order of addition shows in the last digits."""
    hypotheses = tuple("w " * (place % 7) for place in range(300))
    lengths = [tuple("w " * ((place * factor) % 11) for place in range(300)) for factor in (1, 3, 5)]
    case = Case(hypotheses, tuple(lengths))
    assert _measured("ter", {}, case).value == TER().corpus_score(hypotheses, lengths).score


def test_texts_with_more_distinct_characters_than_fit_a_key_are_counted_exactly() -> None:
    """Six characters of 2,000 different ones need 66 bits."""
    letters = "".join(map(chr, range(0x4E00, 0x4E00 + 2000)))
    case = Case((letters, letters[::-1], "ab"), ((letters[:1500] + letters[:900], letters, "abc"),))
    assert_equal(_measured("chrf", {}, case), case, CHRF(), CHRF())


def test_many_texts_of_all_lengths_are_counted_exactly() -> None:
    words = [f"w{place % 13}" for place in range(2000)]
    hypotheses = tuple(" ".join(words[place : place * 2]) for place in range(250))
    references = tuple(" ".join(words[place : place * 2 + 1]) for place in range(250))
    case = Case(hypotheses, (references,))
    assert_equal(_measured("bleu", {}, case), case, BLEU(), BLEU(effective_order=True))
    assert_equal(_measured("chrf++", {}, case), case, CHRF(word_order=2), CHRF(word_order=2))


@settings(max_examples=15, deadline=None)
@given(case=cases())
def test_sums_of_statistics_give_the_score_of_any_set_of_segments(case: Case) -> None:
    """Resampling relies on it: twice the first segment and once the last, say."""
    places = [0, 0, len(case.hypotheses) - 1]
    for name, original in (("bleu", BLEU()), ("chrf", CHRF()), ("ter", TER())):
        statistics = _measured(name, {}, case).statistics
        sums = statistics.rows[places].sum(axis=0, keepdims=True)
        expected = original.corpus_score(
            [case.hypotheses[place] for place in places],
            Case(
                case.hypotheses, tuple(tuple(column[place] for place in places) for column in case.references)
            ).columns,
        )
        assert statistics.aggregate(sums)[0] == pytest.approx(expected.score, rel=1e-12)


def test_systems_measured_together_are_measured_as_each_alone() -> None:
    test_set = TestSet(2, references=(("a b c d", "e f"), ("a b", "e g h")))
    systems = [
        System("one", ("a b c", "e f")),
        System("two", ("x", "a b c d e")),
        System("one again", ("a b c", "e f")),
    ]
    for name in ("bleu", "chrf++", "ter"):
        together = metric(name, Computing()).measure(test_set, systems)
        for system, measured in zip(systems, together, strict=True):
            alone = metric(name, Computing()).measure(test_set, [system])[0]
            assert (measured.value, measured.segments) == (alone.value, alone.segments)


def _measured(name: str, options: dict[str, Any], case: Case) -> Measurement:
    asked = f"{name}:{','.join(f'{option}={value}' for option, value in options.items())}"
    return metric(asked if options else name, Computing()).measure(case.test_set, [case.system])[0]


def assert_equal(measured: Measurement, case: Case, original: SacrebleuMetric, single: SacrebleuMetric) -> None:
    assert measured.value == original.corpus_score(case.hypotheses, case.columns).score
    assert measured.signature == original.get_signature().format()
    assert [segment.value for segment in measured.segments] == [
        single.sentence_score(hypothesis, case.of(segment)).score for segment, hypothesis in enumerate(case.hypotheses)
    ]
