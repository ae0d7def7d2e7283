from __future__ import annotations

from dataclasses import replace

import pytest

from mtqc.comparison import comparing
from mtqc.comparison.breakdowns import groupings
from mtqc.comparison.comparing import (
    CHECKS,
    MOST_CHECKED,
    Details,
    comparable_metrics,
    compare_systems,
    place_of_baseline,
    rules_run,
)
from mtqc.comparison.testing import Plan
from mtqc.errors import SettingsError, UnknownNameError
from mtqc.metrics.base import Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.model.comparison import Comparison
from mtqc.model.test_set import System, TestSet
from mtqc.settings import Settings

from .measuring import Direct, Own, Silent, system

SET = TestSet(
    6,
    sources=("one two", "one two three", "one", "one two", "one", "one two"),
    source_language="en",
    target_language="de",
    columns={"domain": ("news", "talk") * 3},
)
BEST, MIDDLE = system("best", 9, 8, 9, 9, 8, 9), system("middle", 5, 9, 5, 6, 5, 6)
WORST, OTHER = system("worst", 1, 2, 1, 2, 1, 1), system("other", 3, 3, 3, 3, 3, 3)
PLAN = Plan(resamples=100, interval_resamples=50)


def compared(
    *systems: System, plan: Plan = PLAN, details: Details | None = None, metric: Own | None = None
) -> Comparison:
    details = details or Details(segments=2)
    return compare_systems(SET, systems, [metric or Own()], plan, details)


FEW = "6 segments are few to tell systems apart: p-values are rough"


def test_a_comparison_says_what_was_compared_and_how() -> None:
    comparison = compared(WORST, BEST)
    assert (comparison.systems, comparison.segments, comparison.references) == (("worst", "best"), 6, 0)
    assert (comparison.source_language, comparison.target_language) == ("en", "de")
    assert comparison.signature.endswith("|test:paired-bootstrap|bs:100|seed:12345|correction:holm|alpha:0.05")
    assert comparison.findings is None
    assert comparison.breakdowns == ()
    assert comparison.notices == (FEW,)


def test_of_few_systems_all_pairs_are_shown_of_many_those_of_the_best() -> None:
    few = compared(WORST, MIDDLE, BEST)
    assert [pair.systems for pair in few.pairs] == [("best", "middle"), ("best", "worst"), ("middle", "worst")]
    many = compared(WORST, MIDDLE, OTHER, BEST)
    assert [pair.systems for pair in many.pairs] == [("best", "middle"), ("best", "other"), ("best", "worst")]


def test_with_a_baseline_its_pairs_are_shown() -> None:
    comparison = compared(WORST, MIDDLE, OTHER, BEST, plan=Plan(resamples=100, baseline=1))
    assert comparison.baseline == "middle"
    assert {pair.systems[1] for pair in comparison.pairs} == {"middle"}
    assert len(comparison.pairs) == 3


def test_segments_are_shown_with_their_difference() -> None:
    (pair,) = compared(BEST, MIDDLE).pairs
    assert (pair.better, pair.worse) == (5, 1)
    assert [segment.difference for segment in pair.best] == [4, 4]
    (only,) = pair.worst
    assert (only.number, only.scores, only.difference) == (2, (8, 9), -1)


def test_a_metric_without_segment_scores_gives_way_to_the_next() -> None:
    systems = [BEST, MIDDLE]
    comparison = compare_systems(SET, systems, [Silent("silent"), Own("loud")], PLAN, Details())
    assert {pair.metric for pair in comparison.pairs} == {"loud"}
    assert compare_systems(SET, systems, [Silent("silent")], PLAN, Details()).pairs == ()


def test_direct_metrics_compare_each_pair_and_rank_by_mean_preference() -> None:
    parts = groupings(SET, ("domain",))
    comparison = compared(WORST, BEST, MIDDLE, metric=Direct(), details=Details(segments=2, parts=parts))
    (metric,) = comparison.metrics
    assert metric.direct
    assert [score.system for score in metric.scores] == ["best", "middle", "worst"]
    # The best is 2.67 ahead of the middle and 7.33 ahead of the worst.
    assert [score.value for score in metric.scores] == pytest.approx([5, 1, -6], abs=1e-9)
    assert all(each.significant for each in metric.differences)
    assert metric.signature == "own|version:1|bs:100|seed:12345|correction:holm"
    assert comparison.pairs[0].systems == ("best", "middle")
    assert [segment.number for segment in comparison.pairs[0].worst] == [2]
    assert comparison.breakdowns[0].systems == ("best", "middle", "worst")


def test_direct_metrics_against_a_baseline() -> None:
    plan = Plan(resamples=100, baseline=1)
    (metric,) = compared(WORST, MIDDLE, BEST, metric=Direct(), plan=plan).metrics
    assert [each.systems for each in metric.differences] == [("best", "middle"), ("worst", "middle")]
    assert [(score.system, score.value) for score in metric.scores][1] == ("middle", 0)
    assert [each.better for each in metric.differences] == ["best", "middle"]


def test_breakdowns_put_the_best_system_first() -> None:
    comparison = compared(WORST, BEST, details=Details(parts=groupings(SET, ("domain",))))
    (domain,) = comparison.breakdowns
    assert domain.systems == ("best", "worst")
    assert [(part.label, part.segments) for part in domain.parts] == [("news", 3), ("talk", 3)]
    assert domain.parts[0].values == pytest.approx((26 / 3, 1))


def test_a_metric_without_values_is_not_broken_down() -> None:
    details = Details(parts=groupings(SET, ("domain",)))
    assert compared(WORST, BEST, details=details, metric=Silent()).breakdowns == ()


def test_rules_run_where_they_are_asked_for() -> None:
    doubled = System("doubled", ("9 im im Haus", *BEST.hypotheses[1:]))
    settings = Settings(select=("conventions/doubled-word",))
    comparison = compared(doubled, WORST, details=Details(rules=settings))
    assert comparison.findings is not None
    assert comparison.findings.systems == ("doubled", "worst")
    assert comparison.findings.total.counts == (1, 0)


def test_systems_that_are_the_same_are_told() -> None:
    twin = System("twin", BEST.hypotheses)
    assert compared(BEST, WORST, twin).notices == ("best and twin are the same in every segment", FEW)


def test_progress_is_told_for_pairs_and_rules() -> None:
    told: list[tuple[str, int, int]] = []

    def advance_of(name: str) -> Advance:
        return lambda done, total: told.append((name, done, total))

    systems = (BEST, MIDDLE, WORST)
    details = Details(rules=Settings(select=("conventions/doubled-word",)))
    compare_systems(SET, systems, [Direct()], PLAN, details, advance_of)
    assert told[:3] == [("own", 1, 3), ("own", 2, 3), ("own", 3, 3)]
    assert told[-1] == (CHECKS, 18, 18)
    compare_systems(SET, systems, [Own()], PLAN, details, lambda name: None)


def test_direct_metrics_need_no_references(monkeypatch: pytest.MonkeyPatch) -> None:
    def named(asked: str, computing: Computing) -> Own:
        made = Direct(asked) if asked == "direct" else Own(asked)
        made.facts = replace(made.facts, references=Need.REQUIRED)
        return made

    monkeypatch.setattr(comparing, "metric", named)
    found = comparable_metrics(["direct", "direct"], SET, Computing())
    assert [each.facts.asked for each in found] == ["direct"]
    with pytest.raises(SettingsError, match="own needs references"):
        comparable_metrics(["direct", "own"], SET, Computing())


def test_one_system_is_no_comparison() -> None:
    with pytest.raises(SettingsError, match="two systems or more, and there is only 'best': add another"):
        place_of_baseline([BEST], None)
    with pytest.raises(SettingsError, match="two systems or more: add another"):
        place_of_baseline([], None)


def test_a_baseline_has_to_be_one_of_the_systems() -> None:
    assert place_of_baseline([BEST, WORST], None) is None
    assert place_of_baseline([BEST, WORST], "worst") == 1
    with pytest.raises(UnknownNameError, match="unknown system 'wurst'; did you mean 'worst'"):
        place_of_baseline([BEST, WORST], "wurst")


@pytest.mark.parametrize(
    ("size", "asked", "runs"),
    [(MOST_CHECKED // 2, None, True), (MOST_CHECKED // 2 + 1, None, False), (10**6, True, True), (1, False, False)],
)
def test_rules_run_unasked_where_that_is_quick(size: int, asked: bool | None, runs: bool) -> None:
    assert rules_run(TestSet(size), [BEST, WORST], asked) is runs
