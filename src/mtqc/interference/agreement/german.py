"""German: determiner, adjectives and noun that do not agree."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import replace

from mtqc.interference.agreement.cells import CASES, GENDERS, PLURAL, cases_in, genders_in
from mtqc.interference.agreement.coordination import Coordination, broken_coordinations
from mtqc.interference.agreement.doubts import is_doubtful
from mtqc.interference.agreement.grammar import determiners
from mtqc.interference.agreement.noun_phrases import NounPhrase, noun_phrases
from mtqc.interference.agreement.repair import in_same_case, with_fewest_changes, with_other_ending
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.passages import Passage
from mtqc.model import Category, Severity

RULE = "conventions/agreement"


class Fault(enum.Enum):
    """What does not agree; the value begins the item of the evidence."""

    GENDER = "gender"
    NUMBER = "number"
    ENDING = "ending"
    CASE = "case"
    GOVERNMENT = "government"


_REPAIRS = {
    Fault.GENDER: in_same_case,
    Fault.NUMBER: in_same_case,
    Fault.ENDING: with_fewest_changes,
    Fault.CASE: with_other_ending,
    Fault.GOVERNMENT: with_fewest_changes,
}
_CONFUSED = str.maketrans("mn", "nm")
_CONFIDENCE = {Fault.GENDER: 0.87, Fault.NUMBER: 0.85, Fault.ENDING: 0.95, Fault.CASE: 0.85, Fault.GOVERNMENT: 0.87}
_CONFIDENCE_WITH_ADJECTIVE = 0.9
_CONFIDENCE_OF_COORDINATION = 0.85


def find_in_german(passage: Passage) -> Iterator[Evidence]:
    """The phrases of a German passage that do not agree."""
    phrases = tuple(noun_phrases(passage))
    for phrase in phrases:
        if not phrase.agreed and not is_doubtful(phrase, passage):
            yield _evidence(phrase, passage)
    for coordination in broken_coordinations(phrases):
        yield _evidence_of_coordination(coordination, passage)


def _evidence(phrase: NounPhrase, passage: Passage) -> Evidence:
    fault = _fault(phrase)
    suggestions = _REPAIRS[fault](phrase, passage.text)
    kind = Fault.CASE if fault is Fault.GENDER and _is_slip(phrase) else fault
    sure = fault is Fault.GENDER and phrase.adjectives and phrase.determiner.form
    return Evidence(
        rule=RULE,
        kind=Kind.AGREEMENT,
        passage=passage.index,
        span=phrase.span,
        item=f"{kind.value}:{phrase.noun_form}",
        message=_message(phrase, fault, passage),
        category=Category.GRAMMAR,
        severity=Severity.MAJOR if kind is Fault.GENDER else Severity.MINOR,
        suggestions=suggestions,
        confidence=_CONFIDENCE_WITH_ADJECTIVE if sure else _CONFIDENCE[fault],
    )


def _fault(phrase: NounPhrase) -> Fault:
    modified = phrase.modified
    if not modified:
        return Fault.ENDING
    if modified & phrase.noun.cells:
        return Fault.GOVERNMENT
    genders = genders_in(modified & phrase.governed or modified)
    own = genders_in(phrase.noun.cells)
    if genders & own:
        return Fault.CASE
    return Fault.NUMBER if {PLURAL} in (genders, own) else Fault.GENDER


def _is_slip(phrase: NounPhrase) -> bool:
    """Whether one -m for -n or -n for -m explains it, which natives confuse as well."""
    other = determiners().get(phrase.determiner.form.translate(_CONFUSED))
    if other is not None and replace(phrase, determiner=other).agreed:
        return True
    if not phrase.adjectives:
        return False
    turned = tuple((token, word._replace(ending=word.ending.translate(_CONFUSED))) for token, word in phrase.adjectives)
    return bool(replace(phrase, adjectives=turned).agreed)


def _message(phrase: NounPhrase, fault: Fault, passage: Passage) -> str:
    shown = " ".join(phrase.span.of(passage.text).split())
    form = phrase.noun_form
    cells = phrase.modified & phrase.governed or phrase.modified
    if fault is Fault.ENDING:
        return f"“{phrase.tokens[phrase.start].text}” and “{_clashing(phrase)}” do not go together in “{shown}”."
    if fault is Fault.GOVERNMENT:
        return f"“{phrase.preposition}” takes the {_cases(phrase.governed)}: “{shown}” is in another case."
    if fault is Fault.CASE:
        return f"“{form}” does not have the ending of the {_cases(cells)} in “{shown}”."
    genders = genders_in(phrase.noun.cells)
    if fault is Fault.NUMBER:
        return f"{form} is {'plural' if genders == {PLURAL} else 'singular'}: “{shown}” does not agree."
    is_plural = PLURAL in genders and form.endswith("n")
    named = (GENDERS[gender] for gender in sorted(genders) if gender != PLURAL or is_plural)
    return f"{form} is {' or '.join(named)}: “{shown}” does not agree."


def _cases(cells: int) -> str:
    return " or ".join(CASES[case] for case in sorted(cases_in(cells)))


def _clashing(phrase: NounPhrase) -> str:
    """The first adjective that leaves no cell."""
    kept = (phrase.adjectives[:count] for count in range(1, len(phrase.adjectives) + 1))
    return next(some[-1][0].text for some in kept if not replace(phrase, adjectives=some).modified)


def _evidence_of_coordination(coordination: Coordination, passage: Passage) -> Evidence:
    shown = coordination.span.of(passage.text)
    return Evidence(
        rule=RULE,
        kind=Kind.AGREEMENT,
        passage=passage.index,
        span=coordination.span,
        item=f"{Fault.CASE.value}:{shown}",
        message=f"“{coordination.preposition}” takes the genitive, but “{shown}” goes on in the dative.",
        category=Category.GRAMMAR,
        severity=Severity.MINOR,
        confidence=_CONFIDENCE_OF_COORDINATION,
    )
