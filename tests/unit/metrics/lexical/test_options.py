"""Options that make no sense are refused in one line that says why."""

from __future__ import annotations

import pytest

from mtqc.errors import SettingsError
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("bleu:tokenize=intk", "unknown tokenizer 'intk'; did you mean 'intl'?"),
        ("bleu:lowercas=true", "unknown option of bleu 'lowercas'; did you mean 'lowercase'?"),
        ("bleu:smooth_method=exponential", "smooth_method is one of exp, floor, add-k, none, not 'exponential'"),
        ("bleu:smooth_value=-1", "smooth_value is a number of at least 0, not '-1'"),
        ("bleu:smooth_value=nan", "smooth_value is a number of at least 0, not 'nan'"),
        ("bleu:smooth_value=much", "smooth_value is a number of at least 0, not 'much'"),
        ("bleu:max_ngram_order=0", "max_ngram_order is at least 1, not 0"),
        ("bleu:13a", "bleu takes no model; options are written bleu:name=value"),
        ("spbleu:tokenize=13a", "tokenize is one of flores200, flores101, spm, spBLEU-1K, not '13a'"),
        ("chrf:char_order=0", "char_order is at least 1, not 0"),
        ("chrf:word_order=two", "word_order is a whole number, not 'two'"),
        ("chrf++:beta=-1", "beta is at least 0, not -1"),
        ("ter:tokenize=13a", "unknown option of ter 'tokenize'"),
        ("ter:normalized=maybe", "normalized is true or false, not 'maybe'"),
    ],
)
def test_senseless_options_are_refused(asked: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        metric(asked, Computing())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "higher_is_better", "ends"),
    [
        ("bleu", True, (0.0, 100.0)),
        ("chrf", True, (0.0, 100.0)),
        ("chrf++", True, (0.0, 100.0)),
        ("ter", False, (0.0, None)),
    ],
)
def test_metrics_say_which_way_is_better(name: str, higher_is_better: bool, ends: tuple[float, float | None]) -> None:
    facts = metric(name, Computing()).facts
    assert facts.asked == name
    assert facts.higher_is_better is higher_is_better
    assert facts.range == ends
