from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.exonyms import find_exonyms
from tests.unit.analysis.hostile import slow

from .texts import evidence, marked, prose

TARGETS = ("de", "en", "es", "fr", "it", "pt")


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "de",
            "Nach den Gesprächen in Londres und Bruselas flog die Ministerin über Varsovia nach Moscú. Dort traf sie "
            "Leute der Naciones Unidas, der OTAN und der Regierungen von Alemania und Japón. Am Donnerstag reist sie "
            "an den Golfo Pérsico weiter, dann in die Estados Unidos.",
            "Londres, Bruselas, Varsovia, Moscú, Naciones Unidas, OTAN, Alemania, Japón, Golfo Pérsico, Estados Unidos",
        ),
        (
            "en",
            "After talks in Londres and Bruselas the minister flew to Moscú, where she met people from the OTAN. She "
            "will then go on to Nueva York and see the president of Corea del Sur.",
            "Londres, Bruselas, Moscú, OTAN, Nueva York, Corea del Sur",
        ),
        (
            "es",
            "Después de las reuniones en Londra y en Brussels, la ministra viajó a Deutschland y a los Paesi Bassi. El "
            "lunes estará en Genève con el jefe de la Croce Rossa.",
            "Londra, Brussels, Deutschland, Paesi Bassi, Genève, Croce Rossa",
        ),
        (
            "fr",
            "Après les réunions de Londra et de Moscow, le ministre s’est rendu en Schweiz puis dans les Países Bajos, "
            "avant de gagner Ciudad del Cabo.",
            "Londra, Moscow, Schweiz, Países Bajos, Ciudad del Cabo",
        ),
        (
            "it",
            "Dopo gli incontri di Londres e di Varsovie, il ministro è partito per i Pays-Bas e poi per la Suiza. "
            "Domani sarà a Ciudad de México, alla riunione dell’OTAN.",
            "Londres, Varsovie, Pays-Bas, Suiza, Ciudad de México, OTAN",
        ),
        (
            "pt",
            "Depois das reuniões em Londra e em Bruxelles, a ministra viajou para os Paesi Bassi e para a Suisse. "
            "Amanhã estará em Nueva York com o chefe das Nazioni Unite.",
            "Londra, Bruxelles, Paesi Bassi, Nueva York, Nazioni Unite",
        ),
    ],
)
def test_finds_names_of_another_language(code: str, text: str, expected: str) -> None:
    assert ", ".join(marked(find_exonyms, text, code=code)) == expected


@pytest.mark.parametrize(
    ("text", "mark", "suggestion"),
    [
        ("Er kam aus La Habana.", "La Habana", "Havanna"),
        ("Er kam aus La\u00a0Habana.", "La\u00a0Habana", "Havanna"),
        ("In Nueva York, sagte er, sei es kalt.", "Nueva York", "New York"),
        ("Bruselas’ Haltung und Moscús Antwort sind klar.", "Moscús", "Moskaus"),
        ("Aus Sicht von L’Avana ist das falsch.", "L’Avana", "Havanna"),
        ("Die Hauptstadt Varsovia liegt an der Vístula.", "Vístula", "Weichsel"),
        ("Er sagte: „Ich bin nur einmal in Londres gewesen, und das war es.“", "Londres", "London"),
        ("Sie macht in Alemania Urlaub.", "Alemania", "Deutschland"),
    ],
)
def test_suggests_the_own_name(text: str, mark: str, suggestion: str) -> None:
    found = next(found for found in evidence(find_exonyms, text) if found.span.of(text) == mark)
    assert found.suggestions == (suggestion,)
    assert found.is_strong


@pytest.mark.parametrize(
    "text",
    [
        "Sie lehrt an der Universidad de La Habana und wohnt in Habana Vieja.",
        "Er sah „La Habana“ zum zweiten Mal.",
        "Er arbeitet in Centro Habana bei der Vuelta a España und für Fondation Suisse.",
        "Lüttich (Liège), Bozen/Bolzano und Genf (Genève) sind zweisprachig oder nicht.",
        "Auf Spanisch heißt Londres anders, mit dem spanischen Namen Londres.",
        "LONDRES UND MOSCÚ",
        "Florencia Ortiz, Valencia, Georgia und Victoria kamen mit dem AC Milan.",
        "Sevilla, Madrid, Toledo und Santiago de Compostela.",
        "Kiew oder Kyjiw, Peking oder Beijing.",
        "Der Verein spielt gegen Roma und Napoli.",
        "Die Firma Londres & Partner ging unter.",
        "Die Firma Partner & Londres ging unter.",
        "Die Institution (ICE) Londres schwieg. #Londres @Londres",
        "Er sang d’Alemania.",
        "Das Regiment Tirailleurs d' Alemania kam aus Londres para todos.",
        "Die EZB, auch ECB (European Central Bank) genannt, sitzt in Frankfurt.",
    ],
)
def test_is_silent_on_longer_names_and_names_given_on_purpose(text: str) -> None:
    assert not marked(find_exonyms, text)


def test_elided_articles_are_no_part_of_the_name() -> None:
    assert marked(find_exonyms, "Il vient d’Alemania et d'Inglaterra.", code="fr") == ["Alemania", "Inglaterra"]


def test_the_genitive_is_no_part_of_the_name() -> None:
    assert marked(find_exonyms, "He left Argelia’s capital and Corea del Sur's coast.", code="en") == [
        "Argelia",
        "Corea del Sur",
    ]


def test_both_names_in_a_text_are_surer() -> None:
    alone, *_ = evidence(find_exonyms, "Er landete in La Habana.")
    beside, *_ = evidence(find_exonyms, "Er landete in La Habana.", "Von Havanna flog er weiter.")
    assert alone.confidence < beside.confidence
    assert alone.message == "La Habana is what Spanish calls Havanna."
    assert beside.message == "La Habana is what Spanish calls Havanna; the text has both names."
    assert alone.languages == {"es": 1.0}


def test_several_languages_share_a_name() -> None:
    found, *_ = evidence(find_exonyms, "Er landete in Londres.")
    assert found.languages == {"es": pytest.approx(1 / 3), "fr": pytest.approx(1 / 3), "pt": pytest.approx(1 / 3)}
    assert "Spanish, French and Portuguese call London" in found.message


def test_only_a_known_source_language_counts() -> None:
    assert marked(find_exonyms, "Er landete in Londres.", source="fr") == ["Londres"]
    assert not marked(find_exonyms, "Er landete in Londres.", source="it")


def test_a_name_that_is_short_for_a_longer_one_is_weak() -> None:
    short, *_ = evidence(find_exonyms, "Die Firma Alemania Motors baut Autos.", "In Alemania ist man stolz darauf.")
    assert not short.is_strong


def test_weak_names_are_not_strong() -> None:
    found, *_ = evidence(find_exonyms, "Er flog über Canada.")
    assert not found.is_strong
    assert found.suggestions == ("Kanada",)


def test_portuguese_varieties() -> None:
    brazil, *_ = evidence(find_exonyms, "Ela chegou ontem a Moscou e a Moscú.", code="pt")
    portugal, *_ = evidence(find_exonyms, "Ela chegou ontem a Moscovo e a Moscú.", code="pt-PT")
    assert brazil.suggestions == ("Moscou", "Moscovo")
    assert portugal.suggestions == ("Moscovo", "Moscou")


def test_other_targets_have_no_such_evidence() -> None:
    assert not marked(find_exonyms, "Hij kwam uit Londres.", code="nl")


@pytest.mark.parametrize("code", TARGETS)
def test_tables_are_well_formed(code: str) -> None:
    path = files("mtqc").joinpath("data", "interference", "exonyms", f"{code}.tsv")
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert len(rows) > 2000
    assert {kind for _, _, _, kind in rows} == {"strong", "weak"}
    own = {name for _, names, _, _ in rows for name in names.split(";")}
    assert not own & {form for form, _, _, _ in rows}
    assert all(code not in languages.split() for _, _, languages, _ in rows)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=60) | st.sampled_from(["La Habana", "d’Alemania", "(La Haye)", "Moscús"]), max_size=4))
def test_never_raises_and_stays_inside_the_text(texts: list[str]) -> None:
    for code in ("de", "fr"):
        for found in find_exonyms(prose(*texts, code=code)):
            assert 0 <= found.span.start < found.span.end <= len(texts[found.passage])


def test_linear_time() -> None:
    texts = ("La " * 30_000, "La Habana " * 10_000, "d'" * 50_000)
    assert not slow(lambda text: list(find_exonyms(prose(text))), texts)
