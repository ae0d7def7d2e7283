"""Inflected forms of a word share a lemma."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.languages.lemmas import lemma, lemmas


@pytest.mark.parametrize(
    ("tag", "forms"),
    [("de-AT", ("Haus", "Häuser", "Häusern")), ("en", ("house", "houses")), ("es-MX", ("casa", "casas"))],
)
def test_forms_of_one_word_share_a_lemma(tag: str, forms: tuple[str, ...]) -> None:
    assert len(set(lemmas(forms, tag))) == 1


@pytest.mark.parametrize("tag", ["ja", "xx", ""])
def test_a_language_without_dictionary_folds_case(tag: str) -> None:
    assert lemma("Straße", tag) == "strasse"


def test_serbo_croatian_goes_by_another_code() -> None:
    assert lemma("kuće", "hr") == lemma("kuća", "bs") == "kuća"


@given(st.text(max_size=30))
@settings(max_examples=50, deadline=None)
def test_any_text_has_a_lemma(word: str) -> None:
    assert isinstance(lemma(word, "en"), str)
