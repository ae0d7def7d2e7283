from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.lexicon import Lexicon
from tests.unit.analysis.hostile import HOSTILE


@pytest.mark.parametrize(
    ("code", "word", "low", "high"),
    [
        ("de", "der", 7.0, 8.0),
        ("de", "Straße", 4.5, 6.0),
        ("de", "Dissidenz", 1.5, 2.5),
        ("de", "según", 0.0, 0.0),
        ("es", "según", 5.0, 6.5),
        ("es", "SEGÚN", 5.0, 6.5),
        ("nl", "volgens", 5.0, 6.5),
        ("xx", "der", 0.0, 0.0),
        ("de", "", 0.0, 0.0),
        ("de", "der ", 0.0, 0.0),
        ("de", "\n", 0.0, 0.0),
        ("de", "\ud800", 0.0, 0.0),
        ("de", "!", 0.0, 0.0),
    ],
)
def test_zipf(code: str, word: str, low: float, high: float) -> None:
    assert low <= Lexicon.of(code).zipf(word) <= high


def test_zipf_of_common_words_alone() -> None:
    assert Lexicon.of("es").common_zipf("Según") == Lexicon.of("es").zipf("según")
    assert Lexicon.of("de").common_zipf("Dissidenz") == 0.0


@pytest.mark.parametrize(
    "word",
    [
        "Haus",
        "Cyberkontrolle",
        "Medikamentenknappheit",
        "Krisenregierung",
        "Überlebenssicherung",
        "geopolitischem",
        "venezolanisches",
        "rauesten",
        "U-Boot",
        "Krisen-Regierung",
    ],
)
def test_known_words_compounds_and_forms(word: str) -> None:
    assert Lexicon.of("de").is_known(word)


@pytest.mark.parametrize("word", ["nonagenarischen", "Kastrismus", "Fokalität", "Maneuver", "Detainierte", "qwrtz"])
def test_unknown_words(word: str) -> None:
    assert not Lexicon.of("de").is_known(word)


def test_only_german_has_compounds() -> None:
    assert not Lexicon.of("en").is_known("crisisgovernment")


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_never_raises(word: str) -> None:
    for code in ("de", "en"):
        assert Lexicon.of(code).is_known(word) or Lexicon.of(code).zipf(word) == 0.0


def test_long_words_take_no_long_time() -> None:
    start = time.process_time()
    for word in HOSTILE[-3:]:
        Lexicon.of("de").is_known(word)
    assert time.process_time() - start < 10
