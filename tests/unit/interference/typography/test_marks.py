from __future__ import annotations

import pytest

from mtqc.interference.typography.marks import dashes, guillemets, inverted_marks
from tests.unit.analysis.hostile import slow
from tests.unit.interference.texts import evidence, marked, prose


@pytest.mark.parametrize(
    ("code", "text", "marks"),
    [
        ("de", "Er fragte sie: ¿Wo bist du gewesen?", ["¿"]),
        ("de", "¡Das ist aber schön! ¿Und wo war es denn?", ["¡", "¿"]),
        ("en", "¿Where have you been all the time?", ["¿"]),
        ("es", "¿Dónde estabas?", []),
        ("de", "Er fragte sie: ¿Dónde estabas tú cuando yo te llamé?", []),
        ("de", "Er rief „¿Wo bist du?“ und ging.", []),
        ("de", "Der irische ¿Backstop ist weg.", []),
        ("de", "Frau GonzÃ¡lez kam!", []),
        ("de", "Er sagte: ¡Basta!", []),
        ("de", "Er sagte ¿?", []),
    ],
)
def test_inverted_marks(code: str, text: str, marks: list[str]) -> None:
    assert marked(inverted_marks, text, code=code) == marks


def test_inverted_marks_are_strong_and_are_taken_out() -> None:
    found, *_ = evidence(inverted_marks, "Er fragte sie: ¿Wo bist du gewesen?")
    assert found.is_strong
    assert found.suggestions == ("",)
    assert found.languages == {"es": 1.0}


@pytest.mark.parametrize(
    ("code", "text", "marks"),
    [
        ("de", "Er sagte « ja » und « nein ».", ["« ja »"]),
        ("de", "Er sagte «\u202fja\u202f» dazu.", ["«\u202fja\u202f»"]),
        ("de", "Er sagte «ja» und »nein« dazu, » so « auch.", []),
        ("de", "»Komm« so ruft er, »komm« ruft sie.", []),
        ("de", "Er sagte «  » dazu.", []),
        ("fr", "Il dit « oui » et « non ».", []),
    ],
)
def test_spaced_guillemets(code: str, text: str, marks: list[str]) -> None:
    assert marked(guillemets, text, code=code) == marks


def test_guillemets_become_the_marks_of_the_language() -> None:
    found, *_ = evidence(guillemets, "Er sagte « ja » dazu.")
    assert found.suggestions == ("„ja“",)
    assert not found.is_strong


@pytest.mark.parametrize(
    ("code", "text", "rule"),
    [
        ("de", "Das Land —Venezuela— sendet Öl.", "conventions/punctuation-spacing"),
        ("fr", "Le pays —le Venezuela— envoie du pétrole.", "locale/foreign-typography"),
        ("it", "Il paese —il Venezuela— manda petrolio.", "locale/foreign-typography"),
        ("pt", "O país —a Venezuela— envia petróleo.", "locale/foreign-typography"),
    ],
)
def test_closed_up_dashes(code: str, text: str, rule: str) -> None:
    found, *rest = evidence(dashes, text, code=code)
    assert not rest
    assert found.rule == rule
    assert found.span.of(text).startswith("—")
    assert not found.is_strong


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "El país —Venezuela— envía petróleo."),
        ("en", "The country—Venezuela—sends oil."),
        ("de", "Das Land – Venezuela – sendet Öl — und Gas."),
        ("de", "—Komm, sagte er."),
        ("de", "In den Jahren 1914—1918 war Krieg."),
        ("de", "Er sagte „Das Land —Venezuela— sendet“ dazu."),
    ],
)
def test_other_dashes(code: str, text: str) -> None:
    assert not marked(dashes, text, code=code)


def test_linear_time() -> None:
    texts = ("¿a" * 40_000, "¿a " * 30_000 + "?", "« a " * 20_000, "a—" * 40_000)
    for find in (inverted_marks, guillemets, dashes):
        assert not slow(lambda text, find=find: list(find(prose(text))), texts)  # type: ignore[misc]  # mypy does not infer a lambda with a default
