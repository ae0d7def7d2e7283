from __future__ import annotations

from decimal import Decimal

import pytest

from mtqc.analysis.number_words import month_numbers, roman_numbers, spelled_numbers
from mtqc.languages import language

from .hostile import slow


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("zwei Dateien", "de", "2"),
        ("fünfundzwanzig Leute", "de", "25"),
        ("zweihundertfünf", "de", "205"),
        ("zweimal", "de", "2"),
        ("anderthalb Stunden", "de", "1.5"),
        ("die Hälfte", "de", "50"),
        ("erste", "de", "1"),
        ("two hundred and five thousand", "en", "205000"),
        ("twenty-one", "en", "21"),
        ("a dozen", "en", "12"),
        ("three-way merge", "en", "3"),
        ("no files", "en", "0"),
        ("treinta y dos mil", "es", "32000"),
        ("primero", "es", "1"),
        ("quatre-vingt-dix-sept", "fr", "97"),
        ("soixante-dix-sept", "fr", "77"),
        ("vijfentwintig", "nl", "25"),
        ("двадцать пять тысяч", "ru", "25000"),
        ("восьмибитный", "ru", "8"),
        ("二十三万五千人", "zh", "235000"),
        ("一半", "zh", "50"),
        ("ゼロで割る", "ja", "0"),
    ],
)
def test_words_stand_for_numbers(text: str, tag: str, value: str) -> None:
    assert Decimal(value) in spelled_numbers(text, language(tag))


@pytest.mark.parametrize(("text", "tag"), [("the tenant", "en"), ("Das Haus", "de"), ("drei, vier", "xx")])
def test_other_words_and_other_languages_do_not(text: str, tag: str) -> None:
    assert not spelled_numbers(text, language(tag) if tag != "xx" else None)


def test_a_mark_ends_a_number() -> None:
    assert Decimal(300) not in spelled_numbers("drei, hundert", language("de"))


def test_roman_numerals_are_numbers() -> None:
    assert roman_numbers("Ludwig XIV. im XVIIIe siècle") == {14, 18}
    assert not roman_numbers("MIXED CIVIL IVX XIVa")


def test_months_are_numbers() -> None:
    assert month_numbers("am 3. Mai und im Dez. sowie im märz", language("de")) == {3, 5, 12}
    assert not month_numbers("3. Mai", None)


@pytest.mark.parametrize("tag", ["de", "ja"])
def test_hostile_text_takes_no_time(tag: str) -> None:
    extra = tuple((word * 100_000)[:100_000] for word in ("drei", "fünfund", "二", "M", "zwei "))
    assert not slow(lambda text: (spelled_numbers(text, language(tag)), roman_numbers(text)), extra)
