"""The estimated quality in reports: the number, what it means, whether to trust it, and the lowest segments first."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from mtqc.model import (
    Category,
    DocumentEstimate,
    DocumentReport,
    EstimatedSegment,
    Finding,
    PairStatus,
    Quality,
    Report,
    Segment,
    Severity,
    Span,
)
from mtqc.reports import estimate_wording
from mtqc.reports.characters import display_width
from mtqc.reports.html import HtmlReport
from mtqc.reports.json import JsonReport
from mtqc.reports.text import TextReport
from tests.unit.reports.samples import HOSTILE
from tests.unit.reports.test_json import SCHEMA
from tests.unit.reports.writing import written

SCORES = (92.0, 41.0, None, 77.0, 58.5, 85.0)


def estimated(
    scores: Sequence[float | None] = SCORES, status: PairStatus = PairStatus.MEASURED, text: str = "Die rote Bank."
) -> DocumentReport:
    """A document whose segments have these estimates, and nothing found in it."""
    texts = tuple(
        Segment(f"unit-{place}", f"{text} {place}", "The red bench.", line=place) for place in range(1, len(scores) + 1)
    )
    judged = [(score, segment) for score, segment in zip(scores, texts, strict=True) if score is not None]
    worst = sorted(judged, key=lambda one: one[0])
    estimate = DocumentEstimate(
        value=sum(score for score, _ in judged) / len(judged),
        standard_error=4.26,
        segment_error=11.4,
        status=status,
        judged=len(judged),
        unjudged=scores.count(None),
        signature="mtqc-estimator:test",
        worst=tuple(
            EstimatedSegment(segment, score, 11.4, *((Span(4, 8), Span(8, 13)) if place == 0 else ()))
            for place, (score, segment) in enumerate(worst)
        ),
        scores=tuple(scores),
    )
    return DocumentReport("a.tsv", "tsv", "en", "de", len(texts), (), Quality(0.0, 60), texts=texts, estimate=estimate)


def with_finding(document: DocumentReport) -> DocumentReport:
    segment = (document.texts or ())[1]
    finding = Finding(
        "accuracy/estimated-error", Category.MISTRANSLATION, Severity.MAJOR, "Wrong.", segment, target=Span(4, 8)
    )
    return replace(document, findings=(finding,))


def report_of(*documents: DocumentReport) -> Report:
    return Report(documents, passed=True, signature="mtqc:test")


@pytest.mark.parametrize("document", [estimated(), with_finding(estimated())], ids=["clean", "with a finding"])
def test_the_text_says_the_number_its_meaning_and_its_limits(document: DocumentReport) -> None:
    text = " ".join(written(TextReport(), report_of(document), 80).split())
    assert (
        "Estimated quality 70.7 ± 4.3 of 100, as with 3.5 minor errors a segment (a major one counts as 5); "
        "5 segments judged, each ± 11." in text
    )
    assert "en → de is a measured pair" in text


def test_the_text_lists_the_lowest_segments_first_and_half_of_them_at_most() -> None:
    lines = written(TextReport(), report_of(estimated()), 80).splitlines()
    listed = [line.split("  ") for line in lines if line.startswith("  line ")]
    assert [(parts[1], parts[2], parts[-1]) for parts in listed] == [
        ("line 2", " 41 ± 11", "Die rote Bank. 2"),
        ("line 5", " 58 ± 11", "Die rote Bank. 5"),
    ]
    first = lines.index("  line 2   41 ± 11  Die rote Bank. 2")
    assert lines[first + 1 : first + 4] == [" " * 24 + "^^^^", " " * 20 + "The red bench.", " " * 28 + "^^^^^"]
    assert "lowest" not in written(TextReport(), report_of(estimated(SCORES[:1])), 80)
    many = written(TextReport(), report_of(estimated([float(place) for place in range(1, 40)])), 80)
    assert many.count("  line ") == estimate_wording.MOST_LISTED


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize(
    "text", ["Die rote Bank " * 20, HOSTILE, "長い椅子は赤く塗られた。" * 9, "المقعد الأحمر " * 12]
)
def test_no_line_is_wider_than_the_terminal(width: int, text: str) -> None:
    for line in written(TextReport(), report_of(with_finding(estimated(text=text))), width).splitlines():
        assert display_width(line) <= width, line


def test_clean_files_have_one_line_each_the_lowest_first() -> None:
    files = [replace(estimated([score]), path=f"{score:.0f}.tsv") for score in (90.0, 50.0, 70.0)]
    lines = written(TextReport(), report_of(*files), 100).splitlines()
    assert [line for line in lines if "estimated quality" in line] == [
        "50.tsv: estimated quality 50.0 ± 4.3 of 100, nothing found",
        "70.tsv: estimated quality 70.0 ± 4.3 of 100, nothing found",
        "90.tsv: estimated quality 90.0 ± 4.3 of 100, nothing found",
    ]
    crowd = [replace(estimated([80.0]), path=f"{place}.tsv") for place in range(20)]
    assert "8 more files estimated" in written(TextReport(), report_of(*crowd), 100)


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        (100.0, "as without errors; 1 segment"),
        (90.5, "as with 1.0 minor errors a segment (a major one counts as 5); 1 segment"),
        (0.0, "as with errors throughout; 1 segment"),
    ],
)
def test_the_meaning_is_that_of_the_scale(value: float, meaning: str) -> None:
    estimate = estimated([value]).estimate
    assert estimate is not None
    assert estimate_wording.meaning(estimate) == meaning


def test_what_nobody_tested_is_said() -> None:
    text = written(TextReport(), report_of(estimated(status=PairStatus.UNTESTED)), 100)
    assert "en → de is an untested pair: do not trust the numbers." in text
    nameless = replace(estimated(status=PairStatus.UNTESTED), source_language=None)
    assert "\nThe languages are not known" in written(TextReport(), report_of(nameless), 100)


def test_the_json_has_all_of_it_and_is_valid() -> None:
    values = json.loads(written(JsonReport(), report_of(estimated())))
    Draft202012Validator(SCHEMA).validate(values)
    found = values["documents"][0]["quality"]["estimate"]
    schema = SCHEMA["$defs"]["estimate"]
    assert set(found) == set(schema["required"]) == set(schema["properties"])
    assert found["worst"][0] == {
        "segment": "unit-2", "line": 2, "value": 41.0, "standard_error": 11.4,
        "doubtful": {"start": 4, "end": 8, "text": "rote"},
        "doubtful_source": {"start": 8, "end": 13, "text": "bench"},
    }  # fmt: skip
    assert found["worst"][1]["doubtful"] is None
    assert (found["status"], found["judged"], found["unjudged"]) == ("measured", 5, 1)
    assert (found["value"], found["standard_error"], found["segment_error"]) == (70.7, 4.26, 11.4)


def test_the_page_has_the_number_in_the_head_and_beside_each_text() -> None:
    page = written(HtmlReport(), report_of(with_finding(estimated())))
    assert re.search('<p class="estimate">Estimated quality <b>70.7 ± 4.3</b> of 100, as with 3.5 minor errors', page)
    rows = re.findall('<div class="row"(?: data-estimate="([0-9.]+)")?>', page)
    assert rows == ["92.00", "41.00", "", "77.00", "58.50", "85.00"]
    beside = re.findall('<b class="(poor|)" title="Estimated quality [0-9]+ of 100">([0-9]+)</b>', page)
    assert beside == [("", "92"), ("poor", "41"), ("", "77"), ("poor", "58"), ("", "85")]
    assert page.count('<button type="button" class="sort') == 1


def test_the_page_underlines_what_is_doubtful_in_the_lowest_segments() -> None:
    page = written(HtmlReport(), report_of(estimated()))
    assert '<p class="source" lang="en" dir="auto">The red <u title="Doubtful, by the estimate">bench</u>.</p>' in page
    assert (
        '<p class="target" lang="de" dir="auto">Die <u title="Doubtful, by the estimate">rote</u> Bank. 2</p>' in page
    )
    assert "the most <u>doubtful</u> words are underlined" in page
    found = written(HtmlReport(), report_of(with_finding(estimated())))
    assert '<u title="Doubtful, by the estimate">rote</u></mark> Bank. 2</p>' in found
    document = estimated()
    assert document.estimate is not None
    sure = replace(document, estimate=replace(document.estimate, worst=document.estimate.worst[1:]))
    assert "<u" not in written(HtmlReport(), report_of(sure)).split("<body>")[1].split("<script>")[0]


def test_the_page_offers_no_order_where_there_is_none() -> None:
    document = estimated()
    assert document.estimate is not None
    without = replace(document, texts=None, estimate=replace(document.estimate, scores=None))
    for one in (without, estimated([80.0])):
        assert 'class="sort' not in written(HtmlReport(), report_of(one))
    plain = written(HtmlReport(), report_of(replace(document, estimate=None)))
    assert "Estimated quality" not in plain
    assert "data-estimate" not in plain.split("<body>")[1].split("<script>")[0]
