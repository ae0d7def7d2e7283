from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.romanisation import marks, read, spellings, without_accents, written

CODES = ("de", "en", "es", "fr")


@pytest.mark.parametrize(
    ("english", "german", "french"),
    [
        ("Kolokoltsev", "Kolokolzew", "Kolokoltsev"),
        ("Zakharova", "Sacharowa", "Zakharova"),
        ("Gerasimov", "Gerassimow", "Guerassimov"),
        ("Prigozhin", "Prigoschin", "Prigojine"),
        ("Patrushev", "Patruschew", "Patrouchev"),
        ("Gorbachev", "Gorbatschow", "Gorbatchev"),
        ("Khrushchev", "Chruschtschow", "Khrouchtchev"),
        ("Yushchenko", "Juschtschenko", "Iouchtchenko"),
        ("Matviyenko", "Matwijenko", "Matvienko"),
        ("Aliyev", "Alijew", "Aliev"),
        ("Prokofiev", "Prokofjew", "Prokofiev"),
        ("Mayakovsky", "Majakowski", "Maïakovski"),
        ("Trotsky", "Trotzki", "Trotski"),
        ("Tikhanovskaya", "Tichanowskaja", "Tikhanovskaïa"),
        ("Borodin", "Borodin", "Borodine"),
    ],
)
def test_english_names_in_german_and_french(english: str, german: str, french: str) -> None:
    cyrillic = read(english, "en")
    assert cyrillic is not None
    assert written(cyrillic, "de") == german
    assert written(cyrillic, "fr") == french


@pytest.mark.parametrize(
    ("name", "code", "cyrillic"),
    [
        ("Kolokolzew", "de", "колоколзев"),
        ("Patruschew", "de", "патрушев"),
        ("Poutine", "fr", "путин"),
        ("Choïgourine", "fr", "шойгурин"),
        ("Kolokóltsev", "es", "колоколцев"),
        ("Jodorkovski", "es", "ходорковский"),
    ],
)
def test_reads_other_spellings(name: str, code: str, cyrillic: str) -> None:
    assert read(name, code) == cyrillic.replace("лз", "лц")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Puschkin", "en"),
        ("Kolokoltsev", "de"),
        ("Maier", "en"),
        ("Schostakowitsch", "en"),
        ("A" * 50 + "ov", "en"),
        ("Ω-ov", "en"),
        ("Petrow", "it"),
        ("", "en"),
    ],
)
def test_what_a_language_does_not_write_so(name: str, code: str) -> None:
    assert read(name, code) is None


def test_writes_nothing_without_rules_or_letters() -> None:
    assert written("путин", "es") is None
    assert written("", "de") is None
    assert written("путин?", "de") is None


def test_marks_are_counted_by_kind() -> None:
    assert marks("Kolokoltsev", "de", "en") == 2
    assert marks("Ivanov", "de", "en") == 1
    assert marks("Borodin", "de", "en") == 0
    assert marks("Kolokoltsev", "de", "pl") == 0


def test_spellings() -> None:
    assert set(spellings("de")) == {"en", "es", "fr"}
    assert spellings("nl") == ()


def test_without_accents() -> None:
    assert without_accents("Serguéi Naïm") == "Serguei Naim"


@settings(max_examples=50)
@given(st.text(max_size=45))
def test_never_raises(name: str) -> None:
    for code in CODES:
        cyrillic = read(name, code)
        if cyrillic is not None:
            written(cyrillic, "de")
        marks(name, "de", code)
