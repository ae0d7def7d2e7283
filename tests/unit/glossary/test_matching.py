from __future__ import annotations

import pytest

from mtqc.analysis.text import TextAnalysis
from mtqc.glossary import Term, TermIndex
from mtqc.glossary.matching import contains, find_exactly
from mtqc.languages import Language, language

ENGLISH = language("en")
GERMAN = language("de")
CHINESE = language("zh")


def analysis(text: str, of: Language | None = ENGLISH) -> TextAnalysis:
    return TextAnalysis(text, of, frozenset())


def found(terms: list[str], text: str, of: Language | None = ENGLISH, case_sensitive: bool = False) -> list[str]:
    index = TermIndex([Term(term, ("x",), case_sensitive=case_sensitive) for term in terms], of)
    return [match.span.of(text) for match in index.find(analysis(text, of))]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("file", "Two files are open.", ["files"]),
        ("user account", "User accounts", ["User accounts"]),
        ("file", "The profile is open.", []),
        ("go", "They went home.", ["went"]),
    ],
)
def test_terms_are_found_in_any_inflection(term: str, text: str, expected: list[str]) -> None:
    assert found([term], text) == expected


def test_the_longest_term_wins() -> None:
    assert found(["account", "user account"], "a user account and an account") == ["user account", "account"]


def test_a_case_sensitive_term_needs_its_case() -> None:
    assert found(["Word"], "a word in Word", case_sensitive=True) == ["Word"]


def test_terms_are_not_found_in_placeholders() -> None:
    assert found(["file"], "Open %(file)s now") == []


def test_without_a_language_words_are_compared_as_they_are() -> None:
    assert found(["file"], "File and files", None) == ["File"]


def test_in_scripts_without_blanks_the_longest_term_is_found_anywhere() -> None:
    assert found(["文件", "文件夹"], "打开文件夹", CHINESE) == ["文件夹"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Alle Benutzerkonten löschen", "Benutzerkonto"),
        ("Die Benutzerkontensteuerung", "Benutzerkonto"),
        ("Das Benutzer-Konto", "Benutzerkonto"),
        ("des Verzeichnisses", "Verzeichnis"),
        ("die geöffneten Dateien", "geöffnete Datei"),
    ],
)
def test_a_target_has_a_term_in_any_form(text: str, wanted: str) -> None:
    assert contains(analysis(text, GERMAN), wanted, GERMAN)


@pytest.mark.parametrize(("text", "wanted"), [("Der Ordner ist leer", "Verzeichnis"), ("", "Datei"), ("Tor", "Ton")])
def test_another_word_is_not_the_term(text: str, wanted: str) -> None:
    assert not contains(analysis(text, GERMAN), wanted, GERMAN)


def test_a_forbidden_word_is_found_inflected_but_not_inside_another() -> None:
    text = "Handys und Handyverbot"
    spans = list(find_exactly(analysis(text, GERMAN), "Handy", False, GERMAN))
    assert [span.of(text) for span in spans] == ["Handys"]


def test_a_forbidden_word_is_found_each_time_in_chinese() -> None:
    text = "台湾与台湾人"
    spans = list(find_exactly(analysis(text, CHINESE), "台湾", False, CHINESE))
    assert [span.start for span in spans] == [0, 3]
