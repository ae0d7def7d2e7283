from __future__ import annotations

import pytest

from mtqc.interference.typography.quotation_marks import quotation_marks
from tests.unit.analysis.hostile import slow
from tests.unit.interference.texts import evidence, marked, prose

GERMAN = "Er sprach lange von „Vertrauen“ und von einem „Wendepunkt“."


def test_marks_of_another_style_than_most() -> None:
    text = 'Sie nannte es danach aber nur einen "Erfolg".'
    found, *rest = evidence(quotation_marks, GERMAN, text)
    assert not rest
    assert found.span.of(text) == '"Erfolg"'
    assert found.rule == "conventions/quotation-style"
    assert not found.languages


def test_marks_of_another_language() -> None:
    text = "Sie nannte es danach aber nur einen “Erfolg”."
    found, *rest = evidence(quotation_marks, text)
    assert not rest
    assert found.languages["en"] > 0.5


@pytest.mark.parametrize(
    "texts",
    [
        (GERMAN, "Sie las ›Die Zeit‹ und das war schon alles."),
        (GERMAN, '"Alles unter Druck"'),
        (GERMAN, 'Sie gab dort "123" und noch einmal "456" ein.'),
        ("Sie las lange in «Die Zeit» und in «Die Welt».",),
        ("Sie las lange in keiner Zeitung.",),
    ],
)
def test_is_silent(texts: tuple[str, ...]) -> None:
    assert not marked(quotation_marks, *texts)


def test_linear_time() -> None:
    assert not slow(lambda text: list(quotation_marks(prose(text))), ("„a“ " * 20_000,))
