from __future__ import annotations

import pytest
import regex

from mtqc.interference.homes import Mention, NameKind, find_mentions, spellings

from .texts import prose

TARGETS = ("de", "en", "es", "fr", "it", "pt")


def mentions(text: str, code: str = "de") -> dict[str, Mention]:
    return {mention.form: mention for mention in find_mentions(prose(text, code=code))}


@pytest.mark.parametrize(
    ("code", "text", "form", "home", "kind"),
    [
        ("de", "Am Montag fuhr er nach Lyon zurück.", "Lyon", "fr", NameKind.PLACE),
        ("de", "Das sagte eine Sprecherin der französischen Regierung.", "französischen", "fr", NameKind.COUNTRY),
        ("de", "Dem widersprachen Macrons Minister sofort.", "Macron", "fr", NameKind.PERSON),
        ("de", "Viele Pariser blieben an dem Abend zu Hause.", "Paris", "fr", NameKind.PLACE),
        ("de", "Das berichtete gestern die Agentur AFP aus der Stadt.", "AFP", "fr", NameKind.MEDIUM),
        ("de", "Die Trump-Anhänger warteten vor dem Saal.", "Trump", "en", NameKind.PERSON),
        ("de", "Er kam aus New York und blieb nur einen Tag.", "New York", "en", NameKind.PLACE),
        ("en", "The Bundestag will vote on the bill on Friday.", "Bundestag", "de", NameKind.INSTITUTION),
        ("en", "Munich's mayor did not want to comment.", "Munich", "de", NameKind.PLACE),
        ("fr", "Il est né dans un village près de Cologne en hiver.", "Cologne", "de", NameKind.PLACE),
        ("fr", "La police de l’Ohio a ouvert une enquête.", "Ohio", "en", NameKind.PLACE),
        ("es", "El portavoz alemán no quiso comentar la noticia.", "alemán", "de", NameKind.COUNTRY),
        ("it", "La stampa tedesca ne ha parlato a lungo.", "tedesca", "de", NameKind.COUNTRY),
        ("pt", "Os jornais franceses falaram muito sobre isso.", "franceses", "fr", NameKind.COUNTRY),
    ],
)
def test_a_name_speaks_for_those_at_home_with_it(code: str, text: str, form: str, home: str, kind: NameKind) -> None:
    found = mentions(text, code)[form]
    assert max(found.languages, key=lambda other: found.languages[other]) == home
    assert found.kind is kind


@pytest.mark.parametrize(
    ("code", "name", "home"),
    [
        ("de", "Vauquelincourt", "fr"),
        ("de", "Guérande", "fr"),
        ("en", "Wintermühle", "de"),
        ("en", "Oberkirchberger", "de"),
        ("de", "Peñalba", "es"),
        ("en", "Tomaszewicz", "pl"),
        ("de", "McAllister", "en"),
        ("fr", "Shelbury", "en"),
        ("en", "Zhouqiang", "zh"),
        ("en", "Karpenko", "ru"),
        ("de", "Zannucci", "it"),
    ],
)
def test_the_spelling_of_an_unknown_name_tells_its_language(code: str, name: str, home: str) -> None:
    found = mentions(f"{name} und {name} stehen in diesem Satz.", code)[name]
    assert found.kind is NameKind.SPELLING
    assert found.count == 2
    assert max(found.languages, key=lambda other: found.languages[other]) == home


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die Einhaltung der Regeln im Krankenhaus prüft das Niveau der Versorgung am Bahnhof."),
        ("de", "Auch die Fans der Berliner Eisbären jubelten in Hamburg."),
        ("en", "Nice weather in Manchester, said the winter report from the White House."),
        ("fr", "Le maire de Lyon et le préfet du Rhône se sont réunis à Paris."),
    ],
)
def test_ordinary_words_and_names_of_its_own_say_nothing(code: str, text: str) -> None:
    assert not mentions(text, code)


def test_a_name_is_counted() -> None:
    found = mentions("Rom ist groß. Roms Plätze sind schön, und Rom ist alt. Die Sonne scheint in Rom.")
    assert found["Rom"].count == 4


def test_a_country_of_several_languages_speaks_for_all_of_them() -> None:
    languages = mentions("Belgien hat gewählt, und das Ergebnis ist knapp.")["Belgien"].languages
    assert set(languages) == {"fr", "nl"}


def test_the_euro_speaks_for_the_others_that_have_it() -> None:
    languages = mentions("Das kostet seit Montag zwei Euro mehr.")["Euro"].languages
    assert {"fr", "es", "it"} <= set(languages)
    assert "de" not in languages
    assert sum(languages.values()) == pytest.approx(1, abs=0.03)


def test_there_is_no_table_for_other_languages() -> None:
    assert not mentions("Parijs is de hoofdstad van Frankrijk en Lyon ligt verder weg.", "nl")


@pytest.mark.parametrize("entry", spellings(), ids=lambda entry: ",".join(entry["languages"]))
def test_patterns_have_no_groups_and_shares_sum_to_one(entry: dict[str, object]) -> None:
    assert regex.compile(str(entry["pattern"])).groups == 0
    shares = entry["languages"]
    assert isinstance(shares, dict)
    assert sum(shares.values()) == pytest.approx(1)
    assert set(entry["targets"]) <= set(TARGETS)  # type: ignore[call-overload]  # TOML
