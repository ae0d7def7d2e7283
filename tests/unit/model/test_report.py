"""A report is a list of findings, a verdict, and JSON by a contract."""

from __future__ import annotations

import json
import math
from typing import Any

from mtqc.model import (
    Category,
    CheckFailure,
    DocumentReport,
    Finding,
    Quality,
    Report,
    Segment,
    Severity,
    Span,
)
from mtqc.model.json_text import json_text, json_value

SEGMENT = Segment("7", "La Habana liegt", "La Habana está", line=3, column=1)


def finding(severity: Severity = Severity.MAJOR, known: bool = False, **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "target": Span(0, 9),
        "suggestions": ("Havanna",),
        "confidence": 0.97,
        "evidence": {"names": {"b", "a"}, "odds": math.inf},
        "fingerprint": "0" * 32,
    }
    return Finding(
        "accuracy/exonym", Category.UNTRANSLATED, severity, "Not German.", SEGMENT, known=known, **values | changes
    )


def report(*findings: Finding, **changes: Any) -> Report:
    quality = Quality.of((each.severity for each in findings), 100)
    document = DocumentReport("a.txt", "text", "es", "de", 1, findings, quality, ("a notice",))
    return Report((document,), passed=not findings, signature="mtqc:test", **changes)


def test_its_representation_is_one_line_however_much_it_holds() -> None:
    assert repr(report(finding(), finding())) == "<Report: failed, 2 findings in 1 document>"
    assert repr(report(finding())) == "<Report: failed, 1 finding in 1 document>"


def test_is_iterable_and_has_a_length() -> None:
    found = report(finding(), finding(Severity.MINOR))
    assert list(found) == list(found.findings)
    assert len(found) == 2
    assert list(found.by_severity.items()) == [(Severity.MAJOR, 1), (Severity.MINOR, 1)]


def test_an_empty_report_is_a_result_all_the_same() -> None:
    assert report()
    assert len(report()) == 0


def test_verdict() -> None:
    assert report().verdict == "passed"
    assert report(finding()).verdict == "failed"
    assert report(failures=(CheckFailure("a/b", "a.txt", "1", "broke"),)).verdict == "error"


def test_known_and_lesser_findings_do_not_fail() -> None:
    found = report(fail_on=Severity.MAJOR)
    assert found.fails(finding())
    assert not found.fails(finding(known=True))
    assert not found.fails(finding(Severity.MINOR))
    assert not report(fail_on=None).fails(finding(Severity.CRITICAL))


def test_new_findings_are_those_no_baseline_knows() -> None:
    new, known = finding(), finding(known=True)
    assert report(new, known).documents[0].new_findings == (new,)


def test_json_follows_the_contract() -> None:
    failure = CheckFailure("a/b", "a.txt", "1", "ValueError: broke")
    values = json.loads(report(finding(), failures=(failure,), settings={"select": ("a",)}).to_json())
    (document,) = values["documents"]
    assert values["schema"] == "mtqc-report/1"
    assert document["quality"] == {"mqm": 95.0, "penalty": 5.0, "penalty_per_1000_words": 50.0, "estimate": None}
    assert document["detection"] is None
    assert document["notices"] == ["a notice"]
    assert document["findings"] == [
        {
            "rule": "accuracy/exonym",
            "category": "accuracy/untranslated",
            "severity": "major",
            "message": "Not German.",
            "segment": "7",
            "line": 3,
            "column": 1,
            "target": {"start": 0, "end": 9, "text": "La Habana"},
            "source": None,
            "suggestions": ["Havanna"],
            "confidence": 0.97,
            "evidence": {"names": ["a", "b"], "odds": None},
            "known": False,
            "fingerprint": "0" * 32,
        }
    ]
    assert values["summary"]["findings"] == 1
    assert values["summary"]["by_severity"] == {"major": 1}
    assert values["summary"]["verdict"] == "error"
    assert values["failures"] == [{"rule": "a/b", "path": "a.txt", "segment": "1", "error": "ValueError: broke"}]
    assert values["settings"] == {"select": ["a"]}
    assert values["signature"] == "mtqc:test"


def test_rows_are_flat() -> None:
    (row,) = report(finding(source=Span(0, 9))).to_dicts()
    assert row["target_text"] == row["source_text"] == "La Habana"
    assert (row["target_start"], row["target_end"], row["source_start"], row["source_end"]) == (0, 9, 0, 9)
    (bare,) = report(finding(target=None)).to_dicts()
    assert bare["target_start"] is bare["source_end"] is None
    assert not any(isinstance(value, dict) for value in row.values())


def test_all_documents_together() -> None:
    one = report(finding())
    both = Report(one.documents * 2, passed=False, signature="s")
    assert both.quality == Quality(10, 200)


def test_a_notebook_shows_the_page() -> None:
    assert "La Habana" in report(finding())._repr_html_()


def test_json_values_of_anything() -> None:
    assert json_value({1: (1.5, math.nan), "s": {3, 1}, "b": b"x", "o": Severity.MAJOR}) == {
        "1": [1.5, None],
        "s": [1, 3],
        "b": "b'x'",
        "o": "Severity.MAJOR",
    }


def test_lone_surrogates_are_escaped() -> None:
    text = json_text({"t": "a\ud800ü"}, indent=None)
    assert text == '{"t": "a\\ud800ü"}'
    assert json.loads(text.encode("utf-8")) == {"t": "a\ud800ü"}
