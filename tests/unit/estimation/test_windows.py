"""How long pairs are read in parts."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.estimation.windows import Line, Window, windows


def _line(text: str) -> Line:
    """Words and marks as tokens, each with the blank before it."""
    return Line(text, [match.span() for match in re.finditer(r"\s?\w+|\W", text)])


def test_what_fits_is_one_window() -> None:
    assert windows(_line("a b c"), _line("d e"), 3) == (Window(0, 3, 0, 2),)


def test_a_long_pair_is_cut_at_the_ends_of_sentences_nearby() -> None:
    source = _line("a b c d e f g h i j. " + "k " * 15)
    target = _line("l " * 13 + "m. " + "n " * 11)
    first, second = windows(source, target, 24)
    assert source.text[: source.offsets[first.source_end - 1][1]].endswith("j.")
    assert target.text[: target.offsets[first.translation_end - 1][1]].endswith("m.")
    assert second == Window(first.source_end, len(source), first.translation_end, len(target))


def test_without_a_sentence_nearby_a_cut_is_between_words() -> None:
    text = " ".join(["abc"] * 7)
    line = Line(text, [(place, place + 1) for place, letter in enumerate(text) if letter != " "])
    assert [window.source_start for window in windows(line, line, 16)] == [0, 9]


def test_text_without_blanks_is_cut_all_the_same() -> None:
    line = Line("x" * 100, [(place, place + 1) for place in range(100)])
    found = windows(line, line, 40)
    assert [window.source_end - window.source_start for window in found] == [25] * 4


def test_a_translation_of_few_tokens_is_shared_out() -> None:
    source = Line("x" * 100, [(place, place + 1) for place in range(100)])
    found = windows(source, _line("a b"), 40)
    assert [(window.translation_start, window.translation_end) for window in found] == [(0, 0), (0, 1), (1, 2), (2, 2)]


@given(st.lists(st.sampled_from(["a", "bb.", "c", "d!"]), max_size=300), st.integers(0, 300), st.integers(12, 60))
@settings(max_examples=50, deadline=None)
def test_every_token_is_in_one_window_that_is_not_too_long(words: list[str], count: int, longest: int) -> None:
    source, target = _line(" ".join(words)), _line("w " * count)
    found = windows(source, target, longest)
    assert [one.source_start for one in found] == [0, *(one.source_end for one in found[:-1])]
    assert [one.translation_start for one in found] == [0, *(one.translation_end for one in found[:-1])]
    assert (found[-1].source_end, found[-1].translation_end) == (len(source), len(target))
    for one in found:
        assert 0 <= one.source_end - one.source_start <= longest
        assert 0 <= one.translation_end - one.translation_start <= longest
        assert one.tokens == one.source_end - one.source_start + one.translation_end - one.translation_start
