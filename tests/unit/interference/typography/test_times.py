from __future__ import annotations

import pytest

from mtqc.interference.typography.times import times
from tests.unit.analysis.hostile import slow
from tests.unit.interference.texts import evidence, marked, prose


@pytest.mark.parametrize(
    ("code", "text", "mark", "suggestion", "is_strong"),
    [
        ("de", "Es begann um 3 p.m. im Saal.", "3 p.m.", "15 Uhr", True),
        ("de", "Es begann um 3:30 p.\u00a0m. im Saal.", "3:30 p.\u00a0m.", "15.30 Uhr", True),
        ("de", "Es begann um 12 a.m. Uhr im Saal.", "12 a.m. Uhr", "0 Uhr", True),
        ("de", "Es begann um 12 PM im Saal.", "12 PM", "12 Uhr", False),
        ("fr", "Cela commence à 8:05 a.m. dans la salle.", "8:05 a.m.", "8 h 05", True),
        ("it", "Comincia alle 8 p.m. nella sala.", "8 p.m.", "20:00", True),
    ],
)
def test_twelve_hours(code: str, text: str, mark: str, suggestion: str, is_strong: bool) -> None:
    found, *rest = evidence(times, text, code=code)
    assert not rest
    assert found.span.of(text) == mark
    assert found.suggestions == (suggestion,)
    assert found.is_strong is is_strong


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Es begann um 15 Uhr am Main. Um 3 am Morgen war es aus."),
        ("de", "Es hieß „3 p.m.“ auf dem Zettel."),
        ("de", "Es waren 13 p.m. oder 1,3 p.m."),
        ("es", "Empezó a las 3 p.m. en la sala."),
        ("de", "KEINE ZEIT"),
    ],
)
def test_is_silent(code: str, text: str) -> None:
    assert not marked(times, text, code=code)


def test_linear_time() -> None:
    assert not slow(lambda text: list(times(prose(text))), ("3 p." * 20_000, "12:30 Uhr " * 9_000))
