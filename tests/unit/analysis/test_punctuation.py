from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.punctuation import final_marks, punctuation_of
from mtqc.languages import language

from .hostile import slow


@pytest.mark.parametrize(
    ("text", "tag", "marks"),
    [
        ("Fertig.", "de", {"stop"}),
        ("Fertig", "de", set()),
        ("Wirklich? ", "de", {"question"}),
        ("(Wirklich?!)", "de", {"question", "exclamation"}),
        ("Wirklich⁉", "de", {"question", "exclamation"}),
        ("本当？", "ja", {"question"}),
        ("حقا؟", "ar", {"question"}),
        ("Θέλετε;", "el", {"question"}),
        ("Wollen Sie;", "de", {"semicolon"}),
        ("Բարեւ:", "hy", {"stop"}),
        ("हाँ।", "hi", {"stop"}),
        ("Weiter …", "de", {"ellipsis"}),
        ("Weiter...", "de", {"ellipsis"}),
        ("Er sagte: „Nein.“", "de", {"stop"}),
        ("Name:</b>", "de", {"colon"}),
        ("Name:<br/>", "de", {"colon"}),
        ("Fortfahren? (j/N)", "de", {"question"}),
        ("Fortfahren? [j/N]: ", "de", {"colon"}),
        ("ohne „:“", "de", set()),
        ("ohne (?)", "de", set()),
        ("Text?\u200f", "he", {"question"}),
        ("a,", "de", {"comma"}),
        ("?", "de", {"question"}),
        ("", "de", set()),
    ],
)
def test_texts_end_in_marks_of_any_script(text: str, tag: str, marks: set[str]) -> None:
    assert final_marks(text, punctuation_of(language(tag))) == marks


def test_variants_take_the_rules_of_their_language() -> None:
    assert punctuation_of(language("de-AT")) == punctuation_of(language("de"))
    assert "!" in punctuation_of(language("fr-CH")).space_before
    assert "!" not in punctuation_of(language("fr-CA")).space_before
    assert punctuation_of(None) == punctuation_of(language("eu"))


@given(st.text())
@settings(max_examples=60)
def test_any_text_has_an_end(text: str) -> None:
    assert final_marks(text, punctuation_of(None)) <= {
        *("stop", "question", "exclamation", "colon", "semicolon", "comma", "ellipsis")
    }


def test_hostile_text_takes_no_time() -> None:
    texts = tuple(pattern * 30_000 for pattern in (" ", "</b>", "(a/b)", "?", '"', "a"))
    assert not slow(lambda text: final_marks(text, punctuation_of(None)), texts, seconds=5)
