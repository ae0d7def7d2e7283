from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from mtqc.comparison.preferences import Preferences
from mtqc.comparison.testing import Plan, compared
from mtqc.errors import SettingsError
from mtqc.metrics.base import MetricFacts, Need
from mtqc.model.comparison import Correction, MetricComparison, SignificanceTest

from .measuring import measurement

GOOD = [float(number) for number in (9, 8, 9, 7, 9, 8, 9, 9, 8, 9, 7, 9)]
FAIR = [value - 0.1 * (place % 3 - 1) - 0.01 for place, value in enumerate(GOOD)]
POOR = [value - 4 for value in GOOD]
BOTH = [SignificanceTest.PAIRED_BOOTSTRAP, SignificanceTest.PAIRED_RANDOMISATION]


def facts(asked: str = "own", higher_is_better: bool = True) -> MetricFacts:
    return MetricFacts(asked, Need.UNUSED, Need.UNUSED, higher_is_better, (None, None))


def comparison(
    values: Mapping[str, Sequence[float | None]], plan: Plan | None = None, about: MetricFacts | None = None
) -> MetricComparison:
    plan = plan or Plan(resamples=200, interval_resamples=100)
    return compared(about or facts(), list(values), [measurement(each) for each in values.values()], plan)


@pytest.mark.parametrize("test", BOTH)
def test_systems_are_ordered_and_clustered(test: SignificanceTest) -> None:
    found = comparison({"poor": POOR, "fair": FAIR, "good": GOOD}, Plan(test=test, resamples=500))
    assert [score.system for score in found.scores] == ["good", "fair", "poor"]
    assert found.clusters == (("good", "fair"), ("poor",))
    assert [each.systems for each in found.differences] == [("good", "fair"), ("good", "poor"), ("fair", "poor")]
    assert [each.significant for each in found.differences] == [False, True, True]
    assert {each.better for each in found.differences if each.significant} == {"good", "fair"}


def test_lower_is_better() -> None:
    found = comparison({"high": GOOD, "low": POOR}, about=facts(higher_is_better=False))
    assert [score.system for score in found.scores] == ["low", "high"]
    (difference,) = found.differences
    assert (difference.systems, difference.better) == (("low", "high"), "low")
    assert difference.difference == pytest.approx(-4)
    assert found.clusters == (("low",), ("high",))


def test_with_a_baseline_only_its_pairs_are_tested_and_corrected() -> None:
    values = {"good": GOOD, "base": FAIR, "poor": POOR}
    everything = comparison(values)
    found = comparison(values, Plan(resamples=200, baseline=1))
    assert [each.systems for each in found.differences] == [("good", "base"), ("poor", "base")]
    assert found.clusters == ()
    for each in found.differences:
        same = everything.difference(*each.systems)
        assert same is not None
        assert each.p_value == same.p_value
    # Two comparisons instead of three: the smaller p-value is doubled, not tripled.
    poor = found.differences[1]
    assert poor.p_adjusted == pytest.approx(2 * (poor.p_value or 0))


def test_p_values_are_corrected_unless_that_is_not_wanted() -> None:
    values = {"good": GOOD, "fair": FAIR, "poor": POOR}
    plain = comparison(values, Plan(resamples=200, correction=Correction.NONE))
    holm = comparison(values, Plan(resamples=200))
    assert [each.p_adjusted for each in plain.differences] == [each.p_value for each in plain.differences]
    assert [each.p_value for each in holm.differences] == [each.p_value for each in plain.differences]
    raised = [
        (corrected.p_adjusted or 0) > (each.p_adjusted or 0)
        for corrected, each in zip(holm.differences, plain.differences, strict=True)
    ]
    assert raised == [False, True, True]


def test_the_same_output_is_no_different() -> None:
    (difference,) = comparison({"a": GOOD, "b": GOOD}).differences
    assert (difference.difference, difference.p_value, difference.better, difference.significant) == (0, 1, None, False)


def test_a_system_without_a_value_comes_last_and_is_not_tested() -> None:
    found = comparison({"none": [None] * 12, "good": GOOD, "poor": POOR})
    assert [score.system for score in found.scores] == ["good", "poor", "none"]
    assert (found.scores[-1].value, found.scores[-1].interval) == (None, None)
    untested = [each for each in found.differences if "none" in each.systems]
    assert {(each.difference, each.p_value, each.p_adjusted, each.significant) for each in untested} == {
        (None, None, None, False)
    }
    assert found.clusters == (("good",), ("poor",), ("none",))


def test_intervals_hold_the_value_and_the_difference() -> None:
    found = comparison({"good": GOOD, "poor": POOR})
    for score in found.scores:
        assert score.interval is not None
        assert score.value is not None
        assert score.interval.low < score.value < score.interval.high
    (difference,) = found.differences
    assert difference.interval is not None
    assert difference.interval.low == pytest.approx(4) == difference.interval.high


@pytest.mark.parametrize("values", [GOOD, [5.0]])
def test_without_resamples_or_segments_to_draw_from_there_are_no_intervals(values: list[float]) -> None:
    resamples = 0 if len(values) > 1 else 50
    found = comparison({"a": values, "b": [each + 1 for each in values]}, Plan(interval_resamples=resamples))
    assert {score.interval for score in found.scores} == {None}
    assert found.differences[0].interval is None


@pytest.mark.parametrize("test", BOTH)
@pytest.mark.parametrize("values", [{"good": [9.0], "poor": [1.0]}, {"good": [9.0, None], "poor": [1.0, 1.0]}])
def test_one_segment_is_not_tested(test: SignificanceTest, values: dict[str, list[float | None]]) -> None:
    (difference,) = comparison(values, Plan(test=test)).differences
    assert (difference.difference, difference.better) == (8, "good")
    assert (difference.p_value, difference.p_adjusted, difference.significant) == (None, None, False)


def test_what_a_difference_means_for_people() -> None:
    known = comparison({"a": GOOD, "b": POOR}, about=facts("chrf"))
    assert known.human_source is not None
    assert "2401.06760" in known.human_source
    # 93.0 / (1 + exp(-1.114 * 4)), by the parameters published for chrF.
    assert known.differences[0].human_agreement == pytest.approx(0.919, abs=1e-3)
    unknown = comparison({"a": GOOD, "b": POOR})
    assert (unknown.human_source, unknown.differences[0].human_agreement) == (None, None)


@pytest.mark.parametrize("test", BOTH)
def test_direct_preferences_count_instead_of_scores(test: SignificanceTest) -> None:
    liked, leaning = [0.5, 0.4, 0.6] * 4, [0.1, -0.1, 0.05] * 4
    preferences = Preferences(
        {
            (0, 1): measurement([-value for value in liked]),
            (0, 2): measurement([-value for value in liked]),
            (1, 2): measurement(leaning),
        }
    )
    plan = Plan(test=test, resamples=500)
    found = compared(facts("chrf"), ["c", "a", "b"], preferences.measurements(3, None), plan, preferences)
    assert [score.system for score in found.scores] == ["a", "b", "c"]
    assert found.clusters == (("a", "b"), ("c",))
    assert found.direct
    assert (found.human_source, found.differences[0].human_agreement) == (None, None)
    first = found.difference("c", "a")
    assert first is not None
    assert (first.systems, first.better, first.significant) == (("a", "c"), "a", True)
    assert first.difference == pytest.approx(0.5)


def test_direct_preferences_against_a_baseline() -> None:
    preferences = Preferences({(1, 0): measurement([0.5, 0.4, 0.6] * 4), (2, 0): measurement([None] * 12)})
    plan = Plan(resamples=200, baseline=0)
    found = compared(facts(), ["base", "new", "void"], preferences.measurements(3, 0), plan, preferences)
    assert [(score.system, score.value) for score in found.scores] == [
        ("new", pytest.approx(0.5)),
        ("base", 0),
        ("void", None),
    ]
    assert [each.systems for each in found.differences] == [("new", "base"), ("void", "base")]
    assert [each.better for each in found.differences] == ["new", None]
    assert preferences.of(0, 1)[:2] == (-0.5, -0.4)
    assert preferences.mean(0, 2) is None


def test_the_signature_says_how_to_get_the_p_values_again() -> None:
    found = comparison({"a": GOOD, "b": POOR}, Plan(resamples=50, seed=None))
    assert found.signature == "own|version:1|bs:50|seed:none|correction:holm"
    plan = Plan(test=SignificanceTest.PAIRED_RANDOMISATION, resamples=60, seed=3, correction=Correction.NONE)
    assert plan.signature == "ar:60|seed:3|correction:none"


def test_a_plan_that_cannot_be_run_is_refused() -> None:
    with pytest.raises(SettingsError, match="paired-bootstrap test takes 1 draw or more, not 0"):
        Plan(resamples=0)
    with pytest.raises(SettingsError, match=r"alpha is between 0 and 1, not 1\.5"):
        Plan(alpha=1.5)


def test_pairs_that_were_not_compared_have_no_difference() -> None:
    assert comparison({"a": GOOD, "b": POOR}).difference("a", "c") is None
