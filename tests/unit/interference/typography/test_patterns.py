from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from mtqc.interference.typography.patterns import patterns
from mtqc.languages import language
from mtqc.model import Category
from tests.unit.analysis.hostile import slow
from tests.unit.interference.texts import evidence, marked, prose


@pytest.mark.parametrize(
    ("code", "text", "mark", "suggestion"),
    [
        ("de", "Es begann Januar 3, 2026 mit Schnee.", "Januar 3, 2026", "3. Januar 2026"),
        ("de", "Es begann Mai 3, 2026 mit Regen.", "Mai 3, 2026", "3. Mai 2026"),
        ("de", "Er kam am Juni 15 zurück.", "am Juni 15", "am 15. Juni"),
        ("de", "Er zahlte $26,750 in bar.", "$26,750", "26.750 $"),
        ("de", "Er zahlte $1.9 Milliarden in bar.", "$1.9 Milliarden", "1,9 Milliarden Dollar"),
        ("de", "Er zahlte $26.750 in bar.", "$26.750", "26.750 $"),
        ("de", "Im Januar von 2026 kam er zurück.", "Januar von 2026", "Januar 2026"),
        ("de", "Er kam am 3. von Januar zurück.", "3. von Januar", "3. Januar"),
        ("de", "Er kam am 3 Januar 2026 zurück.", "3 Januar 2026", "3. Januar 2026"),
        ("de", "Zu seinem 73rd Geburtstag kamen viele.", "73rd", "73."),
        ("de", "Am 1º Mai war er da.", "1º", "1."),
        ("de", "Im 3ème Arrondissement war er da.", "3ème", None),
        ("de", "Das kostete $20 Millionen im Jahr.", "$20 Millionen", "20 Millionen Dollar"),
        ("de", "Das kostete $1.500 im Jahr.", "$1.500", "1.500 $"),
        ("de", "Das kostete £125m im Jahr.", "£125m", None),
        ("en", "It opened on 3. January in Paris.", "3. January", "3 January"),
        ("en", "It opened on 3 of January of 2026 in Paris.", "3 of January of 2026", "3 January 2026"),
        ("en", "It cost 500 € a year.", "500 €", "€500"),
        ("en", "He came on monday again.", "monday", "Monday"),
        ("en", "He came in january again.", "january", "January"),
        ("en", "The spanish minister came.", "spanish", "Spanish"),
        ("es", "Llegó el enero 3, 2026 a la ciudad.", "enero 3, 2026", "3 de enero de 2026"),
        ("es", "Llegó el 3. de enero a la ciudad.", "3. de enero", "3 de enero"),
        ("es", "Llegó el 3 enero 2026 a la ciudad.", "3 enero 2026", "3 de enero de 2026"),
        ("es", "Llegó el Lunes a la ciudad.", "Lunes", "lunes"),
        ("es", "Llegó el 3 de Enero de 2026.", "Enero", "enero"),
        ("es", "El presidente Ruso no vino.", "Ruso", "ruso"),
        ("es", "Celebró su 73rd cumpleaños.", "73rd", "73º"),
        ("fr", "Il est arrivé janvier 3, 2026 à Lyon.", "janvier 3, 2026", "3 janvier 2026"),
        ("fr", "Il est arrivé le 3. janvier à Lyon.", "3. janvier", "3 janvier"),
        ("fr", "Il est arrivé le Lundi à Lyon.", "Lundi", "lundi"),
        ("fr", "Il est arrivé en Janvier 2026.", "Janvier", "janvier"),
        ("fr", "Le gouvernement Allemand se tait.", "Allemand", "allemand"),
        ("fr", "Il a fêté son 73rd anniversaire.", "73rd", "73e"),
        ("fr", "Cela coûte $1 500 par an.", "$1", "1 $"),
        ("it", "È arrivato gennaio 3, 2026 a Roma.", "gennaio 3, 2026", "3 gennaio 2026"),
        ("it", "È arrivato il 3. gennaio a Roma.", "3. gennaio", "3 gennaio"),
        ("it", "È arrivato il Lunedì a Roma.", "Lunedì", "lunedì"),
        ("it", "È arrivato nel Gennaio 2026.", "Gennaio", "gennaio"),
        ("it", "Il governo Tedesco tace.", "Tedesco", "tedesco"),
        ("pt", "Chegou janeiro 3, 2026 ao Porto.", "janeiro 3, 2026", "3 de janeiro de 2026"),
        ("pt", "Chegou no dia 3. de janeiro ao Porto.", "3. de janeiro", "3 de janeiro"),
        ("pt", "Chegou na Segunda-feira ao Porto.", "Segunda-feira", None),
        ("pt", "Chegou em Janeiro de 2026.", "Janeiro", "janeiro"),
        ("pt", "O governo Alemão não respondeu.", "Alemão", "alemão"),
    ],
)
def test_finds_habits_of_another_language(code: str, text: str, mark: str, suggestion: str | None) -> None:
    found, *rest = evidence(patterns, text, code=code)
    assert not rest
    assert found.span.of(text) == mark
    assert found.suggestions == (() if suggestion is None else (suggestion,))
    assert found.message.startswith(mark)
    assert found.rule == "locale/foreign-typography"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Am 3. Januar 2026 kostete es 1.500 $ mehr, also 5% und 20 Millionen Dollar."),
        ("de", "Im Mai 68 und im Mai 2026 war er da, am Mai 3,5 Prozent."),
        ("de", "„Januar 3, 2026“ stand dort."),
        ("de", "Er wohnt an der 42nd Street und liest 20th Century Fox."),
        ("de", "Es hatte 20º Celsius."),
        ("en", "On page 3. January was cold. It cost $500 and 500 GBP."),
        ("en", "He ate french fries and spoke non-english words."),
        ("es", "El Domingo de Ramos y el Viernes Santo. Plácido Domingo, la Plaza de Mayo y el 5 de Mayo."),
        ("es", "El Gobierno francés llegó el lunes 3 de enero de 2026."),
        ("fr", "Les Américains sont arrivés le lundi 3 janvier 2026, en mai, sur Mars. Le Vendredi saint."),
        ("it", "Gli americani sono arrivati lunedì 3 gennaio 2026. Il Venerdì santo."),
        ("pt", "Os americanos chegaram na segunda-feira, 3 de janeiro de 2026. O 25 de Abril."),
    ],
)
def test_is_silent_on_what_natives_write(code: str, text: str) -> None:
    assert not marked(patterns, text, code=code)


def test_what_counts_once_has_one_name() -> None:
    text = "Am Juni 15 und am Juli 16 waren wir da, aber nicht am Mai 1."
    assert [found.item for found in evidence(patterns, text)] == ["typography month before day"] * 2


def test_the_table_is_well_formed() -> None:
    path = files("mtqc").joinpath("data", "interference", "typography", "patterns.toml")
    for row in tomllib.loads(path.read_text("utf-8"))["pattern"]:
        assert sum(row["languages"].values()) == pytest.approx(1)
        assert not set(row["targets"]) & set(row["languages"])
        assert Category(row["category"])
        assert 0.5 < row["confidence"] < 1
        assert all(language(code) for code in (*row["targets"], *row["languages"]))


@pytest.mark.parametrize("code", ["de", "en", "es", "fr", "it", "pt"])
def test_linear_time(code: str) -> None:
    texts = ("$1" * 30_000, "3. " * 30_000, "1,1." * 20_000, "am Juni " * 10_000, "el presidente " * 7_000)
    assert not slow(lambda text: list(patterns(prose(text, code=code))), texts)
