"""Countries, languages, cities and currencies have the names that a language gives them."""

from __future__ import annotations

import pytest

from mtqc.errors import UnknownNameError
from mtqc.languages.names import names
from mtqc.languages.tags import known_tags


def test_german_names() -> None:
    german = names("de-DE")
    assert german.territories["GB"] == "Vereinigtes Königreich"
    assert german.languages["es"] == "Spanisch"
    assert german.cities["America/Havana"] == "Havanna"
    assert "Schweizer Franken" in german.currencies["CHF"]
    assert german.currencies["EUR"][-1] == "€"


def test_variants_name_some_things_otherwise() -> None:
    assert names("en").territories["GB"] == "United Kingdom"
    assert names("pt").territories["CZ"] != names("pt-PT").territories["CZ"]
    assert names("pt-PT").territories["DE"] == names("pt").territories["DE"]
    assert names("zh-TW").territories["DE"] == "德國"


def test_currencies_that_no_longer_circulate_are_left_out() -> None:
    assert "DEM" in names("de").currencies
    assert "AFA" not in names("de").currencies


@pytest.mark.parametrize("tag", [tag for tag in known_tags() if "-" not in tag])
def test_every_language_has_tables_of_names(tag: str) -> None:
    table = names(tag)
    assert all(isinstance(name, str) and name for name in table.territories.values())
    assert all(len(forms) >= 2 for forms in table.currencies.values())


def test_names_of_an_unknown_language_are_an_error() -> None:
    with pytest.raises(UnknownNameError):
        names("xx")
    with pytest.raises(UnknownNameError):
        names("pa-PK")
