from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.style.classifier import Style, StyleModel, style_model
from tests.unit.analysis.hostile import HOSTILE, slow
from tests.unit.interference.texts import prose

from .articles import ENGLISH, FRENCH, NATIVE_GERMAN, TRANSLATED_GERMAN


def model(code: str) -> StyleModel:
    found = style_model(code)
    assert found is not None
    return found


def style(text: str, code: str = "de") -> Style:
    found = model(code).read(prose(" ".join(text.split()), code=code).passages)
    assert found is not None
    return found


def test_there_are_three_languages() -> None:
    assert style_model("es") is None
    assert all(style_model(code) for code in ("de", "en", "fr"))


def test_native_text_reads_native_and_translated_text_translated() -> None:
    native, translated = style(NATIVE_GERMAN), style(TRANSLATED_GERMAN)
    assert native.log_odds < -1
    assert native.percentile < 50
    assert not native.rates or native.rates[0].rate > 0
    assert translated.log_odds > 1
    assert translated.percentile > 90


def test_what_readers_can_count_is_told() -> None:
    rates = style(TRANSLATED_GERMAN).rates
    assert any("auch, doch, schon" in rate.name for rate in rates)
    for rate in rates:
        low, high = rate.native
        assert rate.rate < low or rate.rate > high


def test_length_makes_it_surer() -> None:
    once, often = style(TRANSLATED_GERMAN), style(TRANSLATED_GERMAN * 5)
    assert often.score == pytest.approx(once.score)
    assert often.log_odds > once.log_odds


def test_beyond_the_lengths_that_were_measured_the_nearest_counts() -> None:
    assert style(TRANSLATED_GERMAN * 20).log_odds == pytest.approx(style(TRANSLATED_GERMAN * 10).log_odds, rel=0.01)


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (FRENCH, "fr")])
def test_other_languages_are_read_too(text: str, code: str) -> None:
    assert math.isfinite(style(text, code).log_odds)


def test_no_words_have_no_style() -> None:
    assert model("de").read([]) is None
    assert model("de").read(prose("…").passages) is None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_finite_numbers(text: str) -> None:
    for code in ("de", "en", "fr"):
        found = model(code).read(prose(text, code=code).passages)
        if found is not None:
            assert math.isfinite(found.score)
            assert math.isfinite(found.log_odds)
            assert 0 <= found.percentile <= 100


def test_it_takes_linear_time() -> None:
    def run(text: str) -> None:
        model("de").read(prose(text).passages)

    assert not slow(run, HOSTILE, seconds=20)
