from __future__ import annotations

import pytest

from mtqc.checks.accuracy.untranslated import Untranslated
from mtqc.checks.base import Example
from mtqc.model import Finding

from ..running import findings_on


def on(
    target: str, source: str | None = None, source_language: str | None = "en", target_language: str = "de"
) -> list[Finding]:
    return findings_on(Untranslated(), Example(target, source, source_language, target_language))


@pytest.mark.parametrize(
    ("source", "target", "left"),
    [
        (
            "The battery is low, please connect the charger.",
            "Der Akku ist schwach, please connect the charger.",
            "please connect the charger",
        ),
        (
            "Open a new window in the background of the desktop.",
            "Ein neues Fenster in the background of the desktop öffnen.",
            "in the background of the desktop",
        ),
        ("Do it. You will not be asked again.", "Mach es. You will not be erneut gefragt.", "You will not be"),
        ("Click %s to see all of the files.", "Klick auf %s to see all of the Dateien.", "%s to see all of the"),
        ("Remove a broken network connection now.", "Jetzt a broken network connection entfernen.", None),
    ],
)
def test_source_words_that_stayed_are_marked(source: str, target: str, left: str | None) -> None:
    (finding,) = on(target, source)
    assert left is None or (finding.target_text or "") in (left, left.removeprefix("%s "))
    assert finding.message.endswith("was left in English.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("He works for the Bank of England in London.", "Er arbeitet für die Bank of England in London."),
        ("Friends of the Union Bridge met today.", "Friends of the Union Bridge trafen sich heute."),
        ("Choose “save as a copy of the file” now.", "Wählen Sie jetzt „save as a copy of the file“."),
        ("Possible values: red, green, blue or all.", "Mögliche Werte: red, green, blue or all."),
        ("Use `git_add_all --to the_index` for it.", "Dafür `git_add_all --to the_index` verwenden."),
        ("This is version 2 of the tool.", "Dies ist Version 2 des Tools."),
        ("Read more at www.example.org/of/the/best", "Mehr auf www.example.org/of/the/best"),
    ],
)
def test_names_quotations_lists_and_code_may_stay(source: str, target: str) -> None:
    assert on(target, source) == []


def test_the_rest_of_a_name_is_no_residue() -> None:
    source = "Il dirige l'Institut des hautes études de gestion."
    target = "Er leitet das Institut des hautes études de gestion."
    source_with_blank = source.replace("l'Institut", "le Institut")
    assert on(target, source_with_blank, "fr") == []


def test_close_relatives_are_left_alone() -> None:
    assert on("Filen er ikke gemt i mappen.", "Filen er ikke gemt i mappen nu.", "da", "nb") == []
    assert on("Filen er ikke gemt i mappen og er væk.", None, "da", "nb") == []


def test_without_a_known_source_language_nothing_is_compared() -> None:
    assert on("Der Akku please connect the charger.", "The battery, please connect the charger.", None) == []


def test_languages_without_word_spaces_have_no_runs_of_words() -> None:
    assert on("電池 please connect the charger.", "Please connect the charger.", "en", "ja") == []
    assert on("Akku 请连接充电器", "请连接充电器", "zh", "de") == []


@pytest.mark.parametrize(
    ("target", "left", "name"),
    [
        ("Wir sahen, that this is not what they wanted, und gingen.", "that this is not what they wanted", "English"),
        ("Er sagte, que no es lo que los otros querían, und ging.", "que no es lo que los otros querían", "Spanish"),
    ],
)
def test_without_a_source_foreign_function_words_give_a_run_away(target: str, left: str, name: str) -> None:
    (finding,) = on(target, source_language=None)
    assert finding.target_text == left
    assert finding.message.endswith(f"was left in {name}.")


def test_without_a_source_a_named_source_language_is_looked_for() -> None:
    target = "Wir sahen, att den gamla bilen inte är vad de ville köpa, und gingen."
    assert on(target, source_language=None) == []
    (finding,) = on(target, source_language="sv")
    assert finding.evidence["language"] == "sv"


@pytest.mark.parametrize(
    "target",
    [
        "Das ist to be or not to be für Anfänger.",
        "Wir hörten „this is not what they wanted to do“ im Radio.",
        "Wir hörten „ja, ‚this is not what they wanted to do‘, ja“ und „this is not what they wanted to do“.",
        "The Best of the Best of The Beatles läuft heute.",
        "Der Song with a Little Help from My Friends ist alt.",
    ],
)
def test_without_a_source_titles_sayings_and_quotations_may_stay(target: str) -> None:
    assert on(target, source_language=None) == []
