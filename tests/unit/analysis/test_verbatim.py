from __future__ import annotations

import pytest

from mtqc.analysis.text import MASK, TextAnalysis
from mtqc.analysis.verbatim import find_verbatim
from mtqc.model import InlineCode, Span


def codes(name: str, content: str, start: int, end: int) -> tuple[InlineCode, ...]:
    return InlineCode(start, "open", name, content), InlineCode(end, "close", name, f"</{name}>")


@pytest.mark.parametrize(("name", "content"), [("code", "<code>"), ("span", '<span translate="no">')])
def test_code_and_what_is_not_translated_is_no_prose(name: str, content: str) -> None:
    text = 'Run ls "x now'
    assert find_verbatim(text, frozenset(), codes(name, content, 4, 9)) == (Span(4, 9),)


def test_bold_text_is_prose() -> None:
    assert find_verbatim("now or never", frozenset(), codes("b", "<b>", 0, 3)) == ()


def test_what_is_never_closed_is_prose() -> None:
    assert find_verbatim("ls now", frozenset(), codes("code", "<code>", 0, 2)[:1]) == ()


def test_code_spans_are_no_prose_where_the_text_is_markdown() -> None:
    text = "Nimm `a ( b` jetzt"
    assert find_verbatim(text, frozenset({"md-text"}), ()) == (Span(5, 12),)
    assert find_verbatim(text, frozenset(), ()) == ()


def test_prose_leaves_code_out() -> None:
    analysis = TextAnalysis("Nimm `a` jetzt", None, frozenset({"md-text"}))
    assert analysis.prose == f"Nimm {MASK * 3} jetzt"
