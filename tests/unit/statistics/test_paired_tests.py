from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest as SacrebleuTest

from mtqc.statistics.bootstrap import bootstrap, confidence_interval, paired_bootstrap
from mtqc.statistics.paired_test import PairedTest
from mtqc.statistics.randomisation import paired_randomisation, randomise_pairs
from mtqc.statistics.segment_statistics import SegmentStatistics, mean_of
from tests.unit.statistics.segments import sacrebleu_statistics, systems_of

REFERENCES, SYSTEMS = systems_of(120, (0.30, 0.32, 0.30, 0.5))
METRICS: dict[str, Callable[..., Any]] = {"BLEU": BLEU, "chrF2": CHRF, "TER": TER}


def statistics_of(metric: str, systems: list[list[str]] = SYSTEMS) -> list[SegmentStatistics]:
    made = METRICS[metric](references=[REFERENCES])
    return [sacrebleu_statistics(made, hypotheses) for hypotheses in systems]


def sacrebleu_p_values(test: str, metric: str, baseline: int, number: int) -> list[float]:
    """Those of all systems against one, which stays first."""
    order = [baseline, *(place for place in range(len(SYSTEMS)) if place != baseline)]
    scores: Any = SacrebleuTest(
        [(str(place), SYSTEMS[place]) for place in order],
        {metric: METRICS[metric](references=[REFERENCES])},
        references=None,
        test_type=test,
        n_samples=number,
    )()[1]
    return [result.p_value for result in scores[metric][1:]]


@pytest.mark.parametrize("metric", ["BLEU", "chrF2", "TER"])
def test_the_bootstrap_has_sacrebleus_p_values_for_all_pairs(metric: str) -> None:
    found = paired_bootstrap(statistics_of(metric), resamples=300)
    for baseline in (0, 3):
        others = [place for place in range(4) if place != baseline]
        expected = sacrebleu_p_values("bs", metric, baseline, 300)
        assert [found.p_value(baseline, other) for other in others] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("metric", ["BLEU", "chrF2", "TER"])
def test_randomisation_has_sacrebleus_p_values_for_all_pairs(metric: str) -> None:
    found = randomise_pairs(statistics_of(metric), trials=300)
    for baseline in (0, 3):
        others = [place for place in range(4) if place != baseline]
        expected = sacrebleu_p_values("ar", metric, baseline, 300)
        assert [found.p_value(baseline, other) for other in others] == pytest.approx(expected, abs=1e-12)


def test_the_order_of_two_systems_does_not_matter() -> None:
    first, second, *_ = statistics_of("BLEU")
    assert paired_randomisation(first, second, trials=200) == paired_randomisation(second, first, trials=200)
    assert np.array_equal(
        paired_bootstrap([first, second], 200).p_values, paired_bootstrap([second, first], 200).p_values.T
    )


@pytest.mark.parametrize("metric", ["BLEU", "TER"])
def test_the_confidence_interval_is_sacrebleus(metric: str) -> None:
    made = METRICS[metric](references=[REFERENCES])
    expected = made.corpus_score(SYSTEMS[0], None, n_bootstrap=200)
    interval = confidence_interval(bootstrap(statistics_of(metric)[0], resamples=200))
    assert interval is not None
    mean, low, high = interval
    assert mean == pytest.approx(expected._mean, rel=1e-6)
    assert (high - low) / 2 == pytest.approx(expected._ci, rel=1e-5)


def test_blocks_of_resamples_and_trials_draw_what_one_call_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    systems = statistics_of("BLEU")[:2]
    whole = (bootstrap(systems[0], 150), randomise_pairs(systems, 150).p_values)
    monkeypatch.setattr("mtqc.statistics.bootstrap._CELLS_A_BLOCK", 7 * len(REFERENCES))
    monkeypatch.setattr("mtqc.statistics.randomisation._CELLS_A_BLOCK", 40 * len(REFERENCES))
    assert np.array_equal(bootstrap(systems[0], 150), whole[0])
    assert np.array_equal(randomise_pairs(systems, 150).p_values, whole[1])


@pytest.mark.parametrize("test", [paired_bootstrap, randomise_pairs])
def test_equal_systems_and_those_without_a_score_differ_from_none(test: Callable[..., PairedTest]) -> None:
    good = mean_of([0.9, 0.8, 0.9, 0.7, 0.9, 0.8])
    found = test([good, mean_of([0.1] * 6), mean_of([0.9, 0.8, 0.9, 0.7, 0.9, 0.8]), mean_of([None] * 6)], 300)
    assert found.p_value(0, 1) < 0.1
    assert found.p_value(0, 2) == 1
    assert found.p_value(0, 3) == 1
    assert found.p_values.diagonal().tolist() == [1, 1, 1, 1]
    assert np.isnan(found.values[3])


def test_a_swap_of_all_segments_is_no_larger_difference_whatever_the_rounding() -> None:
    # With three segments a quarter of the trials swap none or all; the rest differ less.
    assert paired_randomisation(mean_of([0.1, 0.2, 0.3]), mean_of([0.7, 0.8, 0.9]), trials=500) == 1 / 501


def test_missing_segments_leave_resamples_without_a_score_out() -> None:
    values = bootstrap(mean_of([1.0, None]), resamples=400)
    assert 0 < np.isnan(values).sum() < 400
    assert confidence_interval(values) == (1.0, 1.0, 1.0)
    assert confidence_interval(np.full(3, np.nan)) is None


def test_without_a_seed_every_run_differs() -> None:
    scores = mean_of([float(value) for value in range(50)])
    assert not np.array_equal(bootstrap(scores, 50, seed=None), bootstrap(scores, 50, seed=None))
    assert np.array_equal(bootstrap(scores, 50), bootstrap(scores, 50, seed=12345))


def test_what_cannot_be_tested_is_refused() -> None:
    with pytest.raises(ValueError, match="same number of segments"):
        paired_bootstrap([mean_of([1.0]), mean_of([1.0, 2.0])])
    with pytest.raises(ValueError, match="0 segments"):
        bootstrap(mean_of([]))
    with pytest.raises(ValueError, match="0 trials"):
        paired_randomisation(mean_of([1.0]), mean_of([2.0]), trials=0)
