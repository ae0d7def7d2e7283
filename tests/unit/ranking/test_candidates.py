from __future__ import annotations

import math

import pytest

from mtqc.errors import SettingsError
from mtqc.ranking.candidates import Candidate, distinct


def test_equal_texts_are_one_candidate() -> None:
    assert distinct(["b", "a", "b"], None) == (Candidate("b", 0, 2, 2.0, 1.0), Candidate("a", 1, 1, 1.0, 1.0))


def test_copies_weigh_together() -> None:
    (b, a) = distinct(["b", "a", "b"], [0.5, 0.0, 0.25])
    assert (b.weight, b.first_weight, b.other_weight) == (0.75, 0.5, 0.25)
    assert (a.weight, a.other_weight) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("texts", "weights", "message"),
    [
        ([], None, "a segment has no candidates"),
        (["a"], [1.0, 2.0], "there are 1 candidates of a segment, but 2 weights"),
        (["a"], [-1.0], "the weight of a candidate is a number from 0 up"),
        (["a"], [math.nan], "the weight of a candidate is a number from 0 up"),
    ],
)
def test_what_cannot_be_ranked(texts: list[str], weights: list[float] | None, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        distinct(texts, weights)
    assert str(caught.value) == message
