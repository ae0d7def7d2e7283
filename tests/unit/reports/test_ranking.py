from __future__ import annotations

from mtqc.model import Severity
from mtqc.reports.ranking import cut, severest, worst_first
from tests.unit.reports.samples import sample_report


def test_new_findings_come_first_and_the_worst_of_them_at_the_top() -> None:
    ranked = [(finding.known, finding.severity) for _, finding in worst_first(sample_report())]
    assert ranked[0] == (False, Severity.CRITICAL)
    assert ranked[-1] == (True, Severity.MAJOR)
    assert [severity for known, severity in ranked if not known] == sorted(
        (severity for known, severity in ranked if not known), reverse=True
    )


def test_a_cut_report_keeps_the_worst_in_reading_order() -> None:
    report = sample_report()
    kept, left_out = cut(report, 3)
    assert left_out == len(report) - 3
    assert [finding.rule for finding in kept] == ["accuracy/exonym", "accuracy/repetition", "accuracy/empty-target"]
    assert [document.path for document in kept.documents] == [document.path for document in report.documents]
    assert kept.quality == report.quality


def test_a_short_report_is_not_cut() -> None:
    report = sample_report()
    assert cut(report, 13) == (report, 0)


def test_the_first_of_the_worst() -> None:
    assert severest(sample_report().findings).rule == "accuracy/empty-target"
