from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

from mtqc.model import Report, Severity
from mtqc.reports.junit import JunitReport
from tests.unit.reports.samples import article, clean, hostile_report, program, sample_report
from tests.unit.reports.writing import written


def suites_of(report: Report) -> ElementTree.Element:
    return ElementTree.fromstring(written(JunitReport(), report).encode())


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("junit.xml", written(JunitReport(), sample_report()))


def test_counts_add_up() -> None:
    root = suites_of(sample_report())
    for name, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        for suite in root:
            assert int(suite.attrib[name]) == len(suite.findall(path))
        assert int(root.attrib[name]) == len(root.findall(f"testsuite/{path}"))


def test_a_clean_document_is_a_test_that_passes() -> None:
    (suite,) = suites_of(Report((clean("a.txt"),), True, ""))
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("1", "0")


def test_known_findings_and_those_below_the_threshold_pass() -> None:
    root = suites_of(Report((article(), program()), False, "", fail_on=Severity.CRITICAL))
    failed = [case.attrib["name"] for case in root.iter("testcase") if case.find("failure") is not None]
    assert failed == ["accuracy/empty-target"]
    listed = [case.findtext("system-out") or "" for case in root.iter("testcase") if case.find("failure") is None]
    assert all(listed)


def test_several_findings_of_a_rule_are_one_case() -> None:
    first = article().findings[0]
    document = replace(article(), findings=(replace(first, severity=Severity.MINOR), first, first))
    (case,) = suites_of(Report((document,), False, "")).iter("testcase")
    failure = case.find("failure")
    assert failure is not None
    assert failure.attrib["message"].endswith("(and 2 more)")
    assert failure.attrib["type"] == "major"
    assert len((failure.text or "").splitlines()) == 3


def test_a_low_score_fails() -> None:
    root = suites_of(Report((article(),), False, "", fail_on=None, fail_under=99.5))
    failure = root.find("testsuite/testcase[@name='mqm-score']/failure")
    assert failure is not None
    assert failure.attrib["message"] == "The MQM score 62.9 is below 99.5."


def test_hostile_texts_are_well_formed_xml() -> None:
    text = written(JunitReport(), hostile_report())
    assert "‹U+0000›" in text
    assert ElementTree.fromstring(text.encode()).find(".//img") is None
