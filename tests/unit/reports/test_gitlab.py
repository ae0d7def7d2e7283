from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mtqc.model import DocumentReport, Report
from mtqc.reports.gitlab import GitlabReport
from tests.unit.reports.samples import article, hostile_report, manual, program, sample_report
from tests.unit.reports.writing import written


def entries_of(*documents: DocumentReport) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(written(GitlabReport(), Report(documents, False, "")))
    return entries


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("gitlab.json", written(GitlabReport(), replace(sample_report(), documents=(article(), program(), manual()))))


def test_fingerprints_are_unique_even_for_twins() -> None:
    entries = entries_of(article(), article(), article())
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 15


def test_fingerprints_do_not_depend_on_other_findings() -> None:
    alone = entries_of(replace(article(), findings=article().findings[2:3]))
    assert alone[0] in entries_of(program(), article())


def test_findings_without_a_fingerprint_get_one() -> None:
    findings = [replace(finding, fingerprint=None) for finding in article().findings]
    assert len({entry["fingerprint"] for entry in entries_of(replace(article(), findings=findings))}) == 5


def test_formats_without_lines_point_at_the_first() -> None:
    (entry,) = entries_of(manual())
    assert entry["location"] == {"path": "manual.docx", "lines": {"begin": 1}}
    assert entry["description"].endswith("(segment body/14)")


def test_known_findings_are_marked() -> None:
    assert entries_of(program())[1]["description"].startswith("Known: ")


def test_hostile_texts_are_json() -> None:
    text = written(GitlabReport(), hostile_report())
    text.encode()
    assert len(json.loads(text)) == 4
