from __future__ import annotations

import pytest

from mtqc.interference.agreement.adjectives import adjective, is_adjective_stem, is_adverb


@pytest.mark.parametrize(
    ("form", "stem", "ending"),
    [
        ("neuem", "neu", "em"),
        ("großes", "groß", "es"),
        ("größere", "größer", "e"),
        ("schönsten", "schönst", "en"),
        ("nonagenarischen", "nonagenarisch", "en"),
        ("dunkelgrüner", "dunkelgrün", "er"),
        ("90-jährigen", "90-jährig", "en"),
        ("verletzte", "verletzt", "e"),
    ],
)
def test_knows_adjectives(form: str, stem: str, ending: str) -> None:
    word = adjective(form)
    assert word is not None
    assert (word.stem, word.ending) == (stem, ending)


@pytest.mark.parametrize(
    "form", ["machen", "inzwischen", "heute", "oben", "Neuem", "e", "", "sehr", "möglicherweise", "wurden", "zwischen"]
)
def test_knows_what_is_none(form: str) -> None:
    assert adjective(form) is None


@pytest.mark.parametrize(
    ("form", "expected"),
    [("sehr", True), ("möglicherweise", True), ("deutlich", True), ("beinhaltet", False), ("haus", False)],
)
def test_knows_adverbs(form: str, expected: bool) -> None:
    assert is_adverb(form) is expected


def test_stems() -> None:
    assert is_adjective_stem("neu")
    assert not is_adjective_stem("neue")
