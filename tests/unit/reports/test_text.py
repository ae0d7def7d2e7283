from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from mtqc.model import Quality, Report
from mtqc.reports.characters import display_width
from mtqc.reports.text import TextReport
from tests.unit.reports.samples import arabic, article, clean, hostile_report, japanese, program, sample_report
from tests.unit.reports.writing import written

SGR = re.compile(r"\x1b\[[0-9;]+m")


@pytest.mark.parametrize("width", [80, 140])
def test_golden(golden: Callable[[str, str], None], width: int) -> None:
    golden(f"text-{width}.txt", written(TextReport(), sample_report(), width))


def test_golden_in_colours(golden: Callable[[str, str], None]) -> None:
    report = Report((program(),), passed=False, signature="")
    golden("text-colours.txt", written(TextReport(), report, 80, colours=True))


def test_colours_change_nothing_but_the_colours() -> None:
    report = sample_report()
    assert SGR.sub("", written(TextReport(), report, 90, colours=True)) == written(TextReport(), report, 90)


@pytest.mark.parametrize("width", [10, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in written(TextReport(), sample_report(), width).splitlines():
        assert display_width(line) <= max(width, 40), line
        assert line == line.rstrip()


def test_marks_stand_below_what_they_mark() -> None:
    lines = written(TextReport(), Report((japanese(),), False, ""), 80).splitlines()
    text = next(line for line in lines if "、、" in line)
    marks = lines[lines.index(text) + 1]
    assert display_width(text[: text.index("、、")]) == marks.index("^")
    assert marks.count("^") == 4


def test_right_to_left_texts_are_marked_inside_the_line() -> None:
    lines = written(TextReport(), Report((arabic(),), False, ""), 80).splitlines()
    assert any("⟦Save⟧" in line for line in lines)


def test_hostile_texts_do_not_reach_the_terminal() -> None:
    text = written(TextReport(), hostile_report(), 80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    coloured = written(TextReport(), hostile_report(), 80, colours=True)
    assert "\x1b" not in SGR.sub("", coloured)
    assert "‹U+001B›" in text
    assert "‹U+202E›" in text
    text.encode()


def test_a_clean_run_is_short() -> None:
    report = Report((clean("a.txt"),), passed=True, signature="")
    assert written(TextReport(), report) == (
        "PASSED  nothing found\nMQM score 100 of 100, 0.0 penalty points per 1,000 words\n1 file, 1 segment, 3 words\n"
    )


def test_no_documents_at_all() -> None:
    assert written(TextReport(), Report((), True, "")) == "PASSED  nothing found\n0 files, 0 segments, 0 words\n"


def test_files_are_summed_up_worst_first_and_not_without_end() -> None:
    documents = tuple(
        replace(article(), path=f"{number:02}.txt", quality=Quality(13, 100 * number)) for number in range(1, 16)
    )
    lines = written(TextReport(), Report(documents, False, "")).splitlines()
    start = lines.index("  words    MQM  file")
    assert [line.split()[2] for line in lines[start + 1 : start + 4]] == ["01.txt", "02.txt", "03.txt"]
    assert lines[start + 13].strip() == "3 more"


def test_one_file_with_findings_needs_no_table() -> None:
    text = written(TextReport(), Report((article(), clean("a.txt")), False, ""))
    assert "  words    MQM  file" not in text


def test_a_document_without_words_has_no_score() -> None:
    documents = tuple(replace(article(), path=path, quality=Quality(5, 0)) for path in ("a", "b"))
    text = written(TextReport(), Report(documents, False, ""))
    assert "MQM score" not in text
    assert "–  a" in text


def test_a_finding_that_marks_nothing_shows_the_segment() -> None:
    finding = replace(article().findings[0], target=None, suggestions=())
    text = written(TextReport(), Report((replace(article(), findings=(finding,)),), False, ""))
    assert "    La Habana liegt am Meer" in text
    assert "^" not in text
