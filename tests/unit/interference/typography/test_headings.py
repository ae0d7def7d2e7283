from __future__ import annotations

import pytest

from mtqc.interference.typography.headings import title_capitals
from tests.unit.analysis.hostile import slow
from tests.unit.interference.texts import evidence, marked, prose


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "El Presidente De La República Visita La Nueva Escuela"),
        ("es", "Cinco Maneras de Ahorrar Dinero en Casa"),
        ("es", "Nuevo Informe: Cinco Maneras de Ahorrar Más Luz y Dinero"),
        ("fr", "Cinq Manières de Gagner Plus sans Travailler"),
        ("it", "Cinque Modi per Guadagnare Senza Lavorare Troppo"),
        ("pt", "Cinco Maneiras de Ganhar Dinheiro sem Sair de Casa"),
        ("de", "Der Präsident Und Die Krise In Europa"),
    ],
)
def test_title_capitals(code: str, text: str) -> None:
    found, *rest = evidence(title_capitals, text, text, code=code)
    assert not rest
    assert found.span.of(text) == text
    assert found.languages == {"en": 1.0}
    assert not found.is_strong


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "El presidente de la República visita la nueva escuela"),
        ("es", "Cinco maneras de ahorrar dinero en casa"),
        ("es", "Banco Central Europeo"),
        ("es", "Cinco Maneras de Ahorrar Dinero en Casa, Todas Muy Fáciles y Baratas, Dice el Banco."),
        ("de", "Der Präsident und die Krise in Europa"),
        ("de", "Der Präsident dankt Ihnen: Die Krise ist vorbei"),
        ("de", "Wir helfen Ihnen und Ihrer Familie"),
        ("en", "Five Ways to Save Money at Home"),
    ],
)
def test_is_silent(code: str, text: str) -> None:
    assert not marked(title_capitals, text, code=code)


def test_linear_time() -> None:
    assert not slow(lambda text: list(title_capitals(prose(text, code="es"))), ("De La " * 16_000,))
