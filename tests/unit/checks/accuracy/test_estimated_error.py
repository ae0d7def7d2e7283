"""The model's marks become findings where they mean something, and say how often they are right."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mtqc.checks.accuracy.estimated_error import EstimatedErrors
from mtqc.checks.context import DocumentContext
from mtqc.checks.estimates import Judgement
from mtqc.estimation.estimate import Unestimated
from mtqc.languages import language
from mtqc.model import Category, Document, Finding, PairStatus, Segment, Severity, Span
from tests.unit.stated_model import estimate, missing, wrong

SOURCE = "The bench in front of the church was painted green."
TARGET = "Die Bank vor der Kirche wurde rot gestrichen."


class Judge:
    def __init__(self, *judgements: Judgement) -> None:
        self.judgements = judgements
        self.asked = 0

    def judge(self, segments: Sequence[Segment]) -> tuple[Judgement, ...]:
        self.asked += 1
        return self.judgements


def found(*judgements: Judgement, source: str = SOURCE, target: str = TARGET, tags: str = "en-de") -> list[Finding]:
    first, second = map(language, tags.split("-"))
    segments = tuple(Segment(str(place), target, source) for place in range(len(judgements)))
    context = DocumentContext(first, second, judge=Judge(*judgements))
    return list(EstimatedErrors().check(Document("a.tsv", segments), context))


def test_an_error_marks_the_words_with_the_severity_and_confidence_of_the_model() -> None:
    (finding,) = found(estimate(wrong(TARGET, "rot", Severity.MINOR, confidence=0.68)))
    assert (finding.target_text, finding.source) == ("rot", None)
    assert (finding.severity, finding.confidence) == (Severity.MINOR, 0.68)
    assert finding.category is Category.MISTRANSLATION
    assert finding.message == "“rot” is probably wrong. A model estimates it; people agree with 7 in 10 of such marks."
    assert finding.evidence == {"probability": 0.9, "estimated_severity": "minor", "status": "measured"}


def test_a_mark_holds_no_part_of_a_placeholder_at_its_ends() -> None:
    source, target = "ambiguous argument %s for the option %s", "argumento %s ambiguo de la opción %s"
    (finding,) = found(estimate(wrong(target, "s ambiguo de la opción %")), source=source, target=target, tags="en-es")
    assert finding.target_text == "ambiguo de la opción"
    within = "argumento %s y %s de la opción"
    (whole,) = found(estimate(wrong(within, "argumento %s y")), source=source, target=within, tags="en-es")
    assert whole.target_text == "argumento %s y"


def test_an_omission_marks_the_words_of_the_source() -> None:
    (finding,) = found(estimate(missing(SOURCE, "in front of the church")))
    assert (finding.source_text, finding.target) == ("in front of the church", None)
    assert (finding.category, finding.severity) == (Category.OMISSION, Severity.MAJOR)
    assert finding.message == (
        "“in front of the church” seems to be left out of the translation. "
        "A model estimates it; people agree with 8 in 10 of such marks."
    )


def test_what_is_less_sure_is_said_with_less_force_and_untried_pairs_are_named() -> None:
    (finding,) = found(estimate(wrong(TARGET, "rot", confidence=0.3), status=PairStatus.TRANSFER))
    assert finding.message.startswith("“rot” may be wrong.")
    assert "3 in 10 of such marks for other language pairs" in finding.message


def test_what_is_more_often_wrong_than_right_fails_no_build_and_costs_no_points() -> None:
    (finding,) = found(estimate(wrong(TARGET, "rot", Severity.CRITICAL, confidence=0.49)))
    assert finding.severity is Severity.NEUTRAL
    assert finding.evidence["estimated_severity"] == "critical"
    marks = (wrong(TARGET, "rot", Severity.CRITICAL, confidence=0.9), missing(SOURCE, "in front of the church"))
    untried = found(estimate(*marks, status=PairStatus.TRANSFER))
    assert [finding.severity for finding in untried] == [Severity.NEUTRAL] * 2


def test_it_says_nothing_without_a_judgement() -> None:
    mark = wrong(TARGET, "rot")
    assert [one.segment.id for one in found(None, Unestimated("no words"), estimate(mark), estimate())] == ["2"]
    document = Document("a.tsv", (Segment("1", TARGET, SOURCE),))
    assert list(EstimatedErrors().check(document, DocumentContext())) == []


@pytest.mark.parametrize(
    ("source", "target", "words", "tags"),
    [
        ("Close all windows", "Alle Fenster zu machen", "Fenster", "en-de"),
        ("Close all open windows", "Fenster schließen", "Fenster", "en-de"),
        ("打开窗户吧", "Open the window now please", "window", "zh-en"),
        ("%s {a} {b} {c} of {d}", "%s {a} {b} {c} von {d}", "von", "en-de"),
        ("12 34 56 78 km", "12 34 56 78 Meilen", "Meilen", "en-de"),
        (SOURCE, "Die Bank vor der Kirche , sie wurde grün gestrichen.", ",", "en-de"),
        ("-a, --all   show all of the files", "-a, --all   zeigt alle der Ordner", "Ordner", "en-de"),
        ("Rows:\n  N1 is equal to N2\n  N1 is less than N2", "Zeilen:\n  N1 ist N2\n  N1 ist wie N2", "wie", "en-de"),
        ("name\tthe name of it\t1", "Name\tder Titel davon\t1", "Titel", "en-de"),
        ("The bench {name} in front was painted.", "Die Bank {name} davor wurde gestrichen.", "{name}", "en-de"),
    ],
    ids=[
        "short source",
        "short target",
        "short without blanks",
        "placeholders",
        "numbers",
        "a comma",
        "help",
        "list",
        "table",
        "a placeholder",
    ],
)
def test_is_silent_where_a_mark_means_too_little(source: str, target: str, words: str, tags: str) -> None:
    assert not found(estimate(wrong(target, words)), source=source, target=target, tags=tags)


@pytest.mark.parametrize(
    "target",
    [
        "Die Bank vor der Kirche\nwurde rot gestrichen.",
        "Die Bank vor der Kirche.  Sie wurde rot gestrichen.",
        "  Die Bank vor der Kirche wurde rot gestrichen.\r\n",
    ],
    ids=["two lines", "two blanks after a sentence", "an indented line alone"],
)
def test_is_not_silent_on_prose_in_lines(target: str) -> None:
    assert found(estimate(wrong(target, "rot")), target=target)


def test_is_silent_for_pairs_that_nobody_tested() -> None:
    assert not found(estimate(wrong(TARGET, "rot"), status=PairStatus.UNTESTED))


def test_is_not_silent_on_a_sentence_without_blanks() -> None:
    source, target = "医生建议病人不要喝酒。", "The doctor advised the patient to drink."
    (finding,) = found(estimate(wrong(target, "to drink")), source=source, target=target, tags="zh-en")
    assert finding.target == Span(31, 39)


def test_a_document_is_judged_once_for_all_who_ask() -> None:
    judge = Judge(estimate())
    context = DocumentContext(judge=judge)
    first, second = (Document(name, (Segment("1", TARGET, SOURCE),)) for name in ("a", "b"))
    assert context.estimates(first) is context.estimates(first)
    assert context.estimates(second) == judge.judgements
    assert judge.asked == 2
