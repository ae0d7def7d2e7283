from __future__ import annotations

from dataclasses import replace

import pytest

from mtqc.model import CheckFailure, DocumentReport, Finding, Quality, Report, Segment, Severity
from mtqc.reports import wording
from tests.unit.reports.samples import article, clean, manual, program, sample_report


def report_of(*documents: DocumentReport) -> Report:
    return Report(documents, passed=True, signature="")


def findings_of(document: DocumentReport) -> list[Finding]:
    return list(document.findings)


@pytest.mark.parametrize(("number", "text"), [(0, "0 files"), (1, "1 file"), (1061, "1,061 files")])
def test_counts(number: int, text: str) -> None:
    assert wording.counted(number, "file") == text


@pytest.mark.parametrize(
    ("quality", "score"),
    [(Quality(0, 10), "100"), (Quality(1, 1_000_000), "99.9"), (Quality(5, 100), "95.0"), (Quality(0, 0), None)],
)
def test_only_a_flawless_text_has_a_score_of_100(quality: Quality, score: str | None) -> None:
    assert wording.score(quality) == score


def test_places_go_as_far_as_the_format_knows() -> None:
    places = {wording.place(document, findings_of(document)[0]) for document in (article(), program(), manual())}
    assert places == {"docs/havanna.de.txt:1:1", "po/app.de.po:12", "manual.docx, segment body/14"}


@pytest.mark.parametrize(
    ("suggestion", "shown"),
    [("", "(delete it)"), ("Havanna", "Havanna"), (" ", '" "'), ("\u00a0:", "‹U+00A0›:"), ("a ", '"a "')],
)
def test_suggestions_can_be_told_apart(suggestion: str, shown: str) -> None:
    assert wording.suggested(suggestion) == shown


def test_broken_checks_say_where() -> None:
    assert wording.broken(CheckFailure("a/b", "x.po", "7", "E: e")) == "The check a/b broke in x.po, segment 7: E: e"
    assert wording.broken(CheckFailure("a/b", "x.po", None, "E: e")) == "The check a/b broke in x.po: E: e"
    assert wording.broken(CheckFailure("a/b", "", None, "E: e")) == "The check a/b broke: E: e"


def test_a_clean_run_says_so() -> None:
    report = report_of(clean("a.txt"))
    assert wording.reason(report) == "nothing found"
    assert wording.found(report) == ""


@pytest.mark.parametrize(
    ("fail_on", "reason"),
    [
        (Severity.NEUTRAL, "1 new finding of severity neutral or worse"),
        (Severity.MINOR, "1 new finding of severity minor or worse"),
        (Severity.MAJOR, "no new finding of severity major or worse"),
        (Severity.CRITICAL, "no new finding of severity critical"),
        (None, "findings do not fail this run"),
    ],
)
def test_the_reason_names_the_threshold(fail_on: Severity | None, reason: str) -> None:
    assert wording.reason(replace(report_of(manual()), fail_on=fail_on)) == reason


def test_a_low_score_is_a_reason() -> None:
    report = replace(report_of(manual()), fail_on=None, fail_under=90.0)
    assert wording.reason(report) == "1 file with an MQM score below 90"


def test_a_text_without_words_is_never_low() -> None:
    document = replace(clean("a.txt"), quality=Quality(0, 0))
    assert not wording.is_low(replace(report_of(document), fail_under=90.0), document)


def test_counts_of_the_whole_report() -> None:
    report = sample_report()
    assert wording.found(report) == "13 findings: 1 critical, 4 major, 7 minor, 1 neutral (1 known)"
    assert wording.scope(report) == "7 files, 12 segments, 115 words"


def test_languages_are_named_as_far_as_known() -> None:
    document = clean("a.txt")
    assert wording.languages(document) == "fr"
    assert wording.languages(replace(document, source_language="en")) == "en → fr"
    assert wording.languages(replace(document, target_language=None)) == ""
    assert Segment("1", "x").position(0) is None
