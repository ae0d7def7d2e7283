from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.agreement.romance_grammar import romance_grammar
from mtqc.interference.agreement.romance_words import EVERY, romance_word
from mtqc.interference.evidence import Kind
from mtqc.model import Severity
from tests.unit.analysis.hostile import HOSTILE, slow
from tests.unit.interference.agreement.reading import found, marked

BAD = [
    ("es", "El empresa cerró en mayo.", "El empresa", "La empresa"),
    ("es", "Hablaron de una problema grave.", "una problema", "un problema"),
    ("es", "La calidad de los agua es mala.", "los agua", None),
    ("es", "Es un muy buena idea.", "un muy buena", None),
    ("es", "Firmaron un acuerdo histórica con Francia.", "un acuerdo histórica", None),
    ("es", "La decisión del comisión sorprendió.", "del comisión", "de la comisión"),
    ("fr", "La gouvernement a tranché.", "La gouvernement", "Le gouvernement"),
    ("fr", "Il habite un maison neuve.", "un maison", "une maison"),
    ("fr", "Les ouvrier ont quitté le site.", "Les ouvrier", None),
    ("fr", "C'est la fin d'une problème ancien.", "une problème", "un problème"),
    ("fr", "Il a bu du eau.", "du eau", None),
    ("fr", "Les décisions judicieux existent, et la décision judicieux.", "Les décisions judicieux", None),
    ("it", "Il decisione è stata presa.", "Il decisione", "La decisione"),
    ("it", "Ha scritto una libro sul tema.", "una libro", "un libro"),
    ("it", "Sono arrivati i casa nuove.", "i casa", None),
    ("it", "Ha comprato una specchio.", "una specchio", None),
    ("pt", "O decisão foi tomada ontem.", "O decisão", "A decisão"),
    ("pt", "Falou do situação no país.", "do situação", "da situação"),
    ("pt", "Comprou uma livro sobre o tema.", "uma livro", "um livro"),
    ("pt", "Caiu em uma acordo.", "uma acordo", "um acordo"),
]

GOOD = [
    ("it", "La cosa era del tutto infondata, i quesiti del tutto nuovi, e una voce di un menù chiamava la macro."),
    ("es", "La idea no es del todo nueva: las macros están en el fuente."),
    ("pt", "O macro usa o fonte e o babel."),
    ("es", "El agua y el alma, un águila y las aguas, un arma."),
    ("es", "La casa se vende, y él la cuenta; los compra y las lleva."),
    ("es", "El problema, el día, la mano, la foto y el mapa del planeta."),
    ("es", "La poco conocida obra y la entonces presidenta."),
    ("es", "Un poco de agua y una vez más. Las dan sin cobrar."),
    ("es", "Treinta y un casas, los ocho ítems, a las veinte horas."),
    ("es", "La puerta esta abierto."),
    ("es", "Las chicas aquellas."),
    ("es", "El Madrid y la Barcelona, el WhatsApp y la xyzzy."),
    ("es", "La niña y el niño rubios, el vaso de agua lleno."),
    ("es", "Una reunión junto al río, la mujer modelo, la testigo y el testigo."),
    ("fr", "La marche est longue, il le porte et la livre les fatigue."),
    ("fr", "Il faut la conseiller et les porter. L'eau et l'homme, mon amie et ton école."),
    ("fr", "Les langues française et anglaise, les moyen et long termes, les lundi et mardi."),
    ("fr", "C'est pour le moins scandaleuse, du moins brisée. Elle est un peu réduite."),
    ("fr", "Le niveau de vie élevé, la juge et le juge, la ministre, un après-midi."),
    ("fr", "Le niveau de la vie précieux, la table des mets précieuse, les rives et les lacs sinueuses."),
    ("fr", "Les rendez-vous et un après-guerre, les avant-scène."),
    ("fr", "Une enquête sur la loi, des start-up et le rendez-vous."),
    ("it", "Lo porto a casa, le parlo, gli dico; la marcia e il problema."),
    ("it", "Le braccia, la mano, le città e le crisi, il film e la radio."),
    ("it", "Dei quattro medici, il giorno prima, la giudice e il giudice."),
    ("pt", "O problema, a mão, o coração, o dia e a ação."),
    ("pt", "Ele o fez, nos conta e os leva; algum passa."),
    ("pt", "A pé e a cavalo, o econômico e o gênero, um artista."),
    ("pt", "A porta esta fechado."),
    ("pt", "o"),
    ("fr", "la"),
    ("fr", "le grand-père et la grand/mère"),
    ("it", "una"),
]


@pytest.mark.parametrize(("code", "text", "span", "suggestion"), BAD)
def test_finds(code: str, text: str, span: str, suggestion: str | None) -> None:
    (evidence,) = found(text, code)
    assert evidence.span.of(text) == span
    assert evidence.suggestions == (() if suggestion is None else (suggestion,))
    assert evidence.rule == "conventions/agreement"
    assert evidence.kind is Kind.AGREEMENT


@pytest.mark.parametrize(("code", "text"), GOOD)
def test_is_silent(code: str, text: str) -> None:
    assert marked(text, code) == []


@pytest.mark.parametrize(
    ("code", "text", "message", "item", "severity"),
    [
        (
            "es",
            "Hablaron de una problema grave.",
            "problema is masculine: “una problema” does not agree.",
            "gender:problema",
            Severity.MAJOR,
        ),
        ("fr", "Les toit fument.", "toit is singular: “Les toit” does not agree.", "number:toit", Severity.MINOR),
        ("it", "Il mele sono mature.", "mele is feminine: “Il mele” does not agree.", "gender:mele", Severity.MAJOR),
        (
            "es",
            "Firmaron un acuerdo histórica con Francia.",
            "acuerdo is masculine: “histórica” does not agree.",
            "gender:acuerdo",
            Severity.MAJOR,
        ),
    ],
)  # fmt: skip
def test_says_what_is_wrong(code: str, text: str, message: str, item: str, severity: Severity) -> None:
    (evidence,) = found(text, code)
    assert evidence.message == message
    assert evidence.item == item
    assert evidence.severity is severity


@pytest.mark.parametrize(
    ("form", "code", "noun", "adjective"),
    [
        ("maisons", "fr", 8, 0),
        ("virus", "fr", 5, 0),
        ("nucleare", "it", 0, 3),
        ("ações", "pt", 8, 0),
        ("econômica", "pt", 0, 2),
        ("países", "es", 5, 0),
        ("xyzzy", "es", 0, 0),
        ("", "es", 0, 0),
        ("a:b", "es", 0, 0),
        ("xqz", "es", 0, 0),
    ],
)
def test_knows_words(form: str, code: str, noun: int, adjective: int) -> None:
    word = romance_word(form, code)
    assert (word.noun, word.adjective) == (noun, adjective)
    assert word.cells == noun | adjective


@pytest.mark.parametrize("code", ["es", "fr", "it", "pt"])
def test_determiners_cover_all_cells(code: str) -> None:
    cells = 0
    for determiner in romance_grammar(code).determiners.values():
        cells |= determiner.cells
    assert cells == EVERY


WORDS = "el la los un una le les des du il lo gli dei o os uma nova casa problema maison grand y et muy d'une l'eau - ,"
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join) | st.text(max_size=40)


@given(st.sampled_from(["es", "fr", "it", "pt"]), TEXTS)
@settings(max_examples=50, deadline=None)
def test_never_raises_and_marks_what_is_in_the_text(code: str, text: str) -> None:
    for evidence in found(text, code):
        assert 0 <= evidence.span.start < evidence.span.end <= len(text)
        assert evidence.span.of(text) not in evidence.suggestions


def test_takes_linear_time() -> None:
    texts = (*HOSTILE, "la " * 30_000, "la muy " * 15_000, "d'" * 50_000)
    assert slow(lambda text: found(text, "es"), texts) == []
