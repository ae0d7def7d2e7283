"""What people see of the origin of texts: on a terminal, on the page, in JSON."""

import json
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import lxml.html
import pytest
from lxml.html import HtmlElement

from mtqc.model import CheckFailure, Detection, Quality, Reason, Verdict
from mtqc.reports import detection_wording
from mtqc.reports.base import Terminal
from mtqc.reports.detection_text import DetectionText
from mtqc.reports.html import HtmlReport
from mtqc.reports.json import JsonReport
from mtqc.reports.outcome import outcome_of
from tests.unit.reports.detections import MACHINE, NO_TRACE, TRANSLATED, detected, evidence, judged, report_of, several
from tests.unit.reports.samples import sample_report
from tests.unit.reports.test_json import SCHEMA
from tests.unit.reports.writing import written


def elements(root: HtmlElement, path: str) -> list[HtmlElement]:
    found: list[HtmlElement] = root.xpath(path)
    return found


@pytest.mark.parametrize("width", [80, 140])
def test_one_text(golden: Callable[[str, str], None], width: int) -> None:
    golden(f"detection-{width}.txt", written(DetectionText(), detected(), width))


def test_several_texts(golden: Callable[[str, str], None]) -> None:
    golden("detections.txt", written(DetectionText(), several()))


def test_details_of_several_texts() -> None:
    text = written(DetectionText(details=True), several())
    assert "reads as translated, which tells nothing about a machine (from a Romance language)" in text
    assert "its language could not be told" in text
    assert text.count("article.txt") == 2


def test_places_betray_no_source_where_the_text_is_not_called_a_translation() -> None:
    native = replace(NO_TRACE, source_language={"es": 0.9})
    text = written(DetectionText(), report_of(judged("a.txt", native, evidence())))
    assert "2 places to look at" in text
    assert "Spanish" not in text


def test_what_was_not_looked_for_takes_a_line_a_reason() -> None:
    reason = "mtqc has none of it for texts in Italian"
    limited = replace(NO_TRACE, ran=("residue",), not_run={"style": reason, "agreement": reason})
    assert detection_wording.limits(limited) == [f"Not looked for, since {reason}: style; agreement."]
    note = "mtqc knows nothing of translations into Finnish: no evidence was looked for."
    assert detection_wording.limits(replace(limited, ran=(), notes=(note,))) == [note]


def test_an_empty_text_is_said_to_be_empty() -> None:
    empty = replace(judged("a.txt", None), quality=Quality.of((), 0))
    assert "there is no text in it" in written(DetectionText(), report_of(empty))


def test_no_line_is_wider_than_a_narrow_terminal() -> None:
    report = report_of(judged("a.txt", MACHINE))
    assert max(map(len, written(DetectionText(), report, 60).splitlines())) <= 60


def test_colours_only_if_the_terminal_shows_them() -> None:
    assert "\x1b[1;31m" in written(DetectionText(), detected(), colours=True)
    assert "\x1b" not in written(DetectionText(), detected())


def test_a_broken_check_is_said() -> None:
    failure = CheckFailure("house/broken", "a.txt", "1", "ValueError: no")
    assert "house/broken" in written(DetectionText(), replace(detected(), failures=(failure,)))


def test_probabilities_are_never_certain() -> None:
    assert detection_wording.probability(1.0) == "99%"
    assert detection_wording.probability(0.0) == "1%"
    assert detection_wording.probability(None) == "–"


def test_languages_have_names() -> None:
    assert detection_wording.source_name(MACHINE) == "from Spanish"
    assert detection_wording.source_name(NO_TRACE) == ""
    assert detection_wording.language_name("x-none") == "x-none"
    assert detection_wording.verdict(replace(TRANSLATED, source_family=None)).endswith("about a machine")


@pytest.mark.parametrize(
    ("found", "heading"),
    [
        ({"source": "es"}, "Spanish 40%, French 35%"),
        ({"source_family": "Romance"}, "a Romance language; which one is not sure, likeliest: Spanish 40%, French 35%"),
        ({}, "nothing names it; of what is translated most: Spanish 40%, French 35%"),
        (
            {"source_reasons": (Reason("home", "It mentions Madrid.", 1.2),)},
            "nothing names it; by its topics likeliest: Spanish 40%, French 35%",
        ),
        (
            {"source_reasons": (Reason("wording", "Turns of phrase from Spanish.", 1.2),)},
            "the signs are too few; likeliest: Spanish 40%, French 35%",
        ),
    ],
)
def test_a_ranking_is_told_from_a_name(found: dict[str, object], heading: str) -> None:
    detection = replace(replace(TRANSLATED, source_family=None), **found)  # type: ignore[arg-type]  # fields by name
    report = report_of(judged("a.txt", detection))
    assert f"  source      {heading}\n" in written(DetectionText(), report, 120)
    page = lxml.html.fromstring(written(HtmlReport(), report))
    (shares,) = elements(page, "//p[contains(., 'Source language')]")
    assert " ".join(shares.text_content().split()).startswith(
        f"Source language {heading.partition('Spanish')[0]}".strip()
    )


def test_the_page_shows_the_origin() -> None:
    root = lxml.html.document_fromstring(written(HtmlReport(), detected()))
    (origin,) = elements(root, "//section[starts-with(@class, 'origin')]")
    assert "machine reads as unedited machine translation (from Spanish)" in origin.text_content()
    assert [rect.get("width") for rect in elements(origin, ".//rect[@class='fill']")] == ["97.0", "99.5"]
    assert [rect.get("x") for rect in elements(origin, ".//rect[@class='s2']")] == ["93.0"]
    assert [mark.get("data-group") for mark in elements(root, "//p[@class='target']/mark")] == ["residue", "typography"]
    assert [item.text_content() for item in elements(origin, ".//ul[@class='legend']/li")] == [
        "words left in the source language 1",
        "typography 1",
    ]
    assert "20 words in another language" in origin.text_content()
    assert not elements(root, "//div[@class='score']")


def test_the_page_without_a_detection_shows_none() -> None:
    assert "section class" in written(HtmlReport(), sample_report())
    assert '<section class="origin' not in written(HtmlReport(), sample_report())


def test_the_top_of_the_page_says_where_texts_come_from() -> None:
    one = outcome_of(detected())
    assert (one.word, one.title) == ("machine", "Reads as unedited machine translation (from Spanish)")
    assert one.reason == "2 places of evidence"
    some = outcome_of(several())
    assert some.style == "machine"
    assert some.title == "1 machine, 1 translated, 1 no trace, 1 too short, 1 not judged"
    assert outcome_of(report_of(judged("a", NO_TRACE))).reason == "no evidence in the text"


def test_the_top_of_the_page_of_a_check_says_whether_it_passed() -> None:
    assert outcome_of(sample_report()).word == sample_report().verdict
    assert not outcome_of(sample_report()).is_origin


def test_json_keeps_the_contract() -> None:
    report = json.loads(written(JsonReport(), several()))
    jsonschema.validate(report, SCHEMA)
    detection = report["documents"][0]["detection"]
    assert detection["translated"] == 0.97
    assert detection["machine"] == 0.995
    assert detection["source_language"]["es"] == 0.93
    assert detection["verdict"] == "machine"
    assert "Words left in Spanish: “Según” and “Ya”." in detection["evidence"]
    assert report["documents"][5]["detection"] is None
    assert report["documents"][3]["detection"]["machine"] is None


@pytest.mark.parametrize(
    ("verdict", "reached"),
    [(Verdict.MACHINE, [True, False, False]), (Verdict.TRANSLATED, [True, True, False])],
)
def test_a_report_reaches_a_verdict(verdict: Verdict, reached: list[bool]) -> None:
    detections: list[Detection] = [MACHINE, TRANSLATED, NO_TRACE]
    assert [report_of(judged("a", detection)).reaches(verdict) for detection in detections] == reached


def test_the_detection_of_a_report_is_that_of_its_first_judged_text() -> None:
    assert report_of(judged("a", None), judged("b", NO_TRACE)).detection is NO_TRACE
    assert report_of(judged("a", None)).detection is None


def test_reports_encode_hostile_texts() -> None:
    hostile = judged("\x1b[31m<script>", replace(MACHINE, notes=("\x1b<b>\ud800",)))
    for format in (DetectionText(), HtmlReport(), JsonReport()):
        text = written(format, report_of(hostile))
        assert "\x1b" not in text
        text.encode()
    assert Terminal().width
