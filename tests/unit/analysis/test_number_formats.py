from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.number_formats import parts_of, possible_values, value_in, written_in
from mtqc.languages import language


@pytest.mark.parametrize(
    ("digits", "values"),
    [
        ("12", {"12"}),
        ("1,618", {"1618", "1.618"}),
        ("1.618", {"1618", "1.618"}),
        ("1.618,5", {"1618.5"}),
        ("1,618.5", {"1618.5"}),
        ("1,234,567", {"1234567"}),
        ("12,34,567", {"1234567"}),
        ("1 618,5", {"1618.5"}),
        ("1\u202f618", {"1618"}),
        ("1’618", {"1618"}),
        ("25,000", {"25000"}),
        ("0,500", {"0.5"}),
        ("2.5", {"2.5"}),
        ("١٬٢٣٤٫٥", {"1234.5"}),
        ("३.५", {"3.5"}),
        ("31.12.2024", set()),
        ("1.2.3", set()),
        ("1,2,3", set()),
        ("1,23,45", set()),
        ("0,123,456", set()),
        ("9" * 41, set()),
        ("9" * 20 + "." + "9" * 21, set()),
    ],
)
def test_digits_have_every_value_that_a_locale_gives_them(digits: str, values: set[str]) -> None:
    assert possible_values(digits) == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("digits", "tag", "value"),
    [
        ("1,639", "en", "1639"),
        ("1,639", "de", "1.639"),
        ("1.639", "de", "1639"),
        ("1’639", "de-CH", "1639"),
        ("1 639", "de", "1639"),
        ("1,234.5", "de", None),
        ("2.5", "de", None),
        ("2.5", "de-CH", "2.5"),
        ("1,00,000", "hi", "100000"),
        ("١٬٢٣٤٫٥", "ar", "1234.5"),
        ("14.30", "de", None),
    ],
)
def test_a_language_reads_digits_in_its_own_way(digits: str, tag: str, value: str | None) -> None:
    assert value_in(digits, language(tag)) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("digits", "value", "tag", "written"),
    [
        ("1,639", "1639", "de", "1.639"),
        ("1,639.50", "1639.50", "de", "1.639,50"),
        ("1639", "1639", "de", "1639"),
        ("0400", "400", "de", "0400"),
        ("٤٢", "42", "de", "42"),
        ("2.50", "2.50", "de", "2,50"),
        ("1,234,567", "1234567", "fr", "1\u202f234\u202f567"),
        ("12,34,567", "1234567", "en", "12,34,567"),
        ("1.234", "1234", "en", "1,234"),
    ],
)
def test_values_are_written_as_a_language_does(digits: str, value: str, tag: str, written: str) -> None:
    assert written_in(digits, Decimal(value), language(tag)) == written


def test_parts_are_the_runs_of_digits() -> None:
    assert parts_of("31.12.2024") == (Decimal(31), Decimal(12), Decimal(2024))
    assert parts_of("1." + "2" * 41) == ()


@given(st.integers(min_value=1000, max_value=10**12), st.sampled_from(["en", "de", "fr", "de-CH", "hi", "pt-BR"]))
@settings(max_examples=60)
def test_what_is_written_in_a_language_reads_the_same_there(value: int, tag: str) -> None:
    written = written_in(f"{value:,}", Decimal(value), language(tag))
    assert value_in(written, language(tag)) == value
