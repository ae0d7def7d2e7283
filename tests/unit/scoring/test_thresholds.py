from __future__ import annotations

import pytest

from mtqc.errors import SettingsError
from mtqc.model import Score
from mtqc.scoring.thresholds import Threshold, thresholds_of, worse


def score(metric: str, value: float | None, higher_is_better: bool = True) -> Score:
    return Score(metric, "a", value, (), "", higher_is_better)


def test_thresholds_are_read_behind_the_last_equals_sign() -> None:
    read = thresholds_of(["bleu:tokenize=intl=30", "ter=-1.5"], ["bleu:tokenize=intl", "ter"])
    assert read == (Threshold("bleu:tokenize=intl", 30.0), Threshold("ter", -1.5))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("bleu", "'bleu' is no threshold: write METRIC=VALUE"),
        ("=3", "'=3' is no threshold"),
        ("bleu=much", "'much' in 'bleu=much' is no number"),
        ("bleu=nan", "'nan' in 'bleu=nan' is no number"),
        ("blue=3", "unknown metric of this run 'blue'; did you mean 'bleu'?"),
    ],
)
def test_what_is_no_threshold(written: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        thresholds_of([written], ["bleu"])
    assert str(caught.value).startswith(message)


def test_worse_is_on_the_other_side_of_the_threshold() -> None:
    scores = [score("bleu", 30.0), score("bleu", 29.9), score("ter", 30.1, False), score("bleu", None), score("x", 0.0)]
    failed = [each for each, _ in worse(scores, [Threshold("bleu", 30.0), Threshold("ter", 30.0)])]
    assert failed == [scores[1], scores[3], scores[2]]
