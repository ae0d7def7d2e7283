from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.formats.plural_forms import WITHOUT_HEADER, PluralForms


@pytest.mark.parametrize(
    ("header", "count", "of_one", "single"),
    [
        ("nplurals=2; plural=(n != 1);", 2, 0, {0}),
        ("nplurals=2; plural=n>1", 2, 0, set()),
        ("nplurals=1; plural=0;", 1, None, set()),
        ("nplurals = 3; plural = n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2;;", 3, 0, set()),
        ("nplurals=4; plural=n==1 ? 3 : n==2 ? 1 : n<5 ? 2 : 0;\\n", 4, 3, {1, 3}),
    ],
)
def test_expressions_are_tried_out(header: str, count: int, of_one: int | None, single: set[int]) -> None:
    assert PluralForms.of(header) == PluralForms(count, of_one, frozenset(single))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nplurals=INTEGER; plural=EXPRESSION;",
        "nplurals=2; plural=n / 0;",
        "nplurals=2; plural=__import__('os').system('true');",
        "nplurals=2; plural=(lambda: n)();",
        "nplurals=2; plural=9**9**9**9;",
        "nplurals=2; plural=" + "(" * 900 + "n" + ")" * 900,
        "nplurals=2; plural=" + "n+" * 100_000 + "n",
    ],
)
def test_nonsense_and_attacks_are_not_understood(header: str) -> None:
    assert PluralForms.of(header) is None


def test_without_header_gettext_supposes_germanic_plurals() -> None:
    assert PluralForms.of("nplurals=2; plural=n != 1;") == WITHOUT_HEADER


@settings(max_examples=100)
@given(st.text(st.sampled_from("n0129%/*+-?:()!=<>&| ;"), max_size=30))
def test_never_raises(expression: str) -> None:
    forms = PluralForms.of(f"nplurals=2; plural={expression}")
    assert forms is None or forms.count == 2
