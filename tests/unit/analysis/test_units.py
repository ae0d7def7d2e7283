from __future__ import annotations

from decimal import Decimal

import pytest

from mtqc.analysis.units import is_conversion, is_currency, is_measured, unit_after


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5 MW", "MW"), ("5MW", "MW"), ("5 m² groß", "m²"), ("5\u00a0%", "%"), ("5 °C", "°C"), ("5", None), ("5.", None)],
)
def test_units_stand_after_numbers(text: str, unit: str | None) -> None:
    assert unit_after(text, 1) == unit


@pytest.mark.parametrize(
    ("text", "is_amount"), [("$5 a month", True), ("a 5 GB disk", True), ("a 5 € note", True), ("a 5 day trip", False)]
)
def test_amounts_have_a_unit_or_a_currency(text: str, is_amount: bool) -> None:
    start = text.index("5")
    assert is_measured(text, start, start + 1) is is_amount


def test_currencies_are_units_of_money() -> None:
    assert is_currency("€")
    assert not is_currency("MW")


@pytest.mark.parametrize(
    ("value", "unit", "other", "metric", "expected"),
    [
        ("5", "miles", "8", "km", True),
        ("8.5", "in", "22", "cm", True),
        ("5", "miles", "80", "km", False),
        ("5", "miles", "8", "kg", False),
        ("0", "miles", "0", "km", False),
    ],
)
def test_conversions_are_rounded(value: str, unit: str, other: str, metric: str, expected: bool) -> None:
    assert is_conversion(Decimal(value), unit, Decimal(other), metric) is expected
