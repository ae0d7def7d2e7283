import pytest

from mtqc.interference.passages import Passage
from mtqc.interference.style.classes import WordClasses, word_classes
from mtqc.languages import language
from mtqc.model import Segment


def passage(text: str, code: str = "de") -> Passage:
    return Passage(0, Segment("0", text), language(code))


def row(text: str, code: str = "de") -> list[str]:
    return list(word_classes(code).row(passage(text, code)))


@pytest.mark.parametrize(
    ("text", "code", "classes"),
    [
        ("Die Regierung hat das NASA-Geld.", "de", ["die", "N-ung", "hat", "das", "N", ".", "|", "|"]),
        (
            "Sie hat es aufgenommen, um es umzusetzen",
            "de",
            ["sie", "hat", "es", "v-participle-en", ",", "um", "es", "v-zu", "|"],
        ),
        ("Am 16. Juni um 8.30 Uhr", "de", ["am", "#", "N", "um", "#", "N", "|"]),
        ("NATO", "de", ["A", "|"]),
        ("„Ja“ – (nein) …", "de", ["ja", "nein", "|", "|"]),
        ("L’homme d’État aujourd’hui", "fr", ["l'", "v-e", "d'", "N", "aujourd'hui", "|"]),
        ("qu'", "fr", ["v", "|"]),
        ("The man's dog isn't O'Brien's", "en", ["the", "v", "'s", "v", "isn't", "N", "|"]),
    ],
)
def test_classes_of_words_and_marks(text: str, code: str, classes: list[str]) -> None:
    assert row(text, code) == classes


def test_an_elision_without_a_word_after_it_is_kept() -> None:
    classes = WordClasses(["qu'"], {"noun": ["s"], "other": ["t"]}, {})
    assert list(classes.row(passage("qu'", "fr"))) in (["qu'", "|"], ["v", "|"])


def test_rows_do_not_cross_sentences() -> None:
    counts = word_classes("de").features([passage("Er ist da. Sie ist weg."), passage("Und er?")])
    assert counts["er", "ist", "da"] == 1
    assert counts["ist"] == 2
    assert ("da", ".") in counts
    assert (".", "sie") not in counts
    assert ("weg", "und") not in counts
    assert not any("|" in feature for feature in counts)


def test_rows_pass_over_other_words() -> None:
    counts = word_classes("de").features([passage("Er hat gestern den alten Hund im Park")])
    assert counts["er", "hat", "gestern"] == 1
    assert counts["gestern", "den", "im"] == 1


def test_what_is_known_is_forgotten_when_it_becomes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.interference.style.classes._MOST_KNOWN", 2)
    classes = WordClasses(["und"], {"noun": ["s"], "other": ["t"]}, {})
    assert list(classes.row(passage("eins und zwei und Drei"))) == ["v", "und", "v", "und", "N", "|"]
    assert len(classes._known) <= 3
