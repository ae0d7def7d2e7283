from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.locale.number_format import NumberFormat
from mtqc.model import Finding, Severity

from ..running import findings_on


def beside(target: str, source: str, tag: str = "de") -> list[Finding]:
    example = Example(target, source=source, source_language="en", target_language=tag)
    return findings_on(NumberFormat(), example)


def alone(*texts: str, tag: str = "de") -> list[Finding]:
    others = tuple((None, text) for text in texts[:-1])
    return findings_on(NumberFormat(), Example(texts[-1], target_language=tag, others=others))


def test_a_number_that_reads_as_another_one_is_major() -> None:
    (finding,) = beside("Es fehlen 1,639 MW.", "1,639 MW are missing.")
    assert finding.message == "Number 1,639 reads as 1.639 in German."
    assert finding.suggestions == ("1.639",)
    assert finding.severity is Severity.MAJOR


def test_a_number_of_foreign_form_is_minor() -> None:
    (finding,) = beside("Es sind 1,234.5 Teile.", "There are 1,234.5 parts.")
    assert finding.message == "Number 1,234.5 is not written as in German."
    assert finding.suggestions == ("1.234,5",)
    assert finding.severity is Severity.MINOR


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Es fehlen 1.639 MW.", "1,639 MW are missing."),
        ("Python 3.11", "Python 3.11"),
        ("Version 2.5 GB-Lizenz", "Version 2.5 GB licence"),
        ("SHA{224,256}", "SHA{224,256}"),
        ("am 31.12.2024", "on 12/31/2024"),
        ("Kapitel 1.639", "chapter 1.639"),
        ("zwei Teile 1,5", "two parts"),
        ("1 639 MW", "1,639 MW"),
    ],
)
def test_other_figures_are_no_numbers_of_a_locale(target: str, source: str) -> None:
    assert not beside(target, source)


@pytest.mark.parametrize(
    ("target", "source", "suggestion"),
    [
        ("Die Datei hat 2.5 MB.", "The file has 2.5 MB.", "2,5"),
        ("Rund 2.5 Millionen", "About 2.5 million", "2,5"),
        ("Das kostet $2.50.", "It costs $2.50.", "2,50"),
        ("Das sind 1,000,000 Teile.", "That is 1,000,000 parts.", "1.000.000"),
    ],
)
def test_amounts_are_written_as_in_the_target_language(target: str, source: str, suggestion: str) -> None:
    assert [finding.suggestions for finding in beside(target, source)] == [(suggestion,)]


def test_other_locales_are_known_too() -> None:
    assert not beside("Faltan 1,639 MW.", "1,639 MW are missing.", "es-MX")
    assert beside("Faltam 1,639 MW.", "1,639 MW are missing.", "pt-BR")


@pytest.mark.parametrize(
    "texts", [("Es kamen 1,234,567 Menschen.",), ("Es waren 1,234.5 Teile.",), ("Sie hat 2.5 MB.",)]
)
def test_impossible_forms_are_found_without_a_source(texts: tuple[str, ...]) -> None:
    assert len(alone(*texts)) == 1


def test_numbers_of_one_unit_are_written_alike() -> None:
    (finding,) = alone("Es fehlen 1,639 MW.", "Das Netz hat 1.335 MW und 0,250 MW.")
    assert (finding.target_text, finding.suggestions, finding.confidence) == ("1,639", ("1.639",), 0.7)


@pytest.mark.parametrize(
    "texts",
    [
        ("Es fehlen 1,639 MW.", "Das Netz hat 1.335 kW."),
        ("Es fehlen 1,639 MW.", "Das Netz hat 1.335 MW und 2,5 MW."),
        ("Der Liter kostet 1,639 Euro.", "Das Auto kostet 1.335 Euro."),
        ("Es fehlen 1,639 MW.",),
        ("Version 1.2.3 vom 3.4.2024",),
        ("OpenGL 2.5 ist da.",),
    ],
)
def test_a_text_alone_may_mean_what_it_says(texts: tuple[str, ...]) -> None:
    assert not alone(*texts)
