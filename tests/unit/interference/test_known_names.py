from __future__ import annotations

import pytest

from mtqc.interference.known_names import figures, given_names, registers


def test_foreign_and_own_spellings_of_family_names() -> None:
    names = figures("de")
    assert names.foreign["Lavrov"].own("de") == ("Lawrow",)
    assert "Lawrow" in names.own
    assert "Lawrow" not in names.foreign
    assert names.foreign["Poutine"].languages("Poutine") == ("fr",)
    assert names.foreign["Poutine"].own("xx") == ()


def test_spellings_without_accents_count() -> None:
    assert "Kolokóltsev" in figures("de").foreign
    assert figures("de").foreign["Jruschov"].languages("Jruschov") == ("es",)


@pytest.mark.parametrize("code", ["it", "pt"])
def test_english_spellings_are_at_home_in_italian_and_portuguese(code: str) -> None:
    assert "Khrushchev" not in figures(code).foreign
    assert "Chruschtschow" in figures(code).foreign


def test_given_names() -> None:
    assert given_names()["Serguéi"].own("de") == ("Sergej", "Sergei")
    assert "Peter" not in given_names()


def test_registers() -> None:
    assert "Nabokov" in registers("de").kept
    assert "trainer" in registers("de").words
    assert not registers("nl").words
