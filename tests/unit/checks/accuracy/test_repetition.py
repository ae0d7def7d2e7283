from __future__ import annotations

import pytest

from mtqc.checks.accuracy.repetition import Repetition
from mtqc.checks.base import Example
from mtqc.model import Finding, Severity

from ..running import findings_on


def on(target: str, source: str | None = None, target_language: str | None = "de") -> list[Finding]:
    return findings_on(Repetition(), Example(target, source, "en", target_language))


@pytest.mark.parametrize(
    ("target", "extra", "times"),
    [
        ("Wir gingen in den Wald, in den Wald, in den Wald.", ", in den Wald, in den Wald", 3),
        ("Ja ja ja ja, das stimmt.", " ja ja ja", 4),
        ("Das ist gut. Das ist gut. Das ist gut. Ende.", ". Das ist gut. Das ist gut", 3),
        ("eins zwei\neins zwei\neins zwei\n", "\neins zwei\neins zwei", 3),
    ],
)
def test_all_but_the_first_time_is_marked(target: str, extra: str, times: int) -> None:
    (finding,) = on(target, "Something else.")
    assert finding.target_text == extra
    assert finding.evidence["times"] == times
    assert finding.suggestions == ("",)


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Nein, nein, nein!", "No!"),
        ("Ja ja ja ja!", None),
        ("Zeile 1, Zeile 2, Zeile 3, Zeile 4", "Lines"),
        ("a b c d a b c d a b c d", "Letters"),
        ("%s: %d: %s: %d: %s: %d", "%s"),
        ("* * * * * * * *", "stars"),
        ("ho ho ho ho ho, sagte er", "ho ho ho ho ho, he said"),
        ("mit und mit und", "with and"),
        ("", "x"),
    ],
)
def test_emphasis_tables_and_songs_are_left_alone(target: str, source: str | None) -> None:
    assert on(target, source) == []


def test_a_text_that_is_nothing_but_a_loop_is_critical() -> None:
    (finding,) = on("der gute " * 30, "Hello there.")
    assert finding.severity is Severity.CRITICAL
    (finding,) = on("Der Mann ging und ging und ging und ging nach Hause, wo seine Frau auf ihn wartete.", "He left.")
    assert finding.severity is Severity.MAJOR


def test_a_loop_inside_one_endless_word_is_found() -> None:
    (finding,) = on("Das Wort ist " + "abcdef" * 12 + ".", "The word.")
    assert finding.evidence["times"] == 12
    assert on("Das Wort ist " + "-" * 60, "A line.") == []


@pytest.mark.parametrize(
    ("target", "fires"),
    [
        ("今天天气很好很好很好很好很好很好。", True),
        ("哈哈哈哈哈", False),
        ("看看，试试，想想。", False),
        ("——————————————————", False),
    ],
)
def test_scripts_without_word_spaces_loop_in_characters(target: str, fires: bool) -> None:
    assert bool(on(target, "The weather is fine.", "zh")) == fires


def test_a_text_that_goes_round_in_circles_is_marked_as_a_whole() -> None:
    phrases = ("wir wissen dass es so ist", "wir wissen dass es gut ist", "und wir wissen auch dass es so ist")
    target = " ".join(phrases[number * number % 3] + (" heute" if number % 5 else "") for number in range(14))
    (finding,) = on(target, "We know that this is the case.")
    assert "goes round in circles" in finding.message
    assert finding.target_text == target
    assert on(target, target.replace("wir", "we")) == []


def test_a_long_text_without_repeats_is_fine() -> None:
    target = " ".join(f"wort{number} und der die das" for number in range(30))
    assert on(target, "Words.") == []


def test_very_long_phrases_are_no_loop() -> None:
    phrase = " ".join(f"wort{number}" for number in range(70))
    assert [finding for finding in on(" ".join([phrase] * 3), "x") if "in a row" in finding.message] == []
