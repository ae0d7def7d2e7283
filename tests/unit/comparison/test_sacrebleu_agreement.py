"""Scores, intervals and p-values are those of sacreBLEU's own paired tests, with the same seed and draws."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

import pytest
from sacrebleu.metrics.base import Metric as SacrebleuMetric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest, Result

from mtqc.comparison.testing import Plan, compared
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.model.comparison import MetricComparison, SignificanceTest
from mtqc.model.test_set import System, TestSet

SEGMENTS = 40
TEXT = "the harbour lies at a quiet end of our town , where boats rest and gulls wait for fish ."
NAMES = ("base", "close", "loose", "odd")
SACREBLEU: dict[str, Callable[..., SacrebleuMetric]] = {"bleu": BLEU, "chrf": CHRF, "ter": TER}


@cache
def texts() -> tuple[tuple[str, ...], ...]:
    """References, and four systems that leave out or replace ever more words."""
    rng = random.Random(7)
    words = TEXT.split()
    references = [" ".join(rng.choices(words, k=rng.randint(3, 18))) for _ in range(SEGMENTS)]
    columns = [tuple(references)]
    for noise in (0.2, 0.22, 0.35, 0.3):
        columns.append(
            tuple(
                " ".join(rng.choice(words) if rng.random() < noise else word for word in reference.split())
                for reference in references
            )
        )
    return tuple(columns)


def of_mtqc(name: str, test: SignificanceTest, draws: int) -> MetricComparison:
    references, *outputs = texts()
    test_set = TestSet(SEGMENTS, references=(references,))
    systems = [System(system, output) for system, output in zip(NAMES, outputs, strict=True)]
    found = metric(name, Computing(processes=1))
    plan = Plan(test=test, resamples=draws, interval_resamples=draws, baseline=0)
    return compared(found.facts, NAMES, found.measure(test_set, systems), plan)


def of_sacrebleu(name: str, test: str, draws: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, Result]:
    monkeypatch.setenv("SACREBLEU_SEED", "12345")
    references, *outputs = texts()
    scorer = SACREBLEU[name](references=[list(references)])
    named: list[tuple[str, Sequence[str]]] = list(zip(NAMES, outputs, strict=True))
    _, scores = PairedTest(named, {name: scorer}, None, test, draws)()
    (column,) = [results for title, results in scores.items() if title != "System"]
    return {system: result for system, result in zip(NAMES, column, strict=True) if isinstance(result, Result)}


@pytest.mark.parametrize("name", ["bleu", "chrf", "ter"])
def test_paired_bootstrap(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = of_mtqc(name, SignificanceTest.PAIRED_BOOTSTRAP, 200)
    theirs = of_sacrebleu(name, "bs", 200, monkeypatch)
    for difference in ours.differences:
        assert difference.systems[1] == "base"
        assert difference.p_value == pytest.approx(theirs[difference.systems[0]].p_value, abs=1e-12)
    for score in ours.scores:
        assert score.value == pytest.approx(theirs[score.system].score, abs=1e-9)
        assert score.interval is not None
        # sacreBLEU sums in single precision.
        assert (score.interval.high - score.interval.low) / 2 == pytest.approx(theirs[score.system].ci, abs=1e-4)


@pytest.mark.parametrize("name", ["bleu", "chrf", "ter"])
def test_paired_randomisation(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = of_mtqc(name, SignificanceTest.PAIRED_RANDOMISATION, 300)
    theirs = of_sacrebleu(name, "ar", 300, monkeypatch)
    for difference in ours.differences:
        assert difference.p_value == pytest.approx(theirs[difference.systems[0]].p_value, abs=1e-12)
