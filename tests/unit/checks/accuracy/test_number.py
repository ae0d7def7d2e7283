from __future__ import annotations

import pytest

from mtqc.checks.accuracy.number import Number
from mtqc.checks.base import Example
from mtqc.model import Category, Finding, Severity

from ..running import findings_on


def found(target: str, source: str, flags: frozenset[str] = frozenset()) -> list[Finding]:
    example = Example(target, source=source, source_language="en", target_language="de", flags=flags)
    return findings_on(Number(), example)


def test_a_changed_number_is_one_finding_with_the_right_one() -> None:
    (finding,) = found("Es kamen 1.693,50 Euro.", "1,639.50 euros came in.")
    assert finding.message == "Number 1,639.50 became 1.693,50."
    assert (finding.source_text, finding.target_text) == ("1,639.50", "1.693,50")
    assert finding.suggestions == ("1.639,50",)
    assert finding.severity is Severity.MAJOR
    assert finding.category is Category.MISTRANSLATION


def test_a_missing_number_is_marked_in_the_source() -> None:
    (finding,) = found("Warten Sie bitte.", "Please wait 30 seconds.")
    assert finding.message == "Number 30 is missing from the translation."
    assert (finding.source_text, finding.target) == ("30", None)
    assert finding.category is Category.OMISSION


def test_an_added_number_is_marked_in_the_target() -> None:
    (finding,) = found("Einrasten im 90-Grad-Winkel", "Toggle snapping to lines")
    assert finding.message == "Number 90 is not in the source."
    assert (finding.target_text, finding.severity) == ("90", Severity.MINOR)
    assert finding.category is Category.ADDITION


def test_single_digits_weigh_less() -> None:
    assert [finding.severity for finding in found("7 Äpfel", "5 apples")] == [Severity.MINOR]


def test_millions_weigh_more_and_get_no_suggestion() -> None:
    (finding,) = found("3 Billionen Euro", "3 billion euros")
    assert finding.severity is Severity.MAJOR
    assert not finding.suggestions


def test_what_is_left_over_is_missing_or_added() -> None:
    messages = {finding.message for finding in found("11 Äpfel", "22 apples, 33 pears")}
    assert messages == {"Number 22 became 11.", "Number 33 is missing from the translation."}
    messages = {finding.message for finding in found("22 Äpfel, 33 Birnen", "11 apples")}
    assert messages == {"Number 11 became 22.", "Number 33 is not in the source."}


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Kodierung UTF-8", "the usual encoding"),
        ("the usual encoding", "Encoding UTF-8"),
        ("rund um die Uhr", "24/7"),
        ("SHA1 und MP3", "sounds and sums"),
        ("%2$s von %1$s", "%1$s of %2$s"),
        ("http://example.org/12", "see there"),
        ("Ende 5 " + "und noch mehr Worte " * 12, "The end"),
    ],
)
def test_names_phrases_and_code_are_no_numbers_to_compare(target: str, source: str) -> None:
    assert not found(target, source)


def test_a_plural_form_of_one_number_may_leave_it_out() -> None:
    flags = frozenset({"single-number"})
    assert not found("Eine Datei", "21 files", flags)
    assert found("22 Dateien", "files", flags)


@pytest.mark.parametrize("target", ["−5 Grad", "–5 Grad", "- 5 Grad", "minus 5 Grad", "5 Grad unter Null, also minus"])
def test_a_minus_sign_may_be_written_in_many_ways(target: str) -> None:
    assert not found(target, "-5 degrees")


def test_a_lost_minus_sign_is_a_changed_number() -> None:
    (finding,) = found("Es sind 15 Grad.", "It is -15 degrees.")
    assert finding.message == "Number −15 became 15."
    assert finding.suggestions == ("−15",)
