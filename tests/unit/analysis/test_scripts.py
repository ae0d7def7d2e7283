from __future__ import annotations

import pytest

from mtqc.analysis.scripts import count_letters, foreign_runs, is_possible_in, script_name, scripts_of
from mtqc.model import Span

LATIN = frozenset({"Latn"})


def test_writings_of_several_scripts_are_taken_apart() -> None:
    assert scripts_of("Jpan") == {"Hani", "Hira", "Kana"}
    assert scripts_of("Cyrl") == {"Cyrl"}


@pytest.mark.parametrize(
    ("letter", "name"), [("a", "Latin"), ("ж", "Cyrillic"), ("漢", "Han"), ("ー", "Katakana"), ("\ue000", "Unknown")]
)
def test_letters_have_the_names_of_their_scripts(letter: str, name: str) -> None:
    assert script_name(letter) == name


def test_letters_are_counted_by_script() -> None:
    assert count_letters("ab вг 漢 12", LATIN) == 2
    assert count_letters("ab вг 漢 12", frozenset({"Cyrl", "Hani"})) == 3


def test_runs_end_where_the_script_or_the_line_does() -> None:
    runs = [(run.span, run.script, run.letters) for run in foreign_runs("ab да, нет 漢字かな\nда", LATIN)]
    assert runs == [(Span(3, 10), "Cyrillic", 5), (Span(11, 15), "Japanese", 4), (Span(16, 18), "Cyrillic", 2)]


def test_a_quick_look_at_the_characters_is_enough_for_most_texts() -> None:
    assert is_possible_in(LATIN, frozenset("Größe µ °C — „x“"))
    assert not is_possible_in(LATIN, frozenset("Größe ж"))
    assert not is_possible_in(LATIN, frozenset("a𝕏𐌰"))
