from __future__ import annotations

import pytest

from mtqc.interference.agreement.cells import CASES, GENDERS, cases_in, genders_in
from mtqc.interference.agreement.nouns import noun, variants


def genders(form: str) -> set[str]:
    return {GENDERS[gender] for gender in genders_in(noun(form).cells)}


def cases(form: str) -> set[str]:
    return {CASES[case] for case in cases_in(noun(form).cells)}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("U-Boot", {"neuter"}),
        ("Atom-U-Boot", {"neuter"}),
        ("Schmuggler-U-Boot", {"neuter"}),
        ("Castro-Regime", {"neuter", "plural"}),
        ("Teil", {"masculine", "neuter"}),
        ("Virus", {"masculine", "neuter"}),
        ("Eltern", {"plural"}),
        ("Kinder", {"plural"}),
        ("Wagen", {"masculine", "neuter", "plural"}),
        ("Speichern", {"neuter", "plural"}),
        ("Polizeisoftware", {"feminine"}),
        ("Raumfahrtministerium", {"neuter"}),
        ("Wohnungsbauminister", {"masculine", "plural"}),
        ("Grenzstation", {"feminine"}),
        ("Qwertzigung", {"feminine"}),
        ("Fragmentierungen", {"plural"}),
        ("Grösse", {"feminine"}),
        ("Grenzgrösse", {"feminine"}),
        ("Mass", {"feminine", "neuter", "plural"}),
        ("Stammesmitglied-Sohn", {"masculine"}),
    ],
)
def test_knows_genders(form: str, expected: set[str]) -> None:
    assert genders(form) == expected


@pytest.mark.parametrize(
    "form",
    ["Maneuver", "Kolokoltsev", "Lausitz", "Xyz", "X", "", "a:b", "Haus Haus", "Ab-", "Ab-haus", "Haus" * 20, "Zung"],
)
def test_does_not_know(form: str) -> None:
    assert not noun(form).cells


def test_knows_cases() -> None:
    assert cases("Hauses") == {"genitive"}
    assert cases("Kindern") == {"dative"}
    assert cases("Präsident") == {"nominative"}
    assert cases("Haus") == {"nominative", "dative", "accusative"}


def test_knows_what_is_a_name() -> None:
    assert noun("Koch").is_name
    assert noun("Essen").is_place
    assert not noun("Haus").is_name


def test_compounds_have_the_gender_of_compounds() -> None:
    assert "masculine" in genders("Boot")
    assert genders("Löschwasserboot") == {"neuter"}


def test_rare_nouns_are_no_heads() -> None:
    assert noun("Femen").is_rare
    assert not noun("Autofemen").cells


def test_variants_have_another_ending() -> None:
    assert {"Kindern", "Kinders", "Kinderen"} <= set(variants("Kinder"))
    assert "Haus" in set(variants("Hauses"))
    assert "E" not in set(variants("Es"))
