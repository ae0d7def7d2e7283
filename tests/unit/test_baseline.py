"""A baseline marks what is known, is made for diffs and merges, and says where it is broken."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from mtqc.baseline import Baseline, BaselineEntry
from mtqc.errors import InputError
from mtqc.fingerprint import with_fingerprints
from mtqc.model import Category, DocumentReport, Finding, Quality, Report, Segment, Severity, Span

RULES = ("accuracy/number", "markup/tag")


def finding(target: str, rule: str = "accuracy/number", span: Span | None = None) -> Finding:
    return Finding(rule, Category.MISTRANSLATION, Severity.MAJOR, "Wrong.", Segment("1", target), span)


def report(**files: list[Finding]) -> Report:
    seen: Counter[str] = Counter()
    documents = tuple(
        DocumentReport(
            path=f"{name}.po",
            format="po",
            source_language=None,
            target_language=None,
            segments=1,
            findings=tuple(with_fingerprints(f"{name}.po", findings, seen)),
            quality=Quality(0, 1),
        )
        for name, findings in files.items()
    )
    return Report(documents, True, "signature")


def test_marks_what_it_knows_and_nothing_else() -> None:
    found = report(a=[finding("one"), finding("two")])
    baseline = Baseline().updated(report(a=[finding("one")]), RULES)
    assert [marked.known for marked in baseline.mark(found)] == [True, False]


def test_the_file_is_sorted_with_one_entry_a_line(tmp_path: Path) -> None:
    found = report(b=[finding("zwei Äpfel", span=Span(5, 10))], a=[finding("x", "markup/tag"), finding("x" * 200)])
    text = Baseline().updated(found, RULES).to_json()
    lines = text.splitlines()
    assert lines[0] == '{"schema": "mtqc-baseline/1", "findings": ['
    assert [json.loads(line.rstrip(","))["path"] for line in lines[1:4]] == ["a.po", "a.po", "b.po"]
    assert [json.loads(line.rstrip(","))["text"] for line in lines[1:4]] == ["x" * 79 + "…", "x", "Äpfel"]
    assert lines[4:] == ["]}"]
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    assert Baseline.read(path).to_json() == text


def test_an_empty_baseline_can_be_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(Baseline().to_json(), encoding="utf-8")
    assert Baseline.read(path) == Baseline()


def test_an_update_adds_and_prunes_but_leaves_other_files_and_rules_alone() -> None:
    before = report(a=[finding("gone"), finding("stays"), finding("tag", "markup/tag")], b=[finding("other")])
    baseline = Baseline().updated(before, RULES)
    after = report(a=[finding("stays"), finding("new")])
    updated = baseline.updated(after, ["accuracy/number"])
    assert sorted((entry.path, entry.text) for entry in updated.entries.values()) == [
        ("a.po", "new"),
        ("a.po", "stays"),
        ("a.po", "tag"),
        ("b.po", "other"),
    ]


def test_stale_entries_are_those_of_checked_files_and_rules() -> None:
    baseline = Baseline().updated(report(a=[finding("gone")], b=[finding("elsewhere")]), RULES)
    assert [entry.text for entry in baseline.stale(report(a=[]), RULES)] == ["gone"]
    assert not baseline.stale(report(a=[]), ["markup/tag"])


def test_findings_without_fingerprint_are_no_entries() -> None:
    bare = report(a=[finding("one")])
    (document,) = bare.documents
    unnamed = replace(bare, documents=(replace(document, findings=(finding("one"),)),))
    assert Baseline().updated(unnamed, RULES) == Baseline()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"schema": "mtqc-baseline/1",\n"findings": [\n<<<<<<< HEAD\n', "known.json:3: the baseline is broken"),
        (b"", "known.json:1: the baseline is broken"),
        (b"[]", "known.json: is no baseline of the form mtqc-baseline/1"),
        (b'{"schema": "mtqc-baseline/9", "findings": []}', "is no baseline of the form mtqc-baseline/1"),
        (b'{"schema": "mtqc-baseline/1", "findings": {}}', "has no list of findings"),
        (b'{"schema": "mtqc-baseline/1", "findings": [1]}', "entry 1 of the baseline must be an object"),
        (b'{"schema": "mtqc-baseline/1", "findings": [{"path": "a"}]}', "path, rule, text, fingerprint"),
        (b"\xff\xfe", "byte 0 of the baseline is not utf-8"),
        (b"[" * 200_000, "the baseline is nested too deep"),
    ],
)
def test_a_broken_file_is_an_error_that_says_where(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        Baseline.read(path)
    assert message in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        Baseline.read(tmp_path / "none.json")


def test_entries_compare_by_path_rule_and_text() -> None:
    assert BaselineEntry("a", "b", "c", "9") < BaselineEntry("a", "b", "d", "1")
