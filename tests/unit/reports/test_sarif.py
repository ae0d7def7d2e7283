from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from mtqc.model import Anchor, Category, DocumentReport, Finding, Position, Report, Segment, Severity, Span
from mtqc.reports import rules, sarif
from mtqc.reports.sarif import SarifReport
from mtqc.version import __version__
from tests.unit.reports.samples import article, clean, hostile_report, japanese, manual, program, sample_report
from tests.unit.reports.writing import written

SCHEMA = json.loads((Path(__file__).parents[2] / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def run_of(*documents: DocumentReport) -> dict[str, Any]:
    log = json.loads(written(SarifReport(), Report(documents, passed=False, signature="")))
    Draft4Validator(SCHEMA).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_golden(golden: Callable[[str, str], None]) -> None:
    report = replace(sample_report(), documents=(program(), japanese()))
    text = written(SarifReport(), report)
    golden("report.sarif", text.replace(f'"semanticVersion": "{__version__}"', '"semanticVersion": "VERSION"'))


@pytest.mark.parametrize(
    "report", [sample_report(), hostile_report(), Report((), True, "")], ids=["sample", "hostile", "empty"]
)
def test_logs_are_valid(report: Report) -> None:
    text = written(SarifReport(), report)
    text.encode()
    Draft4Validator(SCHEMA).validate(json.loads(text))


def test_indices_point_at_what_they_name() -> None:
    log = json.loads(written(SarifReport(), sample_report()))
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert run["taxonomies"][0]["taxa"][result["taxa"][0]["index"]]["id"] == result["taxa"][0]["id"]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][location["index"]]["location"]["uri"] == location["uri"]


def test_broken_checks_are_notifications_of_a_run_that_did_not_succeed() -> None:
    (run,) = json.loads(written(SarifReport(), sample_report()))["runs"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    errors = [note for note in invocation["toolExecutionNotifications"] if note["level"] == "error"]
    assert [error["associatedRule"]["id"] for error in errors] == ["house/tone", "house/tone", "house/brand"]


def test_known_findings_are_suppressed_and_others_looked_at() -> None:
    results = run_of(program())["results"]
    assert [result["suppressions"] != [] for result in results] == [False, True, False, False]
    assert [result["baselineState"] for result in results] == ["new", "unchanged", "new", "new"]
    assert "baselineState" not in run_of(article())["results"][0]


def test_rules_carry_the_metadata_of_their_checks() -> None:
    (rule, *_) = run_of(program())["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "Something is not as it should be."
    assert "there is nothing to find" in rule["help"]["text"]
    assert "helpUri" not in rule


def test_rules_link_to_the_documentation_if_the_package_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "documentation", lambda: "https://example.org/docs/")
    driver = run_of(program())["tool"]["driver"]
    assert driver["informationUri"] == "https://example.org/docs/"
    assert driver["rules"][0]["helpUri"] == "https://example.org/docs/rules#accuracy-empty-target"


def test_paths_are_relative_and_percent_encoded() -> None:
    uris = [
        run_of(clean(path))["artifacts"][0]["location"]["uri"]
        for path in ("a b/ü%?#.txt", str(Path.cwd() / "x.txt"), "/else where/x.txt", "a:b\udcff.txt")
    ]
    assert uris == ["a%20b/%C3%BC%25%3F%23.txt", "x.txt", "file:///else%20where/x.txt", "a%3Ab%ED%B3%BF.txt"]


def test_formats_without_lines_name_the_segment() -> None:
    (location,) = run_of(manual())["results"][0]["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"name": "body/14", "kind": "segment"}]


def test_columns_are_only_where_they_are_known() -> None:
    assert run_of(program())["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 12,
        "snippet": {"text": "3"},
    }


def test_a_fix_applied_to_the_file_gives_the_suggestion() -> None:
    line = japanese().findings[0].segment.target
    (change,) = run_of(japanese())["results"][0]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    mended = (
        line[: region["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
    )
    assert mended == line.replace("、、", "、")


def test_no_fix_may_swallow_markup() -> None:
    segment = Segment(
        "1", "ein fetter Satz", line=1, column=1, anchors=(Anchor(0, Position(1, 1)), Anchor(4, Position(1, 7)))
    )

    def finding(span: Span) -> Finding:
        return Finding("a/b", Category.OTHER, Severity.MINOR, "m", segment, span, suggestions=("x",))

    across, inside = replace(japanese(), path="a.md", findings=(finding(Span(0, 10)), finding(Span(4, 10)))).findings
    results = run_of(replace(japanese(), path="a.md", findings=(across, inside)))["results"]
    assert ["fixes" in result for result in results] == [False, True]
    assert "fixes" not in run_of(replace(japanese(), format="html"))["results"][0]


def test_too_many_results_are_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = run_of(article(), program())
    assert [result["ruleId"] for result in run["results"]] == ["accuracy/exonym", "accuracy/empty-target"]
    notes = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert "7 of 9 findings were left out; these are the 2 worst." in notes


def test_a_finding_without_a_fingerprint_or_a_check_is_still_written(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = replace(article().findings[0], fingerprint=None, rule="house/rule")
    run = run_of(replace(article(), findings=(finding,)))
    assert "partialFingerprints" not in run["results"][0]
    assert run["tool"]["driver"]["rules"] == [{"id": "house/rule"}]


def test_the_documentation_is_what_the_package_names(monkeypatch: pytest.MonkeyPatch) -> None:
    class Metadata:
        def get_all(self, name: str) -> list[str]:
            return ["Source, https://example.org/source", "Documentation, https://example.org/docs"]

    monkeypatch.setattr(rules, "metadata", lambda package: Metadata())
    assert rules.documentation() == "https://example.org/docs"
