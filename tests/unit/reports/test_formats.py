"""What holds for every report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtqc.model import Report
from mtqc.plugins import plugin, plugins
from mtqc.reports.base import ReportFormat
from tests.unit.reports.samples import hostile_report, program, sample_report
from tests.unit.reports.writing import written

NAMES = [name for name, found in plugins("mtqc.reports").items() if found.package == "mtqc"]


@pytest.fixture(params=NAMES)
def report_format(request: pytest.FixtureRequest) -> ReportFormat:
    made: ReportFormat = plugin("mtqc.reports", request.param).load()()
    assert made.name == request.param
    return made


def test_all_reports_are_installed() -> None:
    assert NAMES == ["csv", "github", "gitlab", "html", "json", "junit", "mqm-tsv", "sarif", "text"]


def test_summaries_are_sentences(report_format: ReportFormat) -> None:
    assert report_format.summary.endswith(".")


@pytest.mark.parametrize(
    "report",
    [
        sample_report(),
        hostile_report(),
        Report((), True, ""),
        Report((replace(program(), texts=None),), False, ""),
        Report((replace(program(), source_language=None, target_language=None),), False, ""),
    ],
    ids=["sample", "hostile", "empty", "streamed", "no languages"],
)
def test_every_report_can_be_encoded_and_is_the_same_twice(report_format: ReportFormat, report: Report) -> None:
    text = written(report_format, report)
    text.encode()
    assert text.endswith("\n")
    assert written(report_format, report) == text
