from __future__ import annotations

from typing import Any

import pytest

import mtqc
from mtqc.comparison import comparing
from mtqc.errors import SettingsError, UnknownNameError
from mtqc.model.comparison import Comparison, SignificanceTest

REFERENCES = [f"Raum {number} liegt am Ende des Flurs ." for number in range(10, 30)]
SYSTEMS = {
    "poor": [f"Ein Zimmer {number} , Ende" for number in range(10, 30)],
    "good": [line.replace("liegt", "ist") for line in REFERENCES],
}


def compared(systems: dict[str, list[str]] = SYSTEMS, **arguments: Any) -> Comparison:
    chosen: dict[str, Any] = {
        "metrics": ["chrf"],
        "checks": False,
        "cache": False,
        "resamples": 50,
        "target_language": "de",
    } | arguments
    return mtqc.compare(systems, references=REFERENCES, **(chosen | arguments))


def test_lists_go_in_and_a_comparison_comes_out() -> None:
    comparison = compared()
    assert comparison.systems == ("poor", "good")
    assert comparison.metrics[0].clusters == (("good",), ("poor",))
    assert comparison.to_dicts()[0]["systems"] == ["good", "poor"]
    assert comparison.findings is None


def test_a_comparison_prints_as_what_it_is() -> None:
    assert repr(compared()) == "<Comparison: 2 systems on 20 segments by chrf>"
    assert repr(compared()) == repr(compared(metrics="chrf"))


def test_the_default_metrics_are_bleu_and_chrf() -> None:
    assert [metric.metric for metric in compared(metrics=()).metrics] == ["bleu", "chrf"]


@pytest.mark.parametrize("test", ["paired-randomisation", SignificanceTest.PAIRED_RANDOMISATION])
def test_the_test_is_named_by_text_or_member(test: SignificanceTest | str) -> None:
    comparison = compared(test=test, trials=40, baseline="poor")
    assert (comparison.test, comparison.resamples, comparison.baseline) == (
        SignificanceTest.PAIRED_RANDOMISATION,
        40,
        "poor",
    )


def test_columns_and_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {"domain": ["a", "b"] * 10}
    comparison = compared(columns=columns, checks=None, select=["conventions/doubled-word"])
    assert [breakdown.by for breakdown in comparison.breakdowns] == ["domain"]
    assert comparison.findings is not None
    monkeypatch.setattr(comparing, "MOST_CHECKED", 10)
    large = compared(checks=None)
    assert large.findings is None
    assert large.notices[-1] == comparing.NOT_CHECKED


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    compared(checks=True, select=["conventions/doubled-word"], advance=lambda done, total: told.append((done, total)))
    assert told[-1] == (40, 40)


@pytest.mark.parametrize(
    ("arguments", "error", "problem"),
    [
        ({"systems": {"a": REFERENCES}}, SettingsError, "there is only 'a'"),
        ({"baseline": "god"}, UnknownNameError, "unknown system 'god'; did you mean 'good'"),
        ({"test": "paired-boot"}, UnknownNameError, "unknown test 'paired-boot'; did you mean 'paired-bootstrap'"),
        ({"correction": "helm"}, UnknownNameError, "unknown correction 'helm'; did you mean 'holm'"),
        ({"alpha": 0}, SettingsError, "alpha is between 0 and 1"),
        ({"columns": {"domain": ["a"]}}, SettingsError, "20 segments, but 1 values of column 'domain'"),
        ({"systems": {"a": REFERENCES, "b": ["x"]}}, SettingsError, "20 hypotheses of a, but 1 hypotheses of b"),
        ({"metrics": ["chrg"]}, UnknownNameError, "did you mean 'chrf'"),
    ],
)
def test_bad_arguments(arguments: dict[str, Any], error: type[Exception], problem: str) -> None:
    with pytest.raises(error, match=problem):
        compared(**arguments)
