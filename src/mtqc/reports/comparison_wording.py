"""How reports write what a comparison of systems comes to: verdicts, values, p-values."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from mtqc.model import Interval, Score
from mtqc.model.breakdown import Breakdown, PairSegments, RuleFindings
from mtqc.model.comparison import Comparison, Correction, Difference, MetricComparison, SignificanceTest
from mtqc.reports.wording import counted

MINUS = "−"
NONE = "–"
SIGNIFICANT = "*"
_SMALL_SCALE = 2.0
"""Scales no wider than this, such as COMET's, need four decimals where others need two."""
_SMALLEST_P = 0.001
_COIN_TOSS = 0.5
_TESTS = {
    SignificanceTest.PAIRED_BOOTSTRAP: ("paired bootstrap", "resample"),
    SignificanceTest.PAIRED_RANDOMISATION: ("paired approximate randomisation", "trial"),
}


class Standing(enum.Enum):
    """What a comparison comes to, in a word: one system is best, that is open, or it was not the question."""

    CLEAR = "clear"
    OPEN = "open"
    COMPARED = "compared"


def scope(comparison: Comparison) -> str:
    """What was compared: ``4 systems on 337 segments, en → de, 2 references``."""
    languages = " → ".join(filter(None, (comparison.source_language, comparison.target_language)))
    references = counted(comparison.references, "reference") if comparison.references else "no reference"
    systems = f"{counted(len(comparison.systems), 'system')} on {counted(comparison.segments, 'segment')}"
    return ", ".join(filter(None, (systems, languages, references)))


def test(comparison: Comparison) -> str:
    """How it was tested: ``paired bootstrap, 1,000 resamples, seed 12345, Holm correction, alpha 0.05``."""
    name, unit = _TESTS[comparison.test]
    corrected = "Holm correction" if comparison.correction is Correction.HOLM else "no correction"
    seed = "no seed" if comparison.seed is None else f"seed {comparison.seed}"
    return f"{name}, {counted(comparison.resamples, unit)}, {seed}, {corrected}, alpha {comparison.alpha:g}"


def verdict(comparison: Comparison, metric: MetricComparison) -> str:
    """Who is best under a metric and whether that is sure, in one sentence."""
    scored = [score.system for score in metric.scores if score.value is not None]
    if not scored:
        return "No system has a score."
    if comparison.baseline is not None:
        return _against_baseline(comparison.baseline, metric)
    best, *others = scored
    if not others:
        return f"Only {best} has a score."
    pairs = [metric.difference(best, other) for other in others]
    level = [
        other for other, pair in zip(others, pairs, strict=True) if pair is not None and pair.difference in (0, None)
    ]
    unsure = [
        other
        for other, pair in zip(others, pairs, strict=True)
        if other not in level and pair is not None and not pair.significant
    ]
    if not level and not unsure:
        return f"{best} is best: it is significantly better than {_all(others, metric)}."
    parts = []
    if level:
        parts.append(f"{listed(level)} {'does' if len(level) == 1 else 'do'} equally well")
    if unsure:
        parts.append(f"its lead over {listed(unsure)} is not significant")
    return f"{best} scores best; {', and '.join(parts)}."


def title(comparison: Comparison) -> str:
    """What the comparison comes to under all metrics, in a few words."""
    if comparison.baseline is not None:
        return f"{counted(len(comparison.systems) - 1, 'system')} against {comparison.baseline}"
    best = _best(comparison)
    if not best:
        return "No system has a score"
    if len(best) > 1:
        return f"The metrics disagree: {listed(sorted(best, key=comparison.systems.index))} score best"
    (name,) = best
    scored = [metric for metric in comparison.metrics if metric.scores[0].value is not None]
    unsure = [metric.metric for metric in scored if not _is_sure(metric)]
    if not unsure:
        return f"{name} is best"
    if len(unsure) == len(scored):
        return f"{name} scores best, but not significantly"
    return f"{name} scores best, but not significantly under {listed(unsure)}"


def standing(comparison: Comparison) -> Standing:
    """Whether the metrics agree on a best system, and are sure of it."""
    if comparison.baseline is not None:
        return Standing.COMPARED
    best = _best(comparison)
    return Standing.CLEAR if len(best) == 1 and all(map(_is_sure, comparison.metrics)) else Standing.OPEN


def value(number: float | None, metric: MetricComparison, sign: bool = False) -> str:
    """A score or difference as the metric's scale asks for: ``61.23``, ``+0.0134``, ``–`` for none."""
    return rounded(number, digits(metric.scores), sign)


def rounded(number: float | None, decimals: int, sign: bool = False) -> str:
    """A number with so many decimals and a true minus; ``–`` for none."""
    if number is None:
        return NONE
    written = f"{number:+.{decimals}f}" if sign else f"{number:.{decimals}f}"
    if float(written) == 0:
        written = f"{0:.{decimals}f}"
    return written.replace("-", MINUS)


def digits(scores: Sequence[Score]) -> int:
    """How many decimals the scores of a metric are shown with."""
    low, high = scores[0].range
    if low is not None and high is not None:
        return 4 if high - low <= _SMALL_SCALE else 2
    largest = max((abs(score.value) for score in scores if score.value is not None), default=0.0)
    return 4 if largest <= _SMALL_SCALE / 2 else 2


def interval(ends: Interval | None, metric: MetricComparison) -> str:
    """An interval as ``60.13–62.33``; empty if there is none."""
    if ends is None:
        return ""
    # A minus before the second end would run into the dash.
    dash = "–" if ends.low >= 0 and ends.high >= 0 else " to "
    return f"{value(ends.low, metric)}{dash}{value(ends.high, metric)}"


def p_value(number: float | None) -> str:
    """A p-value with three decimals: ``0.212``, ``<0.001``, ``–`` for none."""
    if number is None:
        return NONE
    return f"<{_SMALLEST_P}" if number < _SMALLEST_P else f"{number:.3f}"


def share(number: float | None) -> str:
    """A share in whole percent; ``–`` for none."""
    return NONE if number is None else f"{100 * number:.0f} %"


def people(difference: Difference) -> str:
    """How many people confirm a difference: ``83 %``, ``chance`` for no more than half, ``–`` where no study says."""
    agreement = difference.human_agreement
    return "chance" if agreement is not None and agreement <= _COIN_TOSS else share(agreement)


def human_study(metric: MetricComparison) -> str:
    """Where the shares of people's agreement come from, or that there are none."""
    if metric.human_source is None:
        return f"No study that mtqc knows says how large a difference of {metric.metric} has to be for people to agree."
    return f"People: share of system pairs with such a difference whose order people confirm ({metric.human_source})."


def direction(metric: MetricComparison) -> str:
    """Which way a metric points."""
    if metric.direct:
        return "compared directly: the mean preference to the others, above 0 is better"
    return "higher is better" if metric.higher_is_better else "lower is better"


def differ_heading(pair: PairSegments) -> str:
    """What stands above the segments in which two systems differ."""
    return f"{pair.systems[0]} and {pair.systems[1]}, segment by segment ({pair.metric})"


def differ_counts(pair: PairSegments) -> str:
    """In how many segments each of two systems is better."""
    first, second = pair.systems
    return (
        f"{first} is better in {counted(pair.better, 'segment')}, {second} in {pair.worse:,}; equal in {pair.equal:,}."
    )


def other_pairs(count: int) -> str:
    """How many more pairs there are."""
    return f"{counted(count, 'more pair')} {'differs' if count == 1 else 'differ'} too"


def breakdown_heading(breakdown: Breakdown) -> str:
    """What stands above the scores of the parts of a test set."""
    unit = f", in {breakdown.unit}" if breakdown.unit else ""
    return f"{breakdown.metric} by {breakdown.by}{unit}"


def significant_rules(rules: Sequence[RuleFindings]) -> list[str]:
    """In which rules systems differ significantly, a line each: ``accuracy/number: A fewer than B and C``."""
    lines: list[str] = []
    for rule in rules:
        fewer: dict[str, list[str]] = {}
        for each in rule.differences:
            if each.significant:
                less, more = each.systems if each.difference < 0 else each.systems[::-1]
                fewer.setdefault(less, []).append(more)
        told = [f"{less} fewer than {listed(more)}" for less, more in fewer.items()]
        if told:
            lines.append(f"{rule.rule}: {'; '.join(told)}")
    return lines


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: ``A``, ``A and B``, ``A, B and C``."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _against_baseline(baseline: str, metric: MetricComparison) -> str:
    better = [each.systems[0] for each in metric.differences if each.significant and each.better == each.systems[0]]
    worse = [each.systems[0] for each in metric.differences if each.significant and each.better == baseline]
    same = [each.systems[0] for each in metric.differences if not each.significant]
    parts = []
    if better:
        parts.append(f"{listed(better)} {_be(better)} significantly better than {baseline}")
    if worse:
        parts.append(f"{listed(worse)} {_be(worse)} significantly worse{'' if better else f' than {baseline}'}")
    if same:
        which = f"{listed(same)} {_be(same)} not significantly different"
        parts.append(which if better or worse else f"{which} from {baseline}")
    return "; ".join(parts) + "."


def _best(comparison: Comparison) -> set[str]:
    """The systems that are best under a metric; metrics without a score have none."""
    return {metric.scores[0].system for metric in comparison.metrics if metric.scores[0].value is not None}


def _is_sure(metric: MetricComparison) -> bool:
    best = metric.scores[0].system
    return all(each.significant for each in metric.differences if best in each.systems and each.difference is not None)


def _all(names: Sequence[str], metric: MetricComparison) -> str:
    if len(names) < 2:
        return names[0]
    return "all others" if len(names) == len(metric.scores) - 1 else "all others that have a score"


def _be(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
