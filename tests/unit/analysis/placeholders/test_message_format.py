from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.placeholders.message_format import MessageSyntaxError, has_branches, parse_message

from ..hostile import HOSTILE, slow


def names(text: str) -> list[str]:
    return [argument.name for argument in parse_message(text).walk()]


def test_arguments_have_names_types_and_styles() -> None:
    (argument,) = parse_message("Am { when , date , long }").arguments
    assert (argument.name, argument.kind, argument.style) == ("when", "date", "long")
    assert argument.span.of("Am { when , date , long }") == "{ when , date , long }"


def test_a_style_may_hold_braces() -> None:
    (argument,) = parse_message("{x, number, {a}{b}}").arguments
    assert argument.style == "{a}{b}"


def test_branches_are_messages_themselves() -> None:
    text = "{g, select, male {er hat {n, plural, offset:1 =0 {nichts} one {# von {all}} other {#}}} other {x}}"
    assert names(text) == ["g", "n", "all"]
    (select,) = parse_message(text).arguments
    assert [branch.selector for branch in select.branches] == ["male", "other"]
    (plural,) = select.branches[0].message.arguments
    assert [branch.selector for branch in plural.branches] == ["=0", "one", "other"]
    assert [len(branch.message.numbers) for branch in plural.branches] == [0, 1, 1]


def test_a_number_sign_outside_of_plurals_is_text() -> None:
    assert parse_message("# {g, select, other {#}}").numbers == ()


@pytest.mark.parametrize("text", ["It's {n}", "d''{n}", "'{'kein'}' {n}", "'{x}' {n}", "'{x ''y'' }' {n}"])
def test_apostrophes_quote_only_before_braces(text: str) -> None:
    assert names(text) == ["n"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hallo {name", "a '{' is not closed"),
        ("Hallo }", "'}' closes nothing"),
        ("{}", "without the name"),
        ("{n, }", "no type"),
        ("{n x}", "',' is missing"),
        ("{n, plural}", "',' is missing"),
        ("{n, plural, one {x}", "the plural is not closed"),
        ("{n, plural, one {x", "not closed"),
        ("{n, plural, one x}", "'{' is missing"),
        ("{n, plural, }", "no branches"),
        ("{n, number, a", "not closed"),
        ("{n, plural, other {'{}}", "not closed"),
        ("{a,select,other{" * 30, "too deeply"),
    ],
)
def test_errors_say_what_and_where(text: str, reason: str) -> None:
    with pytest.raises(MessageSyntaxError) as caught:
        parse_message(text)
    assert reason in str(caught.value)
    assert 0 <= caught.value.span.start < caught.value.span.end <= len(text)


def test_only_plurals_and_selects_have_branches() -> None:
    assert has_branches("{n, plural, one {x} other {y}}")
    assert has_branches("{n,select,other{y}}")
    assert not has_branches("{n, number}, plural")
    assert not has_branches("a, b")


@settings(max_examples=100)
@given(st.lists(st.sampled_from([*"{}', #abn=1", "plural,", "select,", "other{", "one {", "{n,"])))
def test_every_text_is_a_message_or_an_error_with_a_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        message = parse_message(text)
    except MessageSyntaxError as error:
        assert 0 <= error.span.start < error.span.end <= max(1, len(text))
    else:
        for argument in message.walk():
            assert argument.span.of(text).startswith("{")
            assert argument.span.of(text).endswith("}")


def test_no_text_takes_long() -> None:
    def parse(text: str) -> None:
        with suppress(MessageSyntaxError):
            parse_message(text)

    assert slow(parse, tuple(text for text in HOSTILE if "{" in text or "'" in text)) == []
    assert slow(has_branches) == []
