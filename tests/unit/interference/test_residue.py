from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.prose import Prose
from mtqc.interference.residue import find_residue, foreign
from mtqc.interference.residue.openers import longest_opener
from mtqc.languages import language
from mtqc.model import Segment
from tests.unit.analysis.hostile import slow


def residue(*texts: str, target: str = "de", source: str | None = None, sources: str | None = None) -> list[Evidence]:
    segments = [Segment(str(number), text, source=sources) for number, text in enumerate(texts)]
    return list(find_residue(Prose(segments, language(target), language(source) if source else None)))


def marked(*texts: str, target: str = "de", source: str | None = None) -> list[tuple[str, bool]]:
    return [
        (found.span.of(texts[found.passage]), found.is_strong)
        for found in residue(*texts, target=target, source=source)
    ]


@pytest.mark.parametrize(
    ("target", "text", "words", "source", "fix"),
    [
        ("de", "Según die Zeugen war es dunkel.", "Según", "es", "Laut"),
        ("de", "Según el alcalde, die Brücke sei sicher.", "Según el alcalde", "es", None),
        ("de", "Ya in der Früh standen sie an.", "Ya", "es", "Schon"),
        ("de", "Desde dem Sommer fehlt das Geld.", "Desde", "es", "Seit"),
        ("de", "Voces innerhalb der Regierung warnen.", "Voces", "es", "Stimmen"),
        ("de", "Horas bevor es begann, regnete es.", "Horas", "es", "Stunden"),
        ("de", "Sin embargo, zögerte der Richter.", "Sin embargo", "es", "Jedoch"),
        ("de", "Crecen die Zweifel an der Wahl.", "Crecen", "es", "Es wachsen"),
        ("de", "Al dawn dieser Samstag fiel Schnee.", "Al dawn", "es", None),
        ("de", "Tasa de cambio des Euro heute", "Tasa de cambio", "es", "Wechselkurs"),
        ("de", "Die Lage bleibt aunque schwierig.", "aunque", "es", "obwohl"),
        ("de", "Sie gingen hin, a pesar de la lluvia blieben alle.", "a pesar de la lluvia", "es", None),
        ("de", "According to sources ist die Bahn gesperrt.", "According to sources", "en", None),
        ("de", "Ayer die Polizei, heute das Militär.", "Ayer", "es", "Gestern"),
        ("de", "Denuncian die Schließung der Schule.", "Denuncian", "es", None),
        ("de", "Dijo que la puerta wurde zugemacht.", "Dijo que la puerta", "es", None),
        ("de", "Er kam spät, mientras die anderen warteten.", "mientras", "es", "während"),
        ("de", "Selon dem Arzt war es ernst.", "Selon", "fr", "Laut"),
        ("de", "Selon l’enquête war es ein Unfall.", "Selon l’enquête", "fr", None),
        ("de", "Aujourd’hui tagt der Rat.", "Aujourd’hui", "fr", "Heute"),
        ("de", "Tuttavia bleibt die Tür zu.", "Tuttavia", "it", "Jedoch"),
        ("de", "Enquanto isso stieg das Wasser.", "Enquanto isso", "pt", "Unterdessen"),
        ("de", "Volgens dem Anwalt stimmt das nicht.", "Volgens", "nl", "Laut"),
        ("de", "Według der Mutter war er krank.", "Według", "pl", "Laut"),
        ("en", "Trotz the rain, nobody left.", "Trotz", "de", "Despite"),
        ("es", "Despite la lluvia, nadie se fue.", "Despite", "en", "A pesar de"),
        ("fr", "Según le maire, tout va bien.", "Según", "es", "Selon"),
        ("it", "Cependant, ha deciso di restare.", "Cependant", "fr", "Tuttavia"),
        ("pt", "Sin embargo, ninguém quis falar.", "Sin embargo", "es", "No entanto"),
    ],
)
def test_finds_what_was_left(target: str, text: str, words: str, source: str, fix: str | None) -> None:
    (found,) = residue(text, target=target)
    assert found.span.of(text) == words
    assert found.is_strong
    assert found.kind is Kind.RESIDUE
    assert max(found.languages, key=lambda code: found.languages[code]) == source
    assert sum(found.languages.values()) <= 1.0001
    assert found.suggestions == ((fix,) if fix else ())


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("de", "El País schreibt von einer Krise."),
        ("de", "Los Angeles brennt."),
        ("de", "Siempre von Selena lief im Radio."),
        ("de", "„Según die Zeugen“, schrieb er falsch."),
        ("de", "SEGÚN die Zeugen war es dunkel."),
        ("de", "The Guardian berichtet von Verletzten."),
        ("de", "Das Meeting am Montag war ein Flop."),
        ("de", "En passant erwähnte er den Preis."),
        ("de", "De la Cruz spielte für Barcelona."),
        ("de", "Also ging er, und die anderen blieben."),
        ("de", "Volver ist sein bester Film."),
        ("de", "After Life mit Ricky Gervais läuft weiter."),
        ("de", "Und das Motto siempre adelante gilt noch."),
        ("en", "Ayer claims that this is wrong."),
        ("de", "Comme des Garcons zeigt, was Mode ist."),
        ("en", "The debates in the agora helped the city."),
        ("de", "Prima, das machen wir so."),
        ("de", "Según Gobierno und Presse stimmt das."),
        ("de", "Según"),
        ("de", "Vecinos del barrio, eine Gruppe aus Madrid, spielen heute."),
        ("de", "Er kam although die anderen gingen."),
        ("de", "Er ging con der Frau nach Hause."),
        ("de", "Die fábrica abajo"),
        ("de", "Sie mögen die salsa picante aus Mexiko."),
        ("en", "The Café abajo was closed."),
        ("en", "Der Spiegel reported the story first."),
        ("en", "El Niño and La Niña change the weather."),
        ("en", "Die Hard is a film about a building."),
        ("fr", "Van Gogh a peint la nuit."),
        ("es", "The Beatles grabaron aquí su primer disco."),
        ("ja", "Según 彼は言った。"),
    ],
)
def test_is_silent(target: str, text: str) -> None:
    assert not [found for found in residue(text, target=target) if found.is_strong]


def test_a_letter_left_out_makes_no_foreign_word() -> None:
    # Dutch has the word, and French people who mistype "acheter" write it.
    assert not marked("Elle voulait achter une maison avec lui.", target="fr")


def test_a_capital_within_a_sentence_makes_a_name() -> None:
    assert marked("Voces innerhalb der Partei warnen.")
    assert not marked("Voces innerhalb der Partei warnen.", "Die Gruppe Voces tagt.")


def test_single_words_that_may_be_names_are_weak() -> None:
    assert marked("Trabajadores der Fabrik streiken.") == [("Trabajadores", False)]
    assert marked("Cita mit der Botschaft") == [("Cita", False)]
    assert marked("Vecinos del barrio warten seit Stunden.") == [("Vecinos del barrio", False)]


def test_words_within_sentences_that_may_be_chosen_are_weak() -> None:
    assert marked("Er sagte, dass el gobierno keine Lösung habe.") == [("el gobierno", False)]


def test_several_in_one_passage() -> None:
    text = "Según die Polizei war es dunkel. Además wurden zwei Autos beschädigt, aunque niemand verletzt wurde."
    assert marked(text) == [("Según", True), ("Además", True), ("aunque", True)]


def test_openers_of_unknown_languages() -> None:
    assert longest_opener((), "es") is None
    assert longest_opener(("según",), "xx") is None
    found = longest_opener(("sin", "embargo", "se"), "es")
    assert found is not None
    assert found.words == ("sin", "embargo")


def test_words_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "_REMEMBERED", 2)
    words = foreign.ForeignWords("de", frozenset({"es"}))
    for _ in range(2):
        assert [bool(words.languages(word)) for word in ("según", "haus", "desde", "tras")] == [True, False, True, True]


def test_a_known_source_language_is_the_only_one_looked_for() -> None:
    assert not marked("Selon dem Arzt war es ernst.", source="es")
    assert marked("Selon dem Arzt war es ernst.", source="fr")
    assert not marked("Selon dem Arzt war es ernst.", source="ja")


def test_with_the_source_only_its_words_count() -> None:
    text = "Desde dem Morgen fehlt das Wasser."
    (found,) = residue(text, source="es", sources="Desde la mañana falta el agua.")
    assert (found.confidence, found.is_strong) == (0.97, True)
    assert not residue(text, source="es", sources="Falta el agua.")


def test_with_the_source_longer_runs_are_those_of_another_check() -> None:
    text = "Das Wasser fehlt, porque no llueve desde hace meses, sagte er."
    found = residue(text, source="es", sources="Falta el agua, porque no llueve desde hace meses, dijo.")
    assert {each.rule for each in found} == {"accuracy/untranslated"}
    assert not residue("Según el alcalde, die Brücke sei sicher.", source="es", sources="La brecha es segura.")


def test_long_runs_are_evidence_that_another_check_reports() -> None:
    text = "Die Stadt liegt am Meer, y es una de las ciudades más viejas, wie jeder weiß."
    (found,) = residue(text)
    assert (found.rule, found.is_strong, dict(found.languages)) == ("accuracy/untranslated", True, {"es": 1.0})
    (gloss,) = residue(
        "Der alte Wirt sagte das immer wieder (esta es una de las ciudades que se fue con el mar) und lachte."
    )
    assert not gloss.is_strong
    (english,) = residue("Die Stadt liegt am Meer, and it is one of the oldest cities, wie jeder weiß.")
    assert not english.is_strong


def test_works_cited_in_another_script_are_none() -> None:
    assert not residue("Das schrieb schon 川崎敏和 1998 in seinem Buch, und niemand las es.")
    assert not residue("In der Liste steht AUTHOR = {川崎敏和}, mehr ist nicht bekannt.")


def test_other_scripts_are_evidence() -> None:
    found = residue("Er nannte es очень хорошо und ging.", "Er nannte es 非常 gut.", "Moskau (Москва) ist groß.")
    assert [(each.passage, dict(each.languages)) for each in found] == [(0, {"ru": 1.0}), (1, {"zh": 1.0})]
    assert {each.rule for each in found} == {"accuracy/wrong-script"}


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(("Según", "según", "die", "der", ",", ".", "(", "„", "“", "Ya", "el", "l'eau", "to", "\n"))
    )
)
def test_spans_lie_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for found in residue(text):
        assert 0 <= found.span.start < found.span.end <= len(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["de", "en", "fr"]))
def test_never_raises(text: str, target: str) -> None:
    residue(text, target=target)
    residue(text, target=target, source="es", sources=text)


def test_takes_linear_time() -> None:
    assert not slow(lambda text: residue(text))
    assert not slow(lambda text: residue(text), ("según el gobierno " * 5000, "Según die. " * 8000))
