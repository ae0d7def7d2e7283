"""What has no usual answer has a documented one."""

from __future__ import annotations

import numpy as np
import pytest

from mtqc.metrics.base import Measurement
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.model.test_set import System, TestSet

METRICS = ("bleu", "chrf", "chrf++", "ter")


def measured(name: str, hypotheses: tuple[str, ...], *references: tuple[str | None, ...]) -> Measurement:
    test_set = TestSet(len(hypotheses), references=references)
    return metric(name, Computing()).measure(test_set, [System("system", hypotheses)])[0]


@pytest.mark.parametrize(
    ("name", "hypothesis", "reference", "value"),
    [
        ("bleu", "", "a b c d", 0.0),
        ("bleu", "a b c d", "", 0.0),
        ("bleu", "", "", 0.0),
        ("bleu", "a b c d e", "a b c d e", 100.0),
        ("chrf", "", "a b c d", 0.0),
        ("chrf", "a b c d", "", 0.0),
        ("chrf", "", "", 0.0),
        ("chrf", "a b c d e", "a b c d e", 100.0),
        ("ter", "", "a b c d", 100.0),
        ("ter", "a b c d", "", 100.0),
        ("ter", "", "", 0.0),
        ("ter", "a b c d e", "a b c d e", 0.0),
        ("ter", "a b c d e f g h i", "x", 900.0),
    ],
)
def test_empty_and_equal_texts(name: str, hypothesis: str, reference: str, value: float) -> None:
    assert measured(name, (hypothesis,), (reference,)).value == pytest.approx(value)


@pytest.mark.parametrize("name", METRICS)
def test_no_segments_have_no_score(name: str) -> None:
    nothing = measured(name, (), ())
    assert nothing.value is None
    assert nothing.segments == ()
    assert "nrefs:1|" in nothing.signature


@pytest.mark.parametrize("name", METRICS)
def test_a_segment_without_a_reference_counts_for_nothing(name: str) -> None:
    with_gap = measured(name, ("a b c", "anything", "d e f g"), ("a b c", None, "d e f"), ("a", None, "e f"))
    without = measured(name, ("a b c", "d e f g"), ("a b c", "d e f"), ("a", "e f"))
    assert with_gap.value == without.value
    assert [segment.value for segment in with_gap.segments] == [
        without.segments[0].value,
        None,
        without.segments[1].value,
    ]
    assert not with_gap.statistics.rows[1].any()
    assert with_gap.signature == without.signature
    assert with_gap.notices == ("1 segment has no reference: it has no score and counts for nothing",)


@pytest.mark.parametrize("name", METRICS)
def test_no_reference_at_all_is_no_score(name: str) -> None:
    nothing = measured(name, ("a", "b"), (None, None))
    assert nothing.value is None
    assert [segment.value for segment in nothing.segments] == [None, None]
    assert nothing.notices == ("2 segments have no reference: they have no score and count for nothing",)


@pytest.mark.parametrize("name", METRICS)
def test_a_resample_of_segments_without_reference_has_no_score(name: str) -> None:
    statistics = measured(name, ("a b c d e", "b"), ("a b c d e", None)).statistics
    values = statistics.aggregate(np.stack([statistics.rows[1], statistics.rows[0]]))
    assert np.isnan(values[0])
    assert not np.isnan(values[1])


def test_references_of_different_number_are_signed_so() -> None:
    assert "nrefs:var|" in measured("bleu", ("a", "b"), ("a", "b"), ("a", None)).signature
    assert "nrefs:2|" in measured("bleu", ("a", "b"), ("a", "b"), ("a", "")).signature


def test_hypotheses_that_look_tokenised_are_told_of() -> None:
    hypotheses = ("Das ist ein Haus .",) * 100
    notices = measured("bleu", hypotheses, hypotheses).notices
    assert notices == ("100 hypotheses end in a full stop of its own: BLEU expects text that is not tokenised",)
    assert measured("bleu:force=true", hypotheses, hypotheses).notices == ()
    assert measured("bleu", hypotheses[:99], hypotheses[:99]).notices == ()
    assert measured("chrf", hypotheses, hypotheses).notices == ()
