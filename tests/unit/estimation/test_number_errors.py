"""Numbers that differ between source and translation, as the score counts them."""

from __future__ import annotations

import pytest

from mtqc.estimation.number_errors import NumberErrors


@pytest.mark.parametrize(
    ("source", "translation", "count"),
    [
        ("No digits here.", "Keine Ziffern hier.", 0),
        ("It costs 1,250 euros.", "Es kostet 1.250 Euro.", 0),
        ("It costs 1,250 euros.", "Es kostet 1.520 Euro.", 1),
        ("It costs 1,250 euros.", "Es kostet Geld.", 0.5),
        ("It costs money.", "Es kostet 1.250 Euro.", 0.5),
        ("In 1914, 1939 and 1989 people fled.", "1915, 1938 und 1990 flohen Menschen.", 3),
        ("1210 2310 3410 4510 5610 6710", "1119 2219 3319 4419 5519 6619", 3),
    ],
)
def test_numbers_are_compared_by_value(source: str, translation: str, count: float) -> None:
    assert NumberErrors("en", "de").count(source, translation) == count


def test_languages_may_be_unknown() -> None:
    assert NumberErrors(None, "xx").count("He is 35.", "35 an.") == 0
