from __future__ import annotations

import pytest

from mtqc.interference.typography.numbers import numbers
from tests.unit.analysis.hostile import slow
from tests.unit.interference.texts import evidence, marked, prose


@pytest.mark.parametrize(
    ("code", "texts", "marks"),
    [
        ("de", ("Am Montag fehlten 1,639 MW.", "Am Abend gab es 1.335 MW."), ["1,639"]),
        ("de", ("Der Turm misst 31.5 Meter.",), ["31.5"]),
        ("de", ("Es kamen 2.5 Millionen Menschen.",), ["2.5"]),
        ("en", ("The share was only 31,5 %.",), ["31,5"]),
        ("de", ("Am Montag fehlten 1,639 MW von 2,5 MW.", "Das ganze Netz hat 1.335 MW."), []),
        ("de", ("Am Montag fehlten 0,639 MW.", "Das ganze Netz hat 1.335 MW."), []),
        ("de", ("Der Liter kostet 1,639 Euro.", "Er kostete 1.335 Euro."), []),
        ("de", ("Python 3.11 und Abschnitt 1.2, am 31.12.2024.",), []),
        ("de", ("Es fehlten „31.5 Meter“ oder 31'500 Meter.",), []),
        ("de", ("Es fehlten 31 Meter.",), []),
    ],
)
def test_separators_of_another_language(code: str, texts: tuple[str, ...], marks: list[str]) -> None:
    assert marked(numbers, *texts, code=code) == marks


def test_they_are_for_the_verdict_alone() -> None:
    found, *_ = evidence(numbers, "Der Turm misst 31.5 Meter.")
    assert found.rule == "locale/number-format"
    assert not found.is_strong
    assert max(found.languages, key=lambda code: found.languages[code]) == "en"


def test_linear_time() -> None:
    assert not slow(lambda text: list(numbers(prose(text))), ("1,639 MW 1.335 MW " * 5_000,))
