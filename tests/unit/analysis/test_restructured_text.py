from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.restructured_text import find_inline_markup, has_roles

from .hostile import slow


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (":ref:`start`", ":ref:`start`"),
        (":ref:`der Anfang <start>`", ":ref:`start`"),
        (":py:class:`Path`", ":py:class:`Path`"),
        (":guilabel:`Öffnen`", ":guilabel:"),
        ("`Seite <https://example.org>`_", "link"),
        ("`Seite`_", "reference"),
        ("`Seite`__", "reference"),
        ("[#a]_", "note #a"),
        ("[1]_", "note 1"),
        ("|version|", "substitution version"),
        ("**fett**", "strong"),
        ("*kursiv*", "emphasis"),
    ],
)
def test_markup_is_found_with_what_must_stay(text: str, key: str) -> None:
    (markup,) = find_inline_markup(f"Siehe {text}.")
    assert (markup.key, markup.text) == (key, text)


@pytest.mark.parametrize(
    "text",
    [
        "``code``",
        ":ref:` a`",
        ":ref:`a `",
        "`Seite<https://example.org>`_x",
        "a*b*c",
        "**a**b",
        "* a *",
        "a | b | c",
        "`x`",
    ],
)
def test_what_the_grammar_does_not_recognise_is_none(text: str) -> None:
    assert find_inline_markup(f"Siehe {text} dazu") == ()


def test_roles_show_what_a_text_is() -> None:
    assert has_roles("Siehe :ref:`a`")
    assert has_roles(":py:class:`a`")
    assert not has_roles("Siehe: `a`")
    assert not has_roles("12:`a`")


@settings(max_examples=100)
@given(st.text(st.sampled_from(":`<>[]|*_ ab#\n") | st.characters(), max_size=60))
def test_any_text_has_markup_in_order_that_is_in_it(text: str) -> None:
    end = 0
    for markup in find_inline_markup(text):
        assert markup.span.start >= end
        assert markup.text == markup.span.of(text) != ""
        end = markup.span.end


def test_no_text_takes_long() -> None:
    assert slow(find_inline_markup) == []
    assert slow(has_roles) == []
