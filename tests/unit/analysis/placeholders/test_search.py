from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.placeholders import find_placeholders
from mtqc.analysis.placeholders.placeholder import Dialect
from mtqc.analysis.placeholders.search import _DIALECTS, _dialects_by_flag
from mtqc.analysis.text import TextAnalysis

from ..hostile import HOSTILE, slow

FLAGS = st.frozensets(st.sampled_from([*sorted(_dialects_by_flag()), "no-c-format", 'placeholders:A:r"B+"', "fuzzy"]))
TEXTS = st.text(st.sampled_from("%s d1$({name}),plural other one#'<>[]_:@~!|.-\n\\ä") | st.characters(), max_size=60)


@settings(max_examples=100)
@given(TEXTS, FLAGS)
def test_any_text_has_placeholders_in_order_that_are_in_it(text: str, flags: frozenset[str]) -> None:
    end = 0
    for placeholder in find_placeholders(text, flags):
        assert placeholder.span.start >= end
        assert placeholder.text == text[placeholder.span.start : placeholder.span.end] != ""
        end = placeholder.span.end


def test_every_flag_names_dialects_that_exist() -> None:
    assert {name for names in _dialects_by_flag().values() for name in names} <= set(_DIALECTS)


def test_prose_has_no_placeholders() -> None:
    analysis = TextAnalysis("Noch %d Tage bis {date}", None, frozenset())
    assert analysis.prose == "Noch \ufffc\ufffc Tage bis " + "\ufffc" * 6


# The grammars of these are the same as others' but for some letters.
ALIKE = {"php", "perl", "lua", "java-printf", "go", "object-pascal", "rust", "qt", "es"}


@pytest.mark.parametrize(
    "dialect",
    [dialect for name, dialect in _DIALECTS.items() if name not in ALIKE],
    ids=lambda dialect: dialect.name,
)
def test_no_dialect_is_slow_on_any_text(dialect: Dialect) -> None:
    texts = tuple(text for text in HOSTILE if any(trigger in text for trigger in dialect.triggers))
    assert texts
    assert slow(dialect.find, texts) == []
