from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.cognates import find_cognates
from mtqc.interference.cognates.affixes import endings, skeleton, splits
from mtqc.interference.cognates.index import source_words
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.lexicon import Lexicon
from mtqc.interference.prose import Prose
from mtqc.languages import language
from mtqc.model import Segment
from tests.unit.analysis.hostile import slow


def cognates(text: str, target: str = "de", source: str | None = None, original: str | None = None) -> list[Evidence]:
    prose = Prose([Segment("1", text, source=original)], language(target), language(source) if source else None)
    return list(find_cognates(prose))


@pytest.mark.parametrize(
    ("target", "text", "word", "source", "fix"),
    [
        ("de", "Er umarmte den nonagenarischen Dichter.", "nonagenarischen", "es", "neunzigjährigen"),
        ("de", "Der oktogenarische Maler schwieg.", "oktogenarische", "es", "achtzigjährige"),
        ("de", "Detainierte den Täter am Montag.", "Detainierte", "en", None),
        ("de", "Ein desolierendes Bild.", "desolierendes", "es", None),
        ("de", "Die Konvivenz im Haus ist gut.", "Konvivenz", "es", "Zusammenleben"),
        ("de", "Die Rekaudation stockt.", "Rekaudation", "es", "Steuereinnahmen"),
        ("de", "Die Reklusionen dauern an.", "Reklusionen", "it", None),
        ("de", "Ein Abend ohne inolvidable Lieder.", "inolvidable", "es", "unvergessliche"),
        ("de", "Viele Damnifizierte warten.", "Damnifizierte", "es", None),
        ("de", "Die Accountabilität fehlt.", "Accountabilität", "en", "Rechenschaftspflicht"),
        ("de", "Es war eine kluge Maneuver der Partei.", "Maneuver", "en", "Manöver"),
        ("en", "The recaudation of taxes rose.", "recaudation", "es", "revenue"),
        ("es", "Fue un discurso shambólico.", "shambólico", "en", "caótico"),
        ("fr", "La récaudation monte.", "récaudation", "es", None),
    ],
)
def test_finds_made_up_words(target: str, text: str, word: str, source: str, fix: str | None) -> None:
    (found,) = cognates(text, target)
    assert found.span.of(text) == word
    assert found.is_strong
    assert found.kind is Kind.COGNATE
    assert found.languages[source] > 0
    assert sum(found.languages.values()) in (0.5, pytest.approx(1))
    assert found.suggestions == ((fix,) if fix else ())
    assert found.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Der Chavismus und der Peronismus prägen das Land.",
        "Die Organisiation war gut.",
        "Die Vaskularität steigt, der Zugang ist endovenös.",
        "Sie haben die Software downgeloadet, gerebootet und gepatcht.",
        "Er schrieb „nonagenarisch“ mit Absicht.",
        "DIE KONVIVENZ IST GUT.",
        "Sie sprach von konvivenz und mehr.",
        "Raúl Konvivenz gewann die Wahl.",
        "Das System heißt Konvivenz-Portal.",
        "Die Reliabilität des Tests ist hoch.",
        "Maneuver heißt das Album.",
        "Das Maneuver Center liegt in Georgia.",
        "„Eine Maneuver“, rief er.",
        "Er nannte die „eine Maneuver der Partei“.",
        "In Reliabilitat und Validität",
        "Die Appendizitis und die Arthrose schmerzen.",
    ],
)
def test_is_silent(text: str) -> None:
    assert not cognates(text)


def test_words_after_a_title_or_made_of_names_are_weak() -> None:
    for text in ("Das Ende des Kastrismus naht.", "Dann sprach der Colonel lange.", "Der Colonel sprach lange."):
        (found,) = cognates(text)
        assert not found.is_strong
    assert not cognates("Dann sprach Colonel lange.")
    assert not cognates("Dann sprach der Colonel Sanders.")
    assert not cognates("Ein alter Mann, ein kluger Colonel, sprach.")


def test_a_known_source_language_is_the_only_one() -> None:
    (found,) = cognates("Er umarmte den nonagenarischen Dichter.", source="es")
    assert dict(found.languages) == {"es": 1.0}
    assert found.expression == "nonagenario"
    assert not cognates("Er umarmte den nonagenarischen Dichter.", source="zh")
    assert not cognates("Il est nonagénarique.", target="cs")


def test_with_the_source_a_cognate_has_to_stand_there() -> None:
    text = "Er umarmte den nonagenarischen Dichter."
    (found,) = cognates(text, source="es", original="Abrazó al poeta nonagenario.")
    assert found.confidence == 0.95
    assert not cognates(text, source="es", original="Abrazó al poeta.")
    assert cognates("Es war eine Maneuver.", source="en", original="It was a maneuver.")
    assert not cognates("Es war eine Maneuver.", source="en", original="It was a trick.")


def test_skeletons_are_the_same_in_all_languages() -> None:
    assert skeleton("castr") == skeleton("kastr")
    assert skeleton("philosoph") == skeleton("filósof") == skeleton("filosof")
    assert skeleton("effica") == skeleton("efika")


def test_affixes_are_taken_off_the_longest_first() -> None:
    (split, *_) = splits("nonagenarischen", "de")
    assert (split.key, split.ending) == ("nonagen|ary", "arischen")
    assert not list(splits("tion", "de"))
    assert not list(splits("", "de"))
    assert not endings("xx")


def test_what_the_language_has_is_not_in_its_index() -> None:
    assert not source_words("organisa|tion", "de")
    assert not source_words("nonagen|ary", "xx")
    assert source_words("nonagen|ary", "de")["es"].text.startswith("nonagenari")


def test_foreign_spellings_are_not_in_use_in_the_language() -> None:
    path = files("mtqc").joinpath("data", "interference", "cognates", "spellings.toml")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for word in (*content["de"]["en"], *content["de"]["fr"]):
        assert Lexicon.of("de").zipf(word) == 0.0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(("eine", "Maneuver", "Der", "Kastrismus", "nonagenarisch", ".", "(", "„", "“", "\n"))))
def test_spans_lie_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for found in cognates(text):
        assert 0 <= found.span.start < found.span.end <= len(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["de", "en", "fr"]))
def test_never_raises(text: str, target: str) -> None:
    cognates(text, target)
    cognates(text, target, "es", text)


def test_takes_linear_time() -> None:
    assert not slow(lambda text: cognates(text))
    assert not slow(lambda text: cognates(text), ("nonagenarischen Konvivenz " * 4000,))


def test_words_of_a_source_language_are_called_what_they_are() -> None:
    (found,) = cognates("Das ist deceptive und falsch.")
    assert found.message == "“deceptive” is English, and hardly German."
