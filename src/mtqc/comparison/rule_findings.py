"""What mtqc's rules find in each system, and which of them speak more often in one system than in another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mtqc.comparison.testing import Plan
from mtqc.model import CheckFailure, Document, Finding, Report, Segment, Severity
from mtqc.model.breakdown import FindingComparison, RuleDifference, RuleFindings
from mtqc.model.test_set import System, TestSet
from mtqc.pipeline import Pipeline
from mtqc.settings import Settings
from mtqc.statistics.exact_permutation import exact_permutation

ALL_RULES = "all rules"
_EVERY = 1_000_000_000
"""More findings than there are: none may be left out of the counts."""

Counts = Mapping[str, Mapping[int, int]]
"""For each rule how many findings the segments have, by their place."""


def compare_findings(
    test_set: TestSet,
    systems: Sequence[System],
    settings: Settings,
    plan: Plan,
    order: Sequence[int],
    advance: Callable[[int], None] | None = None,
) -> tuple[FindingComparison, tuple[str, ...]]:
    """The findings in all systems, and notices about what could not run.

    A difference is tested by the exact paired permutation of segments, whatever test the plan has for scores: most
    rules speak in few segments, where tests at random are coarse.

    Args:
        test_set: the sources, if there are any, and the languages.
        systems: what is checked.
        settings: which rules run and how.
        plan: which pairs are tested, with which correction and alpha.
        order: the systems' places, best first.
        advance: is told of segments as they are done.
    """
    settings = replace(
        settings,
        source_language=test_set.source_language or settings.source_language,
        target_language=test_set.target_language or settings.target_language,
        max_findings=_EVERY,
        severity=Severity.NEUTRAL,
        baseline=None,
        # A comparison of rules: what a model marks costs seconds a system, and takes being asked for.
        estimate="always" if settings.estimate == "always" else "never",
    )
    pipeline = Pipeline.of(settings)
    counts: list[Counts] = []
    severities: dict[str, Severity] = {}
    notices: dict[str, None] = {}
    for system in systems:
        report = pipeline.run([_document(test_set, system)], advance)
        counts.append(_counts(report))
        for finding in report:
            severities[finding.rule] = max(finding.severity, severities.get(finding.rule, finding.severity))
        notices |= dict.fromkeys(map(_broken, report.failures))
    pairs = plan.pairs(order)
    total = _rule_findings(ALL_RULES, None, [_summed(of_system) for of_system in counts], test_set.size, pairs, systems)
    rules = [
        _rule_findings(rule, severity, [each.get(rule, {}) for each in counts], test_set.size, pairs, systems)
        for rule, severity in severities.items()
    ]
    rules.sort(key=lambda rule: (-sum(rule.counts), rule.rule))
    total, *rules = _judged([total, *rules], plan)
    names = tuple(systems[place].name for place in order)
    ranked = [_ranked(rule, order) for rule in (total, *rules)]
    return FindingComparison(names, ranked[0], tuple(ranked[1:]), pipeline.signature), tuple(notices)


def _document(test_set: TestSet, system: System) -> Document:
    sources: Sequence[str | None] = test_set.sources or (None,) * test_set.size
    segments = tuple(
        Segment(str(place), hypothesis, source)
        for place, (hypothesis, source) in enumerate(zip(system.hypotheses, sources, strict=True))
    )
    return Document(system.name, segments, test_set.source_language, test_set.target_language)


def _counts(report: Report) -> Counts:
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for finding in report:
        counts[finding.rule][_place(finding)] += 1
    return counts


def _place(finding: Finding) -> int:
    return int(finding.segment.id)


def _summed(counts: Counts) -> Mapping[int, int]:
    total: Counter[int] = Counter()
    for of_rule in counts.values():
        total.update(of_rule)
    return total


def _rule_findings(
    rule: str,
    severity: Severity | None,
    counts: Sequence[Mapping[int, int]],
    segments: int,
    pairs: Sequence[tuple[int, int]],
    systems: Sequence[System],
) -> RuleFindings:
    """The findings of one rule, with p-values that are not corrected yet."""
    totals = [sum(of_system.values()) for of_system in counts]
    rates = [1000 * total / segments for total in totals]
    differences: list[RuleDifference] = []
    for first, second in pairs:
        p_value = exact_permutation(_differences(counts[first], counts[second]))
        names = (systems[first].name, systems[second].name)
        differences.append(RuleDifference(names, rates[first] - rates[second], p_value, p_value, significant=False))
    return RuleFindings(rule, severity, tuple(totals), tuple(rates), tuple(differences))


def _judged(rules: Sequence[RuleFindings], plan: Plan) -> list[RuleFindings]:
    """The findings with p-values corrected for all rules and pairs."""
    adjusted = iter(plan.adjusted([each.p_value for rule in rules for each in rule.differences]))

    def judged(difference: RuleDifference) -> RuleDifference:
        p_adjusted = next(adjusted)
        return replace(difference, p_adjusted=p_adjusted, significant=p_adjusted <= plan.alpha)

    return [replace(rule, differences=tuple(judged(each) for each in rule.differences)) for rule in rules]


def _differences(first: Mapping[int, int], second: Mapping[int, int]) -> list[int]:
    """The first system's findings less the second's, for each segment in which either has some."""
    return [first.get(place, 0) - second.get(place, 0) for place in first.keys() | second.keys()]


def _ranked(rule: RuleFindings, order: Sequence[int]) -> RuleFindings:
    """The same findings with the systems in that order."""
    return replace(
        rule,
        counts=tuple(rule.counts[place] for place in order),
        per_1000_segments=tuple(rule.per_1000_segments[place] for place in order),
    )


def _broken(failure: CheckFailure) -> str:
    return f"the check {failure.rule} broke in {failure.path}: {failure.error}"
