"""Each statistic beside published or independently computed values: they have to be equal to 1e-6.

``python benchmarks/statistics_agreement.py``; rows of scipy need ``pip install scipy``, and are left out without it.

Independent are: sacreBLEU's own significance tests; scipy; the literal values in mt-metrics-eval's tests (as many
digits as they have there); the curves of Kocmi et al. (2024) as published; and definitions written out here one pair at
a time, as slow as they are plain. The exit status is 1 if a row differs.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest as SacrebleuTest

from mtqc.statistics.bootstrap import bootstrap, confidence_interval, paired_bootstrap
from mtqc.statistics.grouping import Grouping, average
from mtqc.statistics.holm import holm
from mtqc.statistics.human_sensitivity import human_sensitivity
from mtqc.statistics.kendall import accuracy_with_ties, kendall_like, tau_23, tau_b, tau_c
from mtqc.statistics.pairwise_accuracy import pairwise_accuracy
from mtqc.statistics.pearson import pearson
from mtqc.statistics.randomisation import randomise_pairs
from mtqc.statistics.segment_statistics import Matrix, SegmentStatistics, Vector
from mtqc.statistics.soft_pairwise_accuracy import soft_pairwise_accuracy
from mtqc.statistics.spearman import spearman
from mtqc.statistics.student_t import upper_tail
from mtqc.statistics.tie_calibration import calibrated_accuracy
from mtqc.statistics.williams import williams_test

EQUAL = 1e-6
WORDS = ["the", "a", "cat", "dog", "sat", "on", "mat", "tree", "house", "under", "over", "green", "that", "he", "was"]


@dataclass(frozen=True, slots=True)
class Row:
    """A statistic, its value here and elsewhere, and how far they may be apart: published ones have few digits."""

    name: str
    value: float
    expected: float
    source: str
    tolerance: float = EQUAL

    @property
    def agrees(self) -> bool:
        """Whether both values are the same as far as they can be."""
        return abs(self.value - self.expected) <= self.tolerance


def main() -> None:
    """Prints the rows, and how many differ."""
    rows = [*of_sacrebleu(), *of_mt_metrics_eval(), *of_scipy(), *written_out(), *published()]
    print(f"{'statistic':<46}{'mtqc':>14}{'expected':>14}{'difference':>12}  source")
    for row in rows:
        mark = "" if row.agrees else "  DIFFERS"
        difference = abs(row.value - row.expected)
        print(f"{row.name:<46}{row.value:>14.8f}{row.expected:>14.8f}{difference:>12.1e}  {row.source}{mark}")
    differing = sum(not row.agrees for row in rows)
    print(f"{len(rows)} values, {differing} differ")
    sys.exit(1 if differing else 0)


def of_sacrebleu() -> Iterator[Row]:
    """Both paired tests and the confidence interval, with sacreBLEU's own statistics of segments."""
    chance = random.Random(1)
    references = [" ".join(chance.choices(WORDS, k=chance.randint(3, 15))) for _ in range(200)]
    systems = [
        [
            " ".join(chance.choice(WORDS) if chance.random() < error else word for word in text.split())
            for text in references
        ]
        for error in (0.30, 0.32, 0.31)
    ]
    for name, kind in {"BLEU": BLEU, "chrF2": CHRF, "TER": TER}.items():
        statistics = [_statistics(kind(references=[references]), hypotheses) for hypotheses in systems]
        found = {"bs": paired_bootstrap(statistics, 1000), "ar": randomise_pairs(statistics, 1000)}
        for test, label in (("bs", "paired bootstrap"), ("ar", "randomisation")):
            scores: Any = SacrebleuTest(
                [(str(place), hypotheses) for place, hypotheses in enumerate(systems)],
                {name: kind(references=[references])},
                references=None,
                test_type=test,
                n_samples=1000,
            )()[1]
            for other in (1, 2):
                expected = scores[name][other].p_value
                yield Row(f"{label}, {name}, p(0, {other})", found[test].p_value(0, other), expected, "sacreBLEU 2.6")
        interval = confidence_interval(bootstrap(statistics[0], 1000))
        expected = kind(references=[references]).corpus_score(systems[0], None, n_bootstrap=1000)
        if interval is not None:
            # chrF's resamples are float32 there.
            tolerance = 1e-4 if name == "chrF2" else EQUAL * 100
            half = (interval[2] - interval[1]) / 2
            yield Row(f"interval of {name}, half-width", half, float(expected._ci), "sacreBLEU 2.6", tolerance)
            yield Row(f"interval of {name}, mean", interval[0], float(expected._mean), "sacreBLEU 2.6", tolerance)


def of_mt_metrics_eval() -> Iterator[Row]:
    """The literal expectations of its tests; three digits are published of those with a tolerance."""
    source = "mt-metrics-eval 0.0.3, stats_test"
    human, metric = np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[2.0, 1, 4], [3, 3, 7]])
    for name, correlation, expected in (
        ("Pearson", pearson, (0.776, 0.760, 1.0)),
        ("Kendall τ-b", tau_b, (0.552, 0.575, 1.0)),
        ("Kendall τ-c", tau_c, (0.556, 0.611, 1.0)),
    ):
        for group, value in zip(("none", "system", "item"), expected, strict=True):
            rows = Grouping(group).rows
            found = average(correlation(rows(human), rows(metric))).value
            yield Row(f"{name}, group {group}", found or 0.0, value, source, 5e-4)
    human, metric = np.array([[1.0, 2, 2, 3, 4]]), np.array([[2, 1, 1.5, 5, 3]])
    yield Row("τ-b with ties", tau_b(human, metric)[0], 0.316227766, source)
    yield Row("τ-c with ties", tau_c(human, metric)[0], 0.32, source)
    yield Row("τ23", tau_23(human, metric)[0], 0.2, source)
    yield Row("accuracy with ties", accuracy_with_ties(human, metric)[0], 0.6, source)
    yield Row("acc*eq", calibrated_accuracy(human, metric).accuracy or 0.0, 0.7, source)
    like = np.array([[10.0, 11, 100, 150]]), np.array([[2.0, 1, 4, 3]])
    yield Row("Kendall-like, 25 points", kendall_like(*like).value or 0.0, 3 / 5, source)
    yield Row("Kendall-like, 1 point", kendall_like(*like, 1).value or 0.0, 2 / 6, source)
    accuracy = pairwise_accuracy(np.array([1.0, 2, 3, 3, 4]), np.array([1.0, 1, 2, 1, 2]))
    yield Row("pairwise accuracy", accuracy.value or 0.0, 0.5, source)
    gold, first, second = np.array([[1.0, 2, 3, 4, 5]]), [1.1, 2, 3.1, 4, 5.1], [1.5, 2, 3.1, 4, 5.5]
    one, two = np.array([first]), np.array([second])
    p_value = williams_test(pearson(gold, one)[0], pearson(gold, two)[0], pearson(one, two)[0], 5)
    yield Row("Williams, one-sided p", p_value or 0.0, 0.019, source, 5e-4)
    n = np.nan
    human = np.array([[1, 5, 2, 1, 1], [4, 2, 2, 1, 4], [5, 9, 2, 8, 7], [7, 6, n, 3, 2], [n] * 5])
    metric = np.array([[0, 5, 2, 3, 2], [n, 2, 1, 5, 3], [9, 1, 5, 3, 8], [9, 3, 4, 4, 1], [n] * 5])
    calibrated = calibrated_accuracy(human, metric)
    source = "mt-metrics-eval 0.0.3, tau_optimization_test"
    yield Row("acc*eq with gaps", calibrated.accuracy or 0.0, 0.4916666666666668, source)
    yield Row("acc*eq with gaps, threshold", calibrated.threshold, 1.0, source)


def of_scipy() -> Iterator[Row]:
    """Correlations of random scores with ties, and Student's t."""
    try:
        import scipy
        from scipy import stats
    except ImportError:
        print("scipy is not installed: its rows are left out\n")
        return
    source = f"scipy {scipy.__version__}"
    human, metric = _random(40, 1)
    yield Row("Pearson, 40 scores", pearson(human, metric)[0], stats.pearsonr(human[0], metric[0])[0], source)
    yield Row("Spearman, 40 scores", spearman(human, metric)[0], stats.spearmanr(human[0], metric[0])[0], source)
    for size in (20, 3000):
        human, metric = _random(size, size)
        yield Row(f"τ-b, {size} scores", tau_b(human, metric)[0], stats.kendalltau(human[0], metric[0])[0], source)
        expected = stats.kendalltau(human[0], metric[0], variant="c")[0]
        yield Row(f"τ-c, {size} scores", tau_c(human, metric)[0], expected, source)
    for t, degrees in ((0.3, 1), (2.5, 7), (-1.2, 40)):
        yield Row(f"Student's t, P(T ≥ {t}), {degrees} d.f.", upper_tail(t, degrees), stats.t.sf(t, degrees), source)


def written_out() -> Iterator[Row]:
    """Definitions one pair at a time."""
    generator = np.random.default_rng(3)
    human = -generator.integers(0, 26, size=(5, 40)).astype(np.float64)
    metric = human / 25 + generator.normal(size=human.shape)
    yield Row("SPA, 5 systems", soft_pairwise_accuracy(human, metric) or 0.0, _spa(human, metric), "written out here")
    for group in Grouping:
        rows = group.rows(np.round(human / 5)), group.rows(metric)
        expected = _calibrated(*rows) if group is not Grouping.NONE else _calibrated(rows[0][:, :60], rows[1][:, :60])
        if group is Grouping.NONE:
            rows = rows[0][:, :60], rows[1][:, :60]
        found = calibrated_accuracy(*rows).accuracy or 0.0
        yield Row(f"acc*eq, group {group.value}", found, expected, "written out here")


def published() -> Iterator[Row]:
    """Figures that stand in papers and manuals."""
    adjusted = holm([0.01, 0.04, 0.03, 0.005])
    for found, expected in zip(adjusted, (0.03, 0.06, 0.06, 0.02), strict=True):
        yield Row("Holm", found, expected, "R, p.adjust's method holm")
    for metric, model, difference, accuracy in (
        ("bleu", None, 1.0, 0.6398865795921433),
        ("chrf", None, 1.0, 0.7002201684669014),
        ("comet", "wmt22-comet-da", 0.01, 0.9089162407021774),
        ("comet", "wmt22-cometkiwi-da", 0.01, 0.927660761546287),
        ("metricx", "metricx-23-large-v2p0", 0.1, 0.8730128085467146),
    ):
        curve = human_sensitivity(metric, model)
        if curve is not None:
            yield Row(
                f"accuracy of Δ {difference} {model or metric}", curve.agreement(difference), accuracy, "mt-thresholds"
            )


def _statistics(metric: Any, hypotheses: list[str]) -> SegmentStatistics:
    def aggregate(sums: Matrix) -> Vector:
        return np.array([metric._compute_score_from_stats(row.tolist()).score for row in sums])

    return SegmentStatistics(np.array(metric._extract_corpus_statistics(hypotheses, None), dtype=np.float64), aggregate)


def _random(size: int, seed: int) -> tuple[Matrix, Matrix]:
    generator = np.random.default_rng(seed)
    human = generator.integers(0, 6, size=(1, size)).astype(np.float64)
    return human, np.round(human + generator.normal(size=human.shape) * 2)


def _spa(human: Matrix, metric: Matrix) -> float:
    """Thompson et al.'s recipe, with mt-metrics-eval's mask."""
    mask = np.random.default_rng(4).random(size=(1000, human.shape[1]), dtype=np.float32) > 0.5
    distances = []
    for first, second in itertools.combinations(range(len(human)), 2):
        p_values = []
        for scores in (human, metric):
            differences = scores[first] - scores[second]
            null = [sum(d if keep else -d for d, keep in zip(differences, row, strict=True)) for row in mask]
            p_values.append(sum(value >= differences.sum() - 1e-5 for value in null) / len(mask))
        distances.append(abs(p_values[0] - p_values[1]))
    return float(1 - sum(distances) / len(distances))


def _calibrated(human: Matrix, metric: Matrix) -> float:
    """The best mean accuracy of the rows over all thresholds that occur."""
    pairs = list(itertools.combinations(range(human.shape[1]), 2))
    thresholds = {0.0} | {abs(row[i] - row[j]) for row in metric for i, j in pairs}

    def accuracy(threshold: float) -> float:
        right = 0
        for of_human, of_metric in zip(human, metric, strict=True):
            for i, j in pairs:
                answer = of_metric[i] - of_metric[j]
                right += (0.0 if abs(answer) <= threshold else np.sign(answer)) == np.sign(of_human[i] - of_human[j])
        return right / len(pairs) / len(human)

    return max(map(accuracy, thresholds))


if __name__ == "__main__":
    main()
