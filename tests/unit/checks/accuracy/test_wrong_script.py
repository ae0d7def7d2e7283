from __future__ import annotations

import pytest

from mtqc.checks.accuracy.wrong_script import WrongScript
from mtqc.checks.base import Example
from mtqc.model import Finding

from ..running import findings_on


def on(
    target: str, source: str | None = None, target_language: str = "de", source_language: str | None = "en"
) -> list[Finding]:
    return findings_on(WrongScript(), Example(target, source, source_language, target_language))


@pytest.mark.parametrize(
    ("target", "target_language", "marked", "letters"),
    [
        ("Der Wert ist 很 hoch.", "de", "很", "Chinese characters"),
        ("Der Wert ist とても hoch.", "de", "とても", "Japanese characters"),
        ("Der Wert ist 本当に hoch.", "de", "本当に", "Japanese characters"),
        ("Der Wert ist очень hoch.", "de", "очень", "Cyrillic letters"),
        ("Значение 매우 высокое.", "ru", "매우", "Hangul letters"),
        ("值是 очень 高的。", "zh", "очень", "Cyrillic letters"),
        ("Der Wertـ ist hoch.", "de", "ـ", "Arabic letters"),
    ],
)
def test_letters_of_another_script_are_marked(target: str, target_language: str, marked: str, letters: str) -> None:
    (finding,) = on(target, "The value is very high.", target_language)
    assert finding.target_text == marked
    assert letters in finding.message


@pytest.mark.parametrize(
    ("target", "source", "target_language"),
    [
        ("Drücken Sie あ für A.", "Press あ for A.", "de"),
        ("Tokio (東京) ist groß.", "Tokyo is big.", "de"),
        ("Das Wort „東京“ heißt Hauptstadt.", "That word means capital.", "de"),
        ("Der Winkel φ und die Summe Σ aus αβ", "The angle and the sum", "de"),
        ("¯\\_(ツ)_/¯", "shrug", "de"),
        ("Фајл је отворен.", "The file is open.", "sr"),
        ("Fajl je otvoren.", "The file is open.", "sr"),
        ("ファイルを開く Open", "Open", "ja"),
        ("Zahlen Sie mit Pаypal.", "Pay.", "de"),
    ],
)
def test_what_belongs_there_is_not(target: str, source: str, target_language: str) -> None:
    assert on(target, source, target_language) == []


def test_words_of_the_source_in_its_own_script_are_residue() -> None:
    (finding,) = on("Die Datei сохранена nicht.", "Файл не сохранена.", "de", "ru")
    assert finding.target_text == "сохранена"
    assert on("Die Zeitung (Правда) erscheint.", "Газета Правда выходит.", "de", "ru") == []


def test_a_tag_that_names_its_script_is_held_to_it() -> None:
    assert on("Fajl je отворен sada.", "The file is open.", "sr-Latn")
    assert on("Fajl je otvoren sada.", "The file is open.", "sr-Latn") == []


def test_without_a_source_a_single_character_may_be_spoken_of() -> None:
    assert on("Das Zeichen 中 bedeutet Mitte.", None) == []
    (finding,) = on("Das ist 非常 gut.", None)
    assert finding.confidence < 0.9


def test_many_stretches_are_reported_as_one() -> None:
    target = "Wort 非常 1 " * 20
    (finding,) = on(target, "Word")
    assert finding.target is not None
    assert finding.target.start == target.index("非")
    assert finding.target.end == target.rindex("常") + 1


@pytest.mark.parametrize(
    ("target", "source", "fires"),
    [
        ("the file could not be saved to this folder", None, True),
        ("The File Could Not Be Saved To This Folder", None, False),
        ("Microsoft Office Professional Plus Edition", "Microsoft Office", False),
        ("save file to disk with options", "save file to disk with options --all", False),
        ("ok", None, False),
        ("1 2 3 4 5 6 7 8 9 10 11 12", None, False),
        ("Сохранить the file in this folder now", None, False),
    ],
)
def test_running_text_in_latin_letters_alone_is_found(target: str, source: str | None, fires: bool) -> None:
    assert bool(on(target, source, "ru")) == fires
