from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mtqc.model import DocumentReport, Report
from mtqc.reports.github import GithubReport
from tests.unit.reports.samples import article, clean, hostile_report, manual, program, sample_report
from tests.unit.reports.writing import written

COMMAND = re.compile(r"::(error|warning|notice) [^:]*::[^\n]*")


def lines_of(*documents: DocumentReport) -> list[str]:
    return written(GithubReport(), Report(documents, False, "")).splitlines()


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("github.txt", written(GithubReport(), sample_report()))


def test_the_worst_come_first_and_the_summary_last() -> None:
    *commands, summary = lines_of(article(), program())
    levels = [command.split(" ")[0] for command in commands]
    assert levels == ["::error"] * 4 + ["::warning"] * 4 + ["::notice"]
    assert summary == "mtqc: failed, 8 new findings of severity minor or worse; 2 files, 7 segments, 82 words."


def test_columns_only_within_one_line() -> None:
    (first, *_), second = lines_of(article()), lines_of(program())[0]
    assert "line=1,col=1,endColumn=10" in first
    assert "line=17,title" in second
    segment = replace(article().findings[0].segment, target="La\nHabana")
    finding = replace(article().findings[0], segment=segment)
    assert "file=docs/havanna.de.txt,line=1,title" in lines_of(replace(article(), findings=(finding,)))[0]


def test_a_format_without_lines_names_the_segment() -> None:
    assert lines_of(manual())[0].endswith("%0ASegment: body/14")


def test_paths_are_those_of_the_repository() -> None:
    document = replace(article(), path=str(Path.cwd() / "docs" / "a,b:c%.txt"))
    assert "file=docs/a%2Cb%3Ac%25.txt," in lines_of(document)[0]


def test_what_github_does_not_show_is_counted() -> None:
    findings = [article().findings[0]] * 13
    summary = lines_of(replace(article(), findings=findings))[-1]
    assert summary.endswith("GitHub shows 10 annotations a level: 3 more are in this log only.")


def test_texts_cannot_give_commands() -> None:
    *commands, summary = written(GithubReport(), hostile_report()).split("\n")[:-1]
    assert all(COMMAND.fullmatch(command) for command in commands)
    assert len(commands) == 4
    assert summary.startswith("mtqc: error")


def test_a_clean_run_says_so() -> None:
    assert written(GithubReport(), Report((clean("a.txt"),), True, "")) == (
        "mtqc: passed, nothing found; 1 file, 1 segment, 3 words.\n"
    )
