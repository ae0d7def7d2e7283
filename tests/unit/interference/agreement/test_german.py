from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.evidence import Kind
from mtqc.languages import language
from mtqc.model import Category, Severity
from tests.unit.analysis.hostile import HOSTILE, slow
from tests.unit.interference.agreement.reading import found, marked

BAD = [
    # gender
    ("Vor der Küste lag ein nuklearer U-Boot.", "ein nuklearer U-Boot", "ein nukleares U-Boot"),
    ("Vor der Küste lag ein nuklearer Atom-U-Boot.", "ein nuklearer Atom-U-Boot", "ein nukleares Atom-U-Boot"),
    ("Gestern trat die neue Gesetz in Kraft.", "die neue Gesetz", "das neue Gesetz"),
    ("Dann begann eine symbolische Manöver.", "eine symbolische Manöver", "ein symbolisches Manöver"),
    ("Das Regierung will sparen.", "Das Regierung", "Die Regierung"),
    ("Sie sprachen über der Projekt.", "der Projekt", None),
    ("Sie arbeitet für das Regierung.", "das Regierung", "die Regierung"),
    ("Er wohnt in der Haus am See.", "der Haus", None),
    ("Wir fuhren im Straßenbahn nach Hause.", "im Straßenbahn", "in der Straßenbahn"),
    ("Sie ging zum Schule.", "zum Schule", "zur Schule"),
    ("Er kaufte eine alte Polizeiauto.", "eine alte Polizeiauto", "ein altes Polizeiauto"),
    ("Das ist ein Frage der Zeit.", "ein Frage", "eine Frage"),
    # number
    ("Dort wohnt ein Eltern.", "ein Eltern", None),
    ("Er sprach mit den jungen Frau.", "den jungen Frau", "der jungen Frau"),
    # case
    ("Das Dach des Haus ist rot.", "des Haus", "des Hauses"),
    ("Sie spielt mit den Kinder.", "den Kinder", "den Kindern"),
    ("Er sprach mit dem Präsident.", "dem Präsident", "dem Präsidenten"),
    # adjective endings
    ("Er sprach mit der neuem Regierung.", "der neuem Regierung", "der neuen Regierung"),
    ("Das ist ein neue Haus.", "ein neue Haus", "ein neues Haus"),
    ("Es war einen wichtiger Schritt.", "einen wichtiger Schritt", None),
    ("Die Rede des neue Präsident war kurz.", "des neue Präsident", None),
    (
        "Das geht mit sehr hohem und schweren Gefahr.",
        "sehr hohem und schweren Gefahr",
        "sehr hoher und schwerer Gefahr",
    ),
    # the case that a preposition takes
    ("Er kämpft für dem Land.", "dem Land", "das Land"),
    ("Sie kam mit neue Ideen.", "neue Ideen", "neuen Ideen"),
    ("Das liegt an der neuen Gesetz.", "der neuen Gesetz", "dem neuen Gesetz"),
]

GOOD = [
    "Das U-Boot lag im Hafen, das Atom-U-Boot daneben.",
    "Die Opfer, darunter ein Kind, wurden befreit.",
    # opinions, infinitives, measures
    "Das sind ihrer Ansicht nach gute Gründe.",
    "Nach dem Schreddern bleibt Papier, der Knopf dient zum Nullstellen der Achse.",
    "Dazu braucht es ein wenig ruhige Luft, das ist ein vergleichsweise günstiger Preis.",
    "Der Wein kostet etwa das Fünffache, und daraufhin schossen diese sieben Mal daneben.",
    "Von der Menge erhielt der 74-jährige volle Unterstützung.",
    "Weiter geht es zum vorhergehenden beziehungsweise nächsten Feld.",
    "Dazu dient folgendes kleine Programm, jeglicher nicht übersetzter Text bleibt stehen.",
    # attributes with prepositions of their own
    "Die für unüberbrückbar gehaltenen Barrieren fielen.",
    "Alle über das Netz von außerhalb empfangenen Pakete liegen dort.",
    # parts of words, loans, old spelling
    "Es senkt den Cholesterin - sowie den Blutdruckspiegel.",
    "Die neuen Header sind da, mehr steht in der Vorstellungs-News.",
    "Er kannte den Werth eines Zeichens.",
    # unknown nouns
    "Dann begann eine symbolische Maneuver.",
    # pronouns
    "Das sind die Menschen, die Kinder haben.",
    "Ein Mann, der Geld hat, schläft schlecht.",
    "Die Stadt, in der Menschen leben, ist alt.",
    "Weil das Kinder lieben, kaufen sie es.",
    "Ist das Absicht?",
    "Wie einem Türen geöffnet werden, weiß niemand.",
    "Er zahlt mit dem anderer Leute.",
    "Die Partei, die andere Menschen achtet, gewinnt.",
    "Es sind jene, die anderen Hoffnung geben.",
    "In welcher zwei Menschen starben.",
    "Das die Regierung lobt.",
    # attributes before the noun
    "Das Kindern gewidmete Buch gefiel ihm.",
    "Er sah das Kindern sehr klar und offen.",
    "Sie nahm eine acht Fuß lange Schnur.",
    "Die inzwischen längst legendäre Band spielte.",
    "Es war ein später entdecktes Bild.",
    "Der lange erwartete Brief kam an, den lange erwarteten Brief las sie.",
    "Er trägt eine weniger schwere Last in seinem möglicherweise letzten Spiel.",
    "Am meisten betroffene Länder wehren sich.",
    "Im allgemeinen Übereinstimmung zu finden ist schwer.",
    # parts of words and several genders
    "Die Land- und Forstwirtschaft und der Ein- und Ausgang.",
    "Die Bürger:innen und der/die Lehrerin.",
    "Das Star - Restaurant schließt.",
    "Die Trapez - und Seilnummern gefielen.",
    # English plurals, and infinitives
    "Gestern gewannen die Rangers gegen die Packers.",
    "Bereit zu sein Schulden zu machen, ist riskant.",
    "Er schrieb es auf der Talkpage.",
    "Diese Unerfahrenheit war ein Nachteil.",
    "Auf der Endgeraden holte sie ihn ein.",
    "Das ist von Natur aus geringeres Risiko.",
    "Der Teil und das Teil, der Virus und das Virus.",
    "Der Coronavirus und ein Blogpost.",
    # nouns beside nouns, names, letters
    "Das Trump Regime und die Wall Street.",
    "Die Koch gewann das Rennen, die alte Koch auch.",
    "Das alte Essen hat viele Zechen, und das kommunistische China auch.",
    "Des FC wegen kam er, und der LKW fuhr.",
    "Die Sitzung des Schloßberg fiel aus.",
    "Er heißt Jan van der Haus.",
    # nominalised words
    "Zum Speichern drücken Sie die Taste, beim Laden auch.",
    "Ein Rechtsextremer sprach, und ein Abgeordneter schwieg.",
    "Sie sprach von diesen Böses.",
    "Das Herunterladen dauert.",
    "Das Ebene war selten.",
    # fixed phrases
    "Meiner Meinung nach der beste Film, und von hier aus das beste Bild.",
    "Was ist das für ein Mann!",
    "Dies ist mit der Grund.",
    "Nach und nach den Weg gefunden.",
    "Aus der Traum!",
    "Um ein Uhr, auf der einen Seite und auf der anderen.",
    "Anfang diesen Jahres und Ende dieses Monats.",
    "Unter den besten Vier und den Top 4.",
    # old and loan forms
    "Sie schlief mit diesem Romane ein.",
    "Im Hause, dem Manne und einem Romane nach.",
    "Die Faszination des Internet und des Design.",
    "Das Strassenfest und ein Mass Bier.",
    "Mit großem technischen Aufwand.",
    # numbers
    "Die zwei alten Männer und die beiden neuen Häuser.",
    "Ein acht Fußballfelder großes Gelände.",
    # layout
    "der\n\nHaus",
    "die   Haus",
    "lesen der",
    "mit",
    "mit alten",
    "Ich sah Der Haus im Kino.",
    "DER HAUS",
    "der Haus/Hof",
    "Er las die, Haus.",
    "der sehr Haus",
    "der alte, Haus",
    "die (Haus)",
]


@pytest.mark.parametrize(("text", "span", "suggestion"), BAD)
def test_finds(text: str, span: str, suggestion: str | None) -> None:
    (evidence,) = found(text, "de")
    assert evidence.span.of(text) == span
    assert evidence.suggestions == (() if suggestion is None else (suggestion,))
    assert evidence.rule == "conventions/agreement"
    assert evidence.kind is Kind.AGREEMENT
    assert evidence.category is Category.GRAMMAR
    assert evidence.is_strong
    assert not evidence.languages


@pytest.mark.parametrize("text", GOOD)
def test_is_silent(text: str) -> None:
    assert marked(text, "de") == []


@pytest.mark.parametrize(
    ("text", "message", "item", "severity"),
    [
        (
            "Da lag ein nuklearer U-Boot.",
            "U-Boot is neuter: “ein nuklearer U-Boot” does not agree.",
            "gender:U-Boot",
            Severity.MAJOR,
        ),
        (
            "Er wohnt in den Haus.",
            "Haus is neuter: “den Haus” does not agree.",
            "case:Haus",
            Severity.MINOR,
        ),
        (
            "Dort wohnt ein Eltern.",
            "Eltern is plural: “ein Eltern” does not agree.",
            "number:Eltern",
            Severity.MINOR,
        ),
        (
            "Er sprach mit den jungen Frau.",
            "Frau is singular: “den jungen Frau” does not agree.",
            "number:Frau",
            Severity.MINOR,
        ),
        (
            "Er sprach mit der neuem Regierung.",
            "“der” and “neuem” do not go together in “der neuem Regierung”.",
            "ending:Regierung",
            Severity.MINOR,
        ),
        (
            "Er kämpft für dem Land.",
            "“für” takes the accusative: “dem Land” is in another case.",
            "government:Land",
            Severity.MINOR,
        ),
        (
            "Das Dach des Haus ist rot.",
            "“Haus” does not have the ending of the genitive in “des Haus”.",
            "case:Haus",
            Severity.MINOR,
        ),
    ],
)
def test_says_what_is_wrong(text: str, message: str, item: str, severity: Severity) -> None:
    (evidence,) = found(text, "de")
    assert evidence.message == message
    assert evidence.item == item
    assert evidence.severity is severity


def test_is_surer_where_article_and_adjective_agree_with_each_other() -> None:
    (pair,) = found("Das Regierung will sparen.", "de")
    (phrase,) = found("Das neue Regierung will sparen.", "de")
    assert phrase.confidence == 0.9 > pair.confidence


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (
            "Inmitten der tiefen Krise, dem inneren Verfall und dem jüngsten Streit blieb er ruhig.",
            "dem inneren Verfall und dem jüngsten Streit",
        ),
        ("Angesichts der Not und dem Hunger half sie.", "dem Hunger"),
    ],
)
def test_finds_the_dative_after_a_genitive(text: str, span: str) -> None:
    (evidence,) = found(text, "de")
    assert evidence.span.of(text) == span
    assert "takes the genitive" in evidence.message


@pytest.mark.parametrize(
    "text",
    [
        "Inmitten der tiefen Krise, des Verfalls und des Streits blieb er ruhig.",
        "Angesichts der Krise, dem Thema des Tages, schwieg er.",
        "Angesichts des Streits, dem Mann und Kind entkamen, schwieg er.",
        "Wegen der Krise und dem Streit blieb er.",
        "Angesichts der Krise.",
        "Angesichts der Krise und",
    ],
)
def test_leaves_apposition_and_relative_clauses_alone(text: str) -> None:
    assert marked(text, "de") == []


PLANTED = (
    "Der Bürgermeister eröffnete am Montag {}. {} kostet mehr als erwartet. Die Bewohner klagen über {}, "
    "und niemand rechnet mit {}. In {} fand die Polizei Spuren."
)
PHRASES = [
    ("das neuer Brücke", "die neue Brücke"),
    ("Der moderne Gebäude", "Das moderne Gebäude"),
    ("der laute Verkehr", "den lauten Verkehr"),
    ("einer schnellen Erfolg", "einem schnellen Erfolg"),
    ("den alten Garage", "der alten Garage"),
]


def test_finds_planted_errors() -> None:
    text = PLANTED.format(*(wrong for wrong, _ in PHRASES))
    assert marked(text, "de") == [wrong for wrong, _ in PHRASES]
    assert marked(PLANTED.format(*(right for _, right in PHRASES)), "de") == []


WORDS = (
    "der die das dem den des ein eine einem im zum mit für alte neuen großes sehr zwei und , - / . ( Haus Häuser",
    "Kinder Frau Präsident U-Boot Straßenbahn Boot-Haus Koch China Speichern nach aus am besten lange inmitten Verfall",
)


@given(st.lists(st.sampled_from(" ".join(WORDS).split()), max_size=14).map(" ".join) | st.text(max_size=60))
@settings(max_examples=50, deadline=None)
def test_never_raises_and_marks_what_is_in_the_text(text: str) -> None:
    for evidence in found(text, "de"):
        assert 0 <= evidence.span.start < evidence.span.end <= len(text)
        assert evidence.span.of(text) not in evidence.suggestions


def test_takes_linear_time() -> None:
    texts = (*HOSTILE, "der " * 25_000, "der alte " * 11_000, "der " + "Haus" * 25_000, "der sehr " * 11_000)
    assert slow(lambda text: found(text, "de"), texts) == []


def test_swiss_german_is_german() -> None:
    assert language("de-CH").code == "de"
    assert marked("Das Strasse ist lang.", "de-CH") == ["Das Strasse"]


def test_knows_no_english() -> None:
    assert marked("The houses is a old one.", "en") == []
