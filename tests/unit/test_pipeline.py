"""From settings and documents to a report: languages, blocks, baselines, ignores, verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import mtqc.pipeline
from mtqc.baseline import Baseline
from mtqc.errors import InputError, UnknownNameError
from mtqc.model import Document, DocumentReport, Report, Segment, Severity, SeverityWeights
from mtqc.pipeline import Pipeline
from mtqc.settings import Settings
from tests.conftest import SHOUTING_CHECK, InstallPlugin

GERMAN = "Der Zug nach Hamburg fährt heute leider erst eine Stunde später ab."
ENGLISH = "Unfortunately the train to Hamburg leaves an hour later today."


@pytest.fixture(autouse=True)
def house(install_plugin: InstallPlugin) -> None:
    rules = {"house/shouting": "house:Shouting", "house/broken": "house:Broken"}
    install_plugin("house", {"mtqc.checks": rules}, SHOUTING_CHECK)


def document(*targets: str, path: str = "a.txt", **parts: Any) -> Document:
    segments = tuple(Segment(str(number), target) for number, target in enumerate(targets, start=1))
    return Document(path, segments, **{"target_language": "de"} | parts)


def run(*documents: Document, **settings: Any) -> Report:
    return Pipeline.of(Settings(**{"select": ("house/shouting",)} | settings)).run(documents)


def only(report: Report) -> DocumentReport:
    (single,) = report.documents
    return single


def test_a_report_says_what_was_found_and_how_it_was_judged() -> None:
    report = run(document("Halt!!", "Nein."), document("Gut.", path="b.txt"))
    assert [finding.segment.id for finding in report] == ["1"]
    assert not report.passed
    assert report.fail_on is Severity.MINOR
    assert report.settings == {"select": ["house/shouting"]}
    assert [(found.path, found.segments, found.words) for found in report.documents] == [
        ("a.txt", 2, 2),
        ("b.txt", 1, 1),
    ]
    assert report.signature.startswith("mtqc:")
    assert "rules:1" in report.signature
    assert "weights:0/1/5/25" in report.signature


def test_languages_are_those_set_then_those_of_the_file_then_a_guess() -> None:
    stated = document(GERMAN, source_language="en", target_language="de-AT")
    assert only(run(stated, target_language="de-CH")).target_language == "de-CH"
    found = only(run(stated))
    assert (found.source_language, found.target_language, found.notices) == ("en", "de-AT", ())


def test_a_guess_is_said() -> None:
    pair = Document("a.tsv", (Segment("1", GERMAN, ENGLISH),))
    found = only(run(pair))
    assert (found.source_language, found.target_language) == ("en", "de")
    assert [notice[:30] for notice in found.notices] == [
        "guessed target language: de (9",
        "guessed source language: en (9",
    ]


def test_what_cannot_be_told_is_said() -> None:
    found = only(run(Document("a.txt", (Segment("1", "1234"),), notices=("from the format",))))
    assert found.target_language is None
    assert found.notices == (
        "from the format",
        "the target language could not be told; checks that need it did not run",
    )


def test_a_guess_reads_no_more_than_it_needs() -> None:
    found = only(run(Document("a.txt", tuple(Segment(str(number), GERMAN) for number in range(1000)))))
    assert found.target_language == "de"


def test_a_document_in_a_language_without_facts_is_checked_all_the_same() -> None:
    assert len(run(document("Halt!!", target_language="qaa"))) == 1


def test_an_empty_document_passes() -> None:
    found = only(run(document()))
    assert (found.segments, found.quality.mqm, found.findings) == (0, None, ())


def test_severity_hides_what_is_below() -> None:
    assert not len(run(document("Halt!!"), severity=Severity.MAJOR))
    assert len(run(document("Halt!!"), severity=Severity.MAJOR, severities={"house/shouting": Severity.MAJOR})) == 1


@pytest.mark.parametrize(
    ("settings", "passed"),
    [
        ({}, False),
        ({"fail_on": Severity.MAJOR}, True),
        ({"fail_on": "never"}, True),
        ({"fail_on": "never", "fail_under": 40.0}, True),
        ({"fail_on": "never", "fail_under": 60.0}, False),
        ({"fail_on": "never", "fail_under": 50.0, "weights": SeverityWeights(minor=2)}, False),
    ],
)
def test_what_fails_a_run(settings: dict[str, Any], passed: bool) -> None:
    report = run(document("Bitte halt!!"), **settings)
    assert report.passed is passed
    assert len(report) == 1


def test_a_text_without_words_is_not_below_any_score() -> None:
    assert run(document("!"), fail_under=99.0).passed


@pytest.mark.parametrize("pattern", ["docs/*", "docs/**", "docs/**/*.md", "*.md", "**/*.md", "docs/", "docs"])
def test_file_patterns(pattern: str) -> None:
    ignored = {pattern: ("house",)}
    report = run(*(document("Halt!!", path=path) for path in ("docs/a.md", "src/c.txt")), per_file_ignores=ignored)
    assert [len(found.findings) for found in report.documents] == [0, 1]


def test_rules_can_be_ignored_in_some_files() -> None:
    shouts = [document("Halt!!", path=path) for path in ("docs/a.md", "docs/deep/b.md", "src/c.md")]
    report = run(*shouts, per_file_ignores={"docs/*": ("house",)})
    assert [len(found.findings) for found in report.documents] == [0, 0, 1]


def test_known_findings_are_marked_and_fail_nothing(tmp_path: Path) -> None:
    first = run(document("Halt!!"))
    file = tmp_path / "known.json"
    file.write_text(Baseline().updated(first, ["house/shouting"]).to_json(), encoding="utf-8")
    again = run(document("Gut.", "Halt!!"), baseline=file)
    assert [finding.known for finding in again] == [True]
    assert again.passed
    assert not run(document("Halt!!", "Halt!!"), baseline=file).passed


def test_fingerprints_are_unique_within_a_run() -> None:
    report = run(document("Halt!!", "Halt!!"), document("Halt!!"))
    assert len({finding.fingerprint for finding in report}) == 3


def test_a_broken_check_is_reported_as_such() -> None:
    report = run(document("Halt!!"), select=("house",))
    assert [failure.rule for failure in report.failures] == ["house/broken"]
    assert report.verdict == "error"
    assert len(report) == 1


def test_a_segment_may_not_silence_a_rule_that_does_not_exist() -> None:
    flagged = Segment("1", "Halt!!", line=4, flags=frozenset({"ignore:house/shuoting"}))
    with pytest.raises(
        InputError,
        match=r"^a\.po:4: a comment silences an unknown rule 'house/shuoting'; did you mean 'house/shouting'\?",
    ):
        run(Document("a.po", (flagged,), target_language="de"))


def test_a_segment_may_silence_a_rule() -> None:
    flagged = Segment("1", "Halt!!", flags=frozenset({"ignore:house/shouting", "fuzzy"}))
    assert not len(run(Document("a.po", (flagged,), target_language="de")))


@pytest.mark.parametrize(
    "settings",
    [
        {"select": ("house/shuoting",)},
        {"ignore": ("hosue",)},
        {"severities": {"house/shuoting": Severity.MAJOR}},
        {"per_file_ignores": {"*": ("house/shuoting",)}},
        {"target_language": "xx-unknown"},
        {"source_language": "deutsch"},
        {"input_format": "pp"},
    ],
)
def test_unknown_names_are_errors(settings: dict[str, Any]) -> None:
    with pytest.raises(UnknownNameError):
        Pipeline.of(Settings(**settings))


def test_long_documents_stream_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mtqc.pipeline, "BLOCK_SEGMENTS", 10)
    held: list[int] = []

    def segments() -> Iterator[Segment]:
        for number in range(25):
            held.append(number)
            yield Segment(str(number), "Halt!!" if number in (3, 24) else "Gut.")

    steps: list[int] = []
    report = Pipeline.of(Settings(select=("house/shouting",))).run(
        [Document("a.txt", segments(), target_language="de")], steps.append
    )
    found = only(report)
    assert found.segments == len(held) == sum(steps) == 25
    assert [finding.segment.id for finding in report] == ["3", "24"]
    assert len({finding.fingerprint for finding in report}) == 2
    assert found.notices == ("consistency was judged within blocks of 10 segments",)


def test_blocks_of_long_segments_are_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mtqc.pipeline, "BLOCK_CHARACTERS", 20)
    segments = (Segment(str(number), "Gut, Halt!!") for number in range(5))
    report = Pipeline.of(Settings(select=("house/shouting",))).run([Document("a.txt", segments, target_language="de")])
    assert only(report).segments == len(report.findings) == 5
    assert only(report).notices == ("consistency was judged within blocks of 2 segments",)


def test_documents_are_read_one_after_another() -> None:
    order: list[str] = []

    def documents() -> Iterable[Document]:
        for name in "ab":
            order.append(f"read {name}")
            yield document("Gut.", path=name)

    Pipeline.of(Settings(select=("house/shouting",))).run(documents(), lambda count: order.append(f"checked {count}"))
    assert order == ["read a", "checked 1", "read b", "checked 1"]


def test_texts_are_kept_on_request() -> None:
    made = Pipeline.of(Settings(select=("house/shouting",)))
    shouts = document("Halt!!", "Gut.")
    assert only(made.run([shouts])).texts is None
    assert only(made.run([shouts], keep_texts=True)).texts == shouts.segments


def test_words_are_those_of_the_source_where_there_is_one() -> None:
    pair = Document(
        "a.tsv", (Segment("1", "Drei kurze Wörter", "one two"),), target_language="de", source_language="en"
    )
    assert only(run(pair)).words == 2


def test_findings_over_the_limit_count_and_are_not_listed() -> None:
    segments = tuple(Segment(str(number), "", "text") for number in range(5))
    settings = Settings(select=("accuracy/empty-target",), max_findings=2, target_language="de", source_language="en")
    report = Pipeline.of(settings).run([Document("a.po", segments)])
    assert [finding.segment.id for finding in report] == ["0", "1"]
    assert report.quality.penalty == 25
    assert "3 more findings count in the score and are not listed (max-findings)" in report.documents[0].notices


def test_a_finding_that_is_not_listed_fails_the_run() -> None:
    segments = (Segment("1", "", "text"),)
    settings = Settings(select=("accuracy/empty-target",), max_findings=0, target_language="de", source_language="en")
    assert not Pipeline.of(settings).run([Document("a.po", segments)]).passed
