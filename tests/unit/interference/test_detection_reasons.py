from __future__ import annotations

import pytest

from mtqc.interference.detection_reasons import of_home, of_source
from mtqc.interference.detection_source import SourceLanguage, source_language
from mtqc.interference.homes import Mention, NameKind


def name(form: str, code: str, count: int = 1) -> Mention:
    return Mention(form, NameKind.PLACE, count, {code: 1.0})


@pytest.mark.parametrize(
    ("mentions", "sentence"),
    [
        ([name("Lyon", "fr")], "It mentions Lyon, at home in French (once)."),
        ([name("Lyon", "fr"), name("Paris", "fr", 4)], "It mentions Paris and Lyon, at home in French (5 times)."),
        (
            [name("Lyon", "fr"), name("Leeds", "en", 2), name("Rom", "it"), name("York", "en")],
            "It mentions Lyon, at home in French (once); names at home in English 3 times.",
        ),
        (
            [name(form, "fr") for form in ("Lyon", "Nantes", "Metz", "Lille", "Rennes", "Reims")],
            "It mentions Lyon, Nantes, Metz, Lille and 2 other names, at home in French (6 times).",
        ),
        (
            [name(form, "fr") for form in ("Lyon", "Nantes", "Metz", "Lille", "Rennes")],
            "It mentions Lyon, Nantes, Metz, Lille and 1 other name, at home in French (5 times).",
        ),
        (
            [Mention("Belgien", NameKind.COUNTRY, 2, {"nl": 0.5, "fr": 0.5})],
            "It mentions Belgien, at home in French (2 times).",
        ),
    ],
)
def test_the_names_that_speak_are_listed(mentions: list[Mention], sentence: str) -> None:
    reason = of_home(mentions, "fr", 1.5)
    assert reason is not None
    assert reason.text == sentence
    assert reason.weight == 1.5


def test_names_at_home_elsewhere_or_everywhere_are_no_reason() -> None:
    euro = Mention("Euro", NameKind.INSTITUTION, 9, {"fr": 0.35, "es": 0.25, "it": 0.25, "nl": 0.15})
    assert of_home([name("Leeds", "en"), euro], "fr", 1.0) is None


def test_where_nothing_speaks_that_is_the_reason() -> None:
    ranked = source_language({}, "de")
    (reason,) = of_source(ranked, {}, ())
    assert reason.text.startswith("Nothing in it points to a language")
    assert reason.weight == 0
    assert of_source(SourceLanguage(), {}, ()) == ()


def test_names_are_the_reason_for_a_ranking() -> None:
    mentions = [name("Lyon", "fr"), name("Nantes", "fr")]
    (reason,) = of_source(source_language({}, "de", mentions), {}, (), mentions)
    assert reason.text.startswith("It mentions Lyon and Nantes")
    assert reason.weight > 0
