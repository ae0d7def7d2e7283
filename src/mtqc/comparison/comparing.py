"""From what metrics found in some systems to all that can be said about which is better, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from mtqc.comparison.breakdowns import Grouping, breakdown
from mtqc.comparison.preferences import Preferences, preferences_of
from mtqc.comparison.rule_findings import compare_findings
from mtqc.comparison.segment_differences import pair_segments, segment_deltas
from mtqc.comparison.testing import Plan, compared
from mtqc.errors import SettingsError, UnknownNameError
from mtqc.metrics.base import Metric, Need, PairwiseMetric
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.model.breakdown import Breakdown, PairSegments
from mtqc.model.comparison import Comparison, MetricComparison
from mtqc.model.test_set import System, TestSet
from mtqc.scoring.needs import require_needs
from mtqc.scoring.running import AdvanceOf, MeasuredMetric
from mtqc.settings import Settings
from mtqc.version import __version__

Found = tuple[MeasuredMetric, Preferences | None]
"""What a metric found in all systems, and what it prefers, if it compares directly."""
_ALL_PAIRS_SHOWN = 3
"""Of more systems, segments are shown for the pairs of the best one only."""
_FEW_SEGMENTS = 30
CHECKS = "rules"
"""What the progress of the rules is called."""
MOST_CHECKED = 100_000
"""The rules run unasked over so many segments of all systems together: a minute or so."""
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


def comparable_metrics(asked: Sequence[str], test_set: TestSet, computing: Computing) -> tuple[Metric, ...]:
    """The metrics of these names, each once, all of which can compare systems on this test set.

    A metric that compares two hypotheses directly needs no references for that.

    Raises:
        UnknownNameError: there is no such metric; names the nearest.
        SettingsError: an option makes no sense, or a metric needs sources or references that there are not.
        MissingExtraError: packages are missing.
        CheckpointError: a model cannot be found, or is another kind of model.
    """
    found = tuple(metric(name, computing) for name in dict.fromkeys(asked))
    require_needs(
        [
            replace(each.facts, references=Need.OPTIONAL) if isinstance(each, PairwiseMetric) else each.facts
            for each in found
        ],
        test_set,
    )
    return found


def rules_run(test_set: TestSet, systems: Sequence[System], asked: bool | None) -> bool:
    """Whether the rules run: as it is asked, and if nobody says, where that does not take long."""
    return test_set.size * len(systems) <= MOST_CHECKED if asked is None else asked


def compare_systems(
    test_set: TestSet,
    systems: Sequence[System],
    metrics: Sequence[Metric],
    plan: Plan,
    details: Details,
    advance_of: AdvanceOf | None = None,
) -> Comparison:
    """All that can be said about systems on one test set.

    Args:
        test_set: the segments.
        systems: two or more.
        metrics: those of :func:`comparable_metrics`.
        plan: what is tested, and how.
        details: what is told besides.
        advance_of: gives what is told how far each metric and the rules have come.

    Raises:
        CheckpointError: weights cannot be used.
    """
    names = [system.name for system in systems]
    found = [_measured(each, test_set, systems, plan, advance_of) for each in metrics]
    outcomes = [compared(each.metric.facts, names, each.measurements, plan, preferences) for each, preferences in found]
    order = [names.index(score.system) for score in outcomes[0].scores]
    findings, broken = (
        (None, ())
        if details.rules is None
        else compare_findings(test_set, systems, details.rules, plan, order, _counting(advance_of, test_set, systems))
    )
    return Comparison(
        systems=tuple(names),
        segments=test_set.size,
        metrics=tuple(outcomes),
        test=plan.test,
        correction=plan.correction,
        alpha=plan.alpha,
        resamples=plan.resamples,
        seed=plan.seed,
        baseline=None if plan.baseline is None else names[plan.baseline],
        pairs=_pairs(test_set, systems, found, plan, order, details.segments),
        breakdowns=tuple(_breakdowns(found, outcomes, details.parts, names)),
        findings=findings,
        source_language=test_set.source_language,
        target_language=test_set.target_language,
        references=len(test_set.references),
        notices=(*_same_output(systems), *_few(test_set), *broken),
        signature=f"mtqc:{__version__}|test:{plan.test.value}|{plan.signature}|alpha:{plan.alpha:g}",
    )


def _measured(
    by: Metric, test_set: TestSet, systems: Sequence[System], plan: Plan, advance_of: AdvanceOf | None
) -> Found:
    """What a metric finds; one that compares directly is asked for nothing but its preferences."""
    advance = advance_of(by.facts.asked) if advance_of else None
    if not isinstance(by, PairwiseMetric):
        return MeasuredMetric(by, by.measure(test_set, systems, advance)), None
    preferences = preferences_of(by, test_set, systems, plan.baseline, advance)
    return MeasuredMetric(by, preferences.measurements(len(systems), plan.baseline)), preferences


def _pairs(
    test_set: TestSet,
    systems: Sequence[System],
    found: Sequence[Found],
    plan: Plan,
    order: Sequence[int],
    most: int,
) -> tuple[PairSegments, ...]:
    """Where systems differ under the first metric that scores segments."""
    pairs = plan.pairs(order)
    if plan.baseline is None and len(systems) > _ALL_PAIRS_SHOWN:
        pairs = [(first, second) for first, second in pairs if first == order[0]]
    for each, preferences in found:
        facts = each.metric.facts
        values = [[segment.value for segment in measurement.segments] for measurement in each.measurements]
        if not any(value is not None for column in values for value in column):
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
    found: Sequence[Found], outcomes: Sequence[MetricComparison], parts: Sequence[Grouping], names: Sequence[str]
) -> list[Breakdown]:
    """The parts under each metric that gives a system a value, the metric's best system first."""
    told: list[Breakdown] = []
    for (each, _), outcome in zip(found, outcomes, strict=True):
        if any(score.value is not None for score in outcome.scores):
            ranked = [score.system for score in outcome.scores]
            statistics = [each.measurements[names.index(name)].statistics for name in ranked]
            told += [breakdown(outcome.metric, part, ranked, statistics) for part in parts]
    return told


def _few(test_set: TestSet) -> Iterator[str]:
    """Says that a test set is too small to tell systems apart."""
    if test_set.size == 1:
        yield "one segment cannot tell systems apart: there is no test"
    elif test_set.size < _FEW_SEGMENTS:
        yield f"{test_set.size} segments are few to tell systems apart: p-values are rough"


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
