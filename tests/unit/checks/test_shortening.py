from __future__ import annotations

from mtqc.checks.shortening import shortened


def test_short_texts_stand_as_they_are_on_one_line() -> None:
    assert shortened("zwei\n  Zeilen ") == "zwei Zeilen"


def test_long_texts_end_in_an_ellipsis() -> None:
    assert shortened("x" * 61) == "x" * 60 + "…"
    assert shortened("ab " * 9, longest=4) == "ab a…"
    assert shortened(" " * 500) == "…"


def test_what_cannot_be_shown_is_named() -> None:
    assert shortened("a\x00b\ue000") == "aU+0000bU+E000"
