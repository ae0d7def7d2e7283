from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.terminology.forbidden_term import ForbiddenTerm
from mtqc.checks.terminology.glossary_term import GlossaryTerm
from mtqc.glossary import Term

from ..running import findings_on

PHONE = Term("mobile phone", ("Mobiltelefon", "Smartphone"), ("Handy",), note="brand guide 3.2")


def example(target: str, source: str | None = None, *terms: Term) -> Example:
    return Example(target, source=source, source_language="en", target_language="de", terms=terms or (PHONE,))


def test_a_missing_term_marks_the_source_and_says_what_is_wanted() -> None:
    (finding,) = findings_on(GlossaryTerm(), example("Das Gerät klingelt.", "The mobile phone rings."))
    assert finding.source_text == "mobile phone"
    assert '"Mobiltelefon" or "Smartphone" (brand guide 3.2)' in finding.message
    assert finding.evidence == {"wanted": ["Mobiltelefon", "Smartphone"]}


def test_a_term_is_reported_once_however_often_it_stands_there() -> None:
    found = findings_on(GlossaryTerm(), example("Geräte.", "Mobile phones and mobile phones."))
    assert len(found) == 1


def test_a_forbidden_word_in_its_place_is_one_error_not_two() -> None:
    segment = example("Das Handy klingelt.", "The mobile phone rings.")
    assert findings_on(GlossaryTerm(), segment) == []
    (finding,) = findings_on(ForbiddenTerm(), segment)
    assert finding.target_text == "Handy"
    assert finding.suggestions == ("Mobiltelefon", "Smartphone")
    assert "(brand guide 3.2)" in finding.message


def test_an_entry_that_only_forbids_asks_for_nothing() -> None:
    only = Term("mobile phone", (), ("Handy",))
    assert findings_on(GlossaryTerm(), example("Gerät", "mobile phone", only)) == []


def test_forbidden_words_are_reported_without_a_source_as_well() -> None:
    assert len(findings_on(ForbiddenTerm(), example("Kein Handy am Steuer!"))) == 1


def test_nothing_is_forbidden_by_a_glossary_without_forbidden_words() -> None:
    assert findings_on(ForbiddenTerm(), example("Handy", None, Term("x", ("y",)))) == []
