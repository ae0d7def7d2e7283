"""A comparison with everything in it: four systems, two metrics, segments, parts and findings."""

from __future__ import annotations

from dataclasses import replace

from mtqc.model import Interval, Score, SegmentScore, Severity
from mtqc.model.breakdown import (
    Breakdown,
    FindingComparison,
    Histogram,
    PairSegments,
    Part,
    RuleDifference,
    RuleFindings,
    SegmentDifference,
    WordPiece,
)
from mtqc.model.comparison import Comparison, Correction, Difference, MetricComparison, SignificanceTest

NAMES = ("Fjord", "Harbour", "Lagoon", "Delta_2")
STUDY = "Kocmi et al. 2024, Navigating the Metrics Maze, arXiv:2401.06760"


def score(metric: str, system: str, value: float | None, width: float, higher: bool) -> Score:
    return Score(
        metric,
        system,
        value,
        (SegmentScore(value),),
        f"{metric}-signature|version:1",
        higher,
        (0.0, 100.0 if higher else None),
        None if value is None else Interval(value - width, value + width),
    )


def chrf() -> MetricComparison:
    return MetricComparison(
        metric="chrf",
        scores=tuple(
            score("chrf", name, value, 1.1, True)
            for name, value in zip(NAMES, (61.234, 60.871, 58.02, 49.5), strict=True)
        ),
        differences=(
            Difference(
                "chrf", ("Fjord", "Harbour"), 0.363, 0.2118, 0.2118, "Fjord", False, 0.4974, Interval(-0.5, 1.2)
            ),
            Difference(
                "chrf", ("Fjord", "Lagoon"), 3.214, 0.000999, 0.005994, "Fjord", True, 0.9047, Interval(2.1, 4.4)
            ),
            Difference("chrf", ("Fjord", "Delta_2"), 11.734, 0.000999, 0.005994, "Fjord", True, 0.93),
            Difference("chrf", ("Harbour", "Lagoon"), 2.851, 0.002, 0.006, "Harbour", True, 0.89),
            Difference("chrf", ("Harbour", "Delta_2"), 11.371, 0.000999, 0.005994, "Harbour", True, 0.93),
            Difference("chrf", ("Lagoon", "Delta_2"), 8.52, 0.000999, 0.005994, "Lagoon", True, 0.93),
        ),
        clusters=(("Fjord", "Harbour"), ("Lagoon",), ("Delta_2",)),
        test=SignificanceTest.PAIRED_BOOTSTRAP,
        signature="chrf-signature|version:1|bs:1000|seed:12345|correction:holm",
        higher_is_better=True,
        human_source=STUDY,
    )


def ter() -> MetricComparison:
    return MetricComparison(
        metric="ter",
        scores=(
            score("ter", "Harbour", 41.2, 1.5, False),
            score("ter", "Fjord", 41.9, 1.4, False),
            score("ter", "Lagoon", 55.0, 1.8, False),
            score("ter", "Delta_2", None, 0.0, False),
        ),
        differences=(
            Difference("ter", ("Harbour", "Fjord"), -0.7, 0.04, 0.04, "Harbour", True),
            Difference("ter", ("Harbour", "Lagoon"), -13.8, 0.000999, 0.002997, "Harbour", True),
            Difference("ter", ("Harbour", "Delta_2"), None, None, None),
            Difference("ter", ("Fjord", "Lagoon"), -13.1, 0.000999, 0.002997, "Fjord", True),
            Difference("ter", ("Fjord", "Delta_2"), None, None, None),
            Difference("ter", ("Lagoon", "Delta_2"), None, None, None),
        ),
        clusters=(("Harbour",), ("Fjord",), ("Lagoon",), ("Delta_2",)),
        test=SignificanceTest.PAIRED_BOOTSTRAP,
        signature="ter-signature|version:1|bs:1000|seed:12345|correction:holm",
        higher_is_better=False,
    )


def pair_segments() -> PairSegments:
    first = (WordPiece("Der "), WordPiece("Hafen", differs=True), WordPiece(" liegt am Fjord."))
    second = (WordPiece("Der "), WordPiece("Harbour", differs=True), WordPiece(" liegt am Fjord."))
    better = SegmentDifference(
        7,
        "harbour.3",
        "The harbour lies on the fjord.",
        ("Der Hafen liegt am Fjord.", None),
        (first, second),
        (100.0, 61.5),
        38.5,
    )
    worse = SegmentDifference(
        2,
        None,
        "He left.",
        ("Er ging fort.", "Er ist gegangen."),
        ((), (WordPiece("Er ging.", differs=True),)),
        (0.0, 55.1),
        -55.1,
    )
    histogram = Histogram((-60.0, -20.0, 20.0, 60.0), (12, 300, 25))
    return PairSegments("chrf", ("Fjord", "Lagoon"), True, 190, 7, 140, (better,), (worse,), histogram)


def breakdowns() -> tuple[Breakdown, ...]:
    lengths = (
        Part("0–10", 120, (66.1, 65.9, 64.2, 55.0)),
        Part("11–20", 150, (60.3, 60.2, 57.1, 49.9)),
        Part("21–63", 67, (58.8, 57.7, 53.2, None)),
    )
    domains = (Part("news", 200, (59.9, 60.4, 57.0, 50.2)), Part("speech", 137, (62.8, 61.5, 59.4, 48.6)))
    return (
        Breakdown("chrf", "source length", "words", NAMES, lengths),
        Breakdown("chrf", "domain", None, NAMES, domains),
    )


def findings() -> FindingComparison:
    total = RuleFindings(
        "all rules",
        None,
        (12, 15, 31, 80),
        (35.6, 44.5, 92.0, 237.4),
        (RuleDifference(("Fjord", "Delta_2"), -201.8, 0.0001, 0.0003, True),),
    )
    rules = (
        RuleFindings(
            "accuracy/number",
            Severity.MAJOR,
            (4, 5, 20, 50),
            (11.9, 14.8, 59.3, 148.4),
            (
                RuleDifference(("Fjord", "Harbour"), -2.9, 0.9, 1.0, False),
                RuleDifference(("Fjord", "Delta_2"), -136.5, 0.0001, 0.0003, True),
            ),
        ),
        RuleFindings("conventions/doubled-word", Severity.MINOR, (8, 10, 11, 30), (23.7, 29.7, 32.6, 89.0), ()),
    )
    return FindingComparison(NAMES, total, rules, "mtqc:0|rules:40|weights:0/1/5/25")


def sample_comparison() -> Comparison:
    return Comparison(
        systems=NAMES,
        segments=337,
        metrics=(chrf(), ter()),
        test=SignificanceTest.PAIRED_BOOTSTRAP,
        correction=Correction.HOLM,
        alpha=0.05,
        resamples=1000,
        seed=12345,
        pairs=(pair_segments(),),
        breakdowns=breakdowns(),
        findings=findings(),
        source_language="en",
        target_language="de",
        references=2,
        notices=("guessed target language: de (99% sure)",),
        signature="mtqc:0|paired-bootstrap|n:1000|seed:12345|correction:holm|alpha:0.05",
    )


HOSTILE = "<script>alert(1)</script> & \"\x1b[31m\u202e' {x} $y_1 \\end{table} 100% #~^ |\ud800"


def hostile_comparison() -> Comparison:
    """Every text is hostile: names, metrics, signatures, sources, hypotheses, notices."""
    names = (HOSTILE, f"2{HOSTILE}")
    scores = tuple(
        replace(score(HOSTILE, name, value, 1.0, True), signature=HOSTILE, notices=(HOSTILE,))
        for name, value in zip(names, (60.0, 50.0), strict=True)
    )
    metric = MetricComparison(
        metric=HOSTILE,
        scores=scores,
        differences=(Difference(HOSTILE, names, 10.0, 0.01, 0.01, names[0], True, 0.9),),
        clusters=((names[0],), (names[1],)),
        test=SignificanceTest.PAIRED_RANDOMISATION,
        signature=HOSTILE,
        higher_is_better=True,
        human_source=HOSTILE,
    )
    pieces = (WordPiece(HOSTILE, differs=True), WordPiece(HOSTILE))
    segment = SegmentDifference(1, HOSTILE, HOSTILE, (HOSTILE,), (pieces, pieces), (1.0, 2.0), -1.0)
    rule = RuleFindings(HOSTILE, None, (1, 2), (1.0, 2.0), (RuleDifference(names, -1.0, 0.01, 0.01, True),))
    return Comparison(
        systems=names,
        segments=1,
        metrics=(metric,),
        test=SignificanceTest.PAIRED_RANDOMISATION,
        correction=Correction.NONE,
        alpha=0.05,
        resamples=10,
        seed=None,
        pairs=(PairSegments(HOSTILE, names, True, 0, 0, 1, (), (segment,), Histogram((-1.0, 0.0, 1.0), (1, 0))),),
        breakdowns=(Breakdown(HOSTILE, HOSTILE, HOSTILE, names, (Part(HOSTILE, 1, (1.0, 2.0)),)),),
        findings=FindingComparison(names, rule, (rule,), HOSTILE),
        source_language=HOSTILE,
        target_language=HOSTILE,
        notices=(HOSTILE,),
        signature=HOSTILE,
    )


def against_baseline() -> Comparison:
    """The sample, with Harbour as the baseline."""
    metric = replace(
        chrf(),
        differences=(
            Difference("chrf", ("Fjord", "Harbour"), 0.363, 0.2118, 0.2118, "Fjord", False, 0.4),
            Difference("chrf", ("Lagoon", "Harbour"), -2.851, 0.002, 0.006, "Harbour", True, 0.89),
            Difference("chrf", ("Delta_2", "Harbour"), -11.371, 0.000999, 0.003, "Harbour", True, 0.93),
        ),
        clusters=(),
    )
    return replace(sample_comparison(), metrics=(metric,), baseline="Harbour", pairs=(), breakdowns=(), findings=None)


def many_systems(count: int) -> Comparison:
    """So many systems with long names, each a little worse than the one before, all differences significant."""
    names = tuple(f"contrastive-system-with-a-long-name-{number:02}" for number in range(1, count + 1))
    scores = tuple(score("chrf", name, 70.0 - place, 0.4, True) for place, name in enumerate(names))
    differences = tuple(
        Difference("chrf", (first, second), float(names.index(second) - place), 0.001, 0.01, first, True, 0.7)
        for place, first in enumerate(names)
        for second in names[place + 1 :]
    )
    metric = replace(chrf(), scores=scores, differences=differences, clusters=tuple((name,) for name in names))
    part = Part("0–10", 30, tuple(70.0 - place for place in range(count)))
    rules = tuple(
        RuleFindings(f"accuracy/rule-{number}", Severity.MAJOR, (1,) * count, (2.0,) * count, ())
        for number in range(20)
    )
    total = RuleFindings("all rules", None, (20,) * count, (40.0,) * count, ())
    return replace(
        sample_comparison(),
        systems=names,
        metrics=(metric,),
        pairs=(pair_segments(),) * 3,
        breakdowns=(Breakdown("chrf", "source length", "words", names, (part,)),),
        findings=FindingComparison(names, total, rules, "mtqc:0"),
    )
