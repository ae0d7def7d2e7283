from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.numbers import Number, find_numbers, has_magnitude
from mtqc.languages import language

from .hostile import slow


def numbers(text: str, tag: str = "de") -> list[Number]:
    return list(find_numbers(text, language(tag)))


def texts(text: str, tag: str = "de") -> list[str]:
    return [number.text for number in numbers(text, tag)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.639 MW und 2,5 %", ["1.639", "2,5"]),
        ("10GB, 1st, 80er", ["10", "1", "80"]),
        ("sha1, x86, MP3, F5, C2H6", []),
        ("0x1F, 1a2b, 4_x", []),
        ("v1.2.3", ["1.2.3"]),
        ("14h30 und 14:30", ["14", "30", "14", "30"]),
        ("第3章は100個", ["3", "100"]),
        ("Satz 5. Dann 6,", ["5", "6"]),
        ("%20 und %0A", ["20"]),
        ("½ und 1½", ["½", "1½"]),
    ],
)
def test_digits_are_numbers_unless_they_are_part_of_a_word(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("3 Mio. Euro", "de", 3 * 10**6),
        ("3 Millionen", "de", 3 * 10**6),
        ("3 Billionen", "de", 3 * 10**12),
        ("3 billion", "en", 3 * 10**9),
        ("3 billones", "es", 3 * 10**12),
        ("2 mil millones", "es", 2 * 10**9),
        ("3万円", "ja", 30_000),
        ("3万5000円", "ja", 35_000),
        ("5 lakh", "en", 500_000),
        ("1½", "en", Decimal("1.5")),
        ("2⅔ Tassen", "de", 2 + Decimal(2) / 3),
        ("50 cents", "fr", 50),
    ],
)
def test_words_of_magnitude_multiply(text: str, tag: str, value: Decimal) -> None:
    assert numbers(text, tag)[0].values == {value}


@pytest.mark.parametrize(("text", "values"), [("5k", {5, 5000}), ("$3bn", {3, 3 * 10**9}), ("18 K Gold", {18, 18_000})])
def test_letters_may_be_magnitudes_or_units(text: str, values: set[int]) -> None:
    assert numbers(text, "en")[0].values == values


def test_a_magnitude_may_be_shared_by_a_range() -> None:
    first, second = numbers("3 bis 8 Millionen")
    assert first.values == {3, 3 * 10**6}
    assert second.values == {8 * 10**6}


def test_a_decimal_may_start_with_its_mark() -> None:
    assert numbers("der Wert .5")[0].values == {5, Decimal("0.5")}


@pytest.mark.parametrize(
    ("text", "is_negative"), [("-5", True), ("(−5)", True), ("von -5 an", True), ("10-5", False), ("A-5", False)]
)
def test_signs_stand_before_a_number_alone(text: str, is_negative: bool) -> None:
    assert numbers(text)[-1].negative is is_negative


@pytest.mark.parametrize("text", ["UTF-8", "R^2", "24/7"])
def test_digits_of_names_and_phrases_are_marked(text: str) -> None:
    assert all(number.in_name for number in numbers(text))


def test_the_language_decides_what_a_number_is_read_as() -> None:
    assert numbers("1,639", "de")[0].value == Decimal("1.639")
    assert numbers("1,639", "en")[0].value == 1639
    assert find_numbers("1,639", None)[0].value is None


def test_magnitudes_are_announced() -> None:
    assert has_magnitude("rund 3 Millionen", language("de"))
    assert not has_magnitude("rund 3 Leute", language("de"))
    assert not has_magnitude("rund 3 Millionen", None)


@given(st.text(alphabet="0123456789.,'’ -½Mio万k٣٫\u202f"), st.sampled_from(["de", "en", "ja", "ar", None]))
@settings(max_examples=100)
def test_spans_say_where_the_numbers_are(text: str, tag: str | None) -> None:
    for number in find_numbers(text, language(tag) if tag else None):
        assert number.span.of(text) == number.text
        assert text[number.span.start :].startswith(number.digits)


def test_hostile_text_takes_no_time() -> None:
    patterns = ("1", "1 ", "1 000 ", "1.", "(1", "½", "1h", "a1", "-1", "٣٫", "1 Million ", "万", "1万")
    texts = tuple(pattern * (40_000 // len(pattern)) for pattern in patterns)
    languages = [language("de"), language("ja")]
    assert not slow(lambda text: [find_numbers(text, one) for one in languages], texts)
