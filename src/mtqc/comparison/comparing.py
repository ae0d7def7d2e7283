"""From what metrics found in some systems to all that can be said about which is better, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mtqc.comparison.breakdowns import Grouping, breakdown
from mtqc.comparison.rule_findings import compare_findings
from mtqc.comparison.segment_differences import pair_segments, segment_deltas
from mtqc.comparison.testing import Plan, Preferences, compared
from mtqc.errors import SettingsError, UnknownNameError
from mtqc.metrics.base import PairwiseMetric
from mtqc.metrics.computing import Advance
from mtqc.model.breakdown import Breakdown, PairSegments
from mtqc.model.comparison import Comparison, MetricComparison
from mtqc.model.test_set import System, TestSet
from mtqc.scoring.running import AdvanceOf, MeasuredMetric
from mtqc.settings import Settings
from mtqc.version import __version__

_ALL_PAIRS_SHOWN = 3
"""Of more systems, segments are shown for the pairs of the best one only."""
CHECKS = "rules"
"""What the progress of the rules is called."""
MOST_CHECKED = 30_000
"""The rules run unasked over so many segments of all systems together: a minute or two."""
NOT_CHECKED = f"the rules did not run over more than {MOST_CHECKED:,} segments; --checks runs them"


@dataclass(frozen=True, slots=True)
class Details:
    """What is told besides scores and p-values.

    ``segments`` is how many segments are shown each way for a pair, ``parts`` are those of the test set that scores
    are broken down by, ``rules`` are the settings of the rules that run over each system, None to run none.
    """

    segments: int = 5
    parts: tuple[Grouping, ...] = ()
    rules: Settings | None = None


def place_of_baseline(systems: Sequence[System], baseline: str | None) -> int | None:
    """The place of the system that the others are compared with, None where all pairs are; checks both arguments.

    Raises:
        SettingsError: there are not two systems.
        UnknownNameError: no system has the baseline's name; names the nearest.
    """
    if len(systems) < 2:
        only = f", and there is only '{systems[0].name}'" if systems else ""
        raise SettingsError(f"a comparison takes two systems or more{only}: add another (-t FILE on the command line)")
    names = [system.name for system in systems]
    if baseline is None:
        return None
    if baseline not in names:
        raise UnknownNameError("system", baseline, names)
    return names.index(baseline)


def rules_run(test_set: TestSet, systems: Sequence[System], asked: bool | None) -> bool:
    """Whether the rules run: as it is asked, and if nobody says, where that does not take long."""
    return test_set.size * len(systems) <= MOST_CHECKED if asked is None else asked


def compare_systems(
    test_set: TestSet,
    systems: Sequence[System],
    found: Sequence[MeasuredMetric],
    plan: Plan,
    details: Details,
    advance_of: AdvanceOf | None = None,
) -> Comparison:
    """All that can be said about systems on one test set.

    Args:
        test_set: the segments.
        systems: two or more.
        found: what each metric found in them.
        plan: what is tested, and how.
        details: what is told besides.
        advance_of: gives what is told how far the direct comparisons and the rules have come.
    """
    names = [system.name for system in systems]
    metrics: list[MetricComparison] = []
    preferred: dict[str, Preferences] = {}
    for each in found:
        facts = each.metric.facts
        if isinstance(each.metric, PairwiseMetric):
            advance = advance_of(f"{facts.asked}, pairs") if advance_of else None
            preferred[facts.asked] = _preferences(each.metric, test_set, systems, plan, advance)
        metrics.append(compared(facts, names, each.measurements, plan, preferred.get(facts.asked)))
    order = [names.index(score.system) for score in metrics[0].scores]
    findings, broken = (
        (None, ())
        if details.rules is None
        else compare_findings(test_set, systems, details.rules, plan, order, _counting(advance_of, test_set, systems))
    )
    return Comparison(
        systems=tuple(names),
        segments=test_set.size,
        metrics=tuple(metrics),
        test=plan.test,
        correction=plan.correction,
        alpha=plan.alpha,
        resamples=plan.resamples,
        seed=plan.seed,
        baseline=None if plan.baseline is None else names[plan.baseline],
        pairs=_pairs(test_set, systems, found, preferred, plan, order, details.segments),
        breakdowns=tuple(_breakdowns(found, metrics, details.parts, names)),
        findings=findings,
        source_language=test_set.source_language,
        target_language=test_set.target_language,
        references=len(test_set.references),
        notices=(*_same_output(systems), *broken),
        signature=f"mtqc:{__version__}|test:{plan.test.value}|{plan.signature}|alpha:{plan.alpha:g}",
    )


def _preferences(
    metric: PairwiseMetric, test_set: TestSet, systems: Sequence[System], plan: Plan, advance: Advance | None
) -> Preferences:
    pairs = (
        list(combinations(range(len(systems)), 2))
        if plan.baseline is None
        else [(place, plan.baseline) for place in range(len(systems)) if place != plan.baseline]
    )
    measurements = {}
    for done, (first, second) in enumerate(pairs, start=1):
        measurements[first, second] = metric.prefer(test_set, systems[first], systems[second])
        if advance:
            advance(done, len(pairs))
    return Preferences(measurements)


def _pairs(
    test_set: TestSet,
    systems: Sequence[System],
    found: Sequence[MeasuredMetric],
    preferred: Mapping[str, Preferences],
    plan: Plan,
    order: Sequence[int],
    most: int,
) -> tuple[PairSegments, ...]:
    """Where systems differ under the first metric that scores segments."""
    pairs = plan.pairs(order)
    if plan.baseline is None and len(systems) > _ALL_PAIRS_SHOWN:
        pairs = [(first, second) for first, second in pairs if first == order[0]]
    for each in found:
        facts = each.metric.facts
        preferences = preferred.get(facts.asked)
        values = [[segment.value for segment in measurement.segments] for measurement in each.measurements]
        if preferences is None and not any(value is not None for column in values for value in column):
            continue
        return tuple(
            pair_segments(
                facts.asked,
                test_set,
                (systems[first], systems[second]),
                segment_deltas(values[first], values[second]) if preferences is None else preferences.of(first, second),
                (values[first], values[second]) if preferences is None else None,
                facts.higher_is_better or preferences is not None,
                most,
            )
            for first, second in pairs
        )
    return ()


def _breakdowns(
    found: Sequence[MeasuredMetric],
    metrics: Sequence[MetricComparison],
    parts: Sequence[Grouping],
    names: Sequence[str],
) -> list[Breakdown]:
    """The parts under each metric that gives a system a value, the metric's best system first."""
    told: list[Breakdown] = []
    for each, metric in zip(found, metrics, strict=True):
        if any(score.value is not None for score in metric.scores):
            ranked = [score.system for score in metric.scores]
            statistics = [each.measurements[names.index(name)].statistics for name in ranked]
            told += [breakdown(metric.metric, part, ranked, statistics) for part in parts]
    return told


def _same_output(systems: Sequence[System]) -> list[str]:
    """Says which systems translated everything alike: one of them may be there by mistake."""
    return [
        f"{first.name} and {second.name} are the same in every segment"
        for first, second in combinations(systems, 2)
        if first.hypotheses == second.hypotheses
    ]


def _counting(
    advance_of: AdvanceOf | None, test_set: TestSet, systems: Sequence[System]
) -> Callable[[int], None] | None:
    """What counts checked segments up to all there are."""
    if advance_of is None:
        return None
    advance = advance_of(CHECKS)
    done = 0

    def count(segments: int) -> None:
        nonlocal done
        done += segments
        if advance:
            advance(done, test_set.size * len(systems))

    return count
