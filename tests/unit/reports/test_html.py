from __future__ import annotations

import html as entities
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from mtqc.model import Report, Segment, Span
from mtqc.reports import html, page
from mtqc.reports.characters import visible
from mtqc.reports.html import HtmlReport
from tests.unit.reports.samples import HOSTILE, article, clean, document, hostile_report, program, sample_report
from tests.unit.reports.writing import written

OWN = re.compile(r"(<style>|<script>).*?(</style>|</script>)", re.DOTALL)


def page_of(report: Report) -> HtmlElement:
    return lxml.html.document_fromstring(written(HtmlReport(), report))


def texts(root: HtmlElement, css: str) -> list[str]:
    return [element.text_content() for element in root.cssselect(css)]


def by_class(root: HtmlElement, tag: str, name: str) -> list[HtmlElement]:
    found: list[HtmlElement] = root.xpath(f"//{tag}[contains(concat(' ', @class, ' '), ' {name} ')]")
    return found


def test_golden(golden: Callable[[str, str], None]) -> None:
    text = OWN.sub(r"\1…\2", written(HtmlReport(), sample_report()))
    golden("report.html", re.sub(r"sha256-[^']+", "sha256-…", text))


def test_the_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    text = written(HtmlReport(), sample_report())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    (style,), (script,) = (re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in ("style", "script"))
    hashes = [b64encode(sha256(content.encode()).digest()).decode() for content in (style, script)]
    assert entities.unescape(policy) == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("report", [sample_report(), hostile_report()], ids=["sample", "hostile"])
def test_the_page_loads_nothing_and_runs_only_its_own_script(report: Report) -> None:
    root = page_of(report)
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)} & {"img", "link", "iframe"} == set()
    assert len(root.xpath("//script")) == len(root.xpath("//style")) == 1
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("src", "style", "srcset", "action"), name
            assert name != "href" or value.startswith("#")
    style, script = root.xpath("//style")[0].text, root.xpath("//script")[0].text
    assert "url(" not in style
    assert "@import" not in style
    for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch("):
        assert sink not in script


def test_hostile_texts_stay_texts() -> None:
    root = page_of(hostile_report())
    shown = "\n".join(visible(line) for line in HOSTILE.split("\n"))
    assert by_class(root, "p", "target")[0].text_content() == shown
    assert by_class(root, "p", "source")[0].text_content() == "=" + shown
    assert {message.text_content() for message in by_class(root, "p", "message")} == {visible(HOSTILE)}


def test_every_segment_shows_its_whole_text() -> None:
    root = page_of(sample_report())
    shown = [element.text_content() for element in by_class(root, "p", "target")]
    segments = [segment for document in sample_report().documents for segment in document.texts or ()]
    assert len(shown) == len(segments)
    for text, segment in zip(shown, segments, strict=True):
        assert text.replace("‹U+200B›", "\u200b") == segment.target


def test_every_finding_is_listed_and_marked() -> None:
    root = page_of(sample_report())
    numbers = [str(number) for number in range(1, 14)]
    assert [card.attrib["data-number"] for card in by_class(root, "div", "card")] == numbers
    marked = {number for mark in root.xpath("//mark") for number in mark.attrib["data-f"].split()}
    assert marked == set(numbers)
    cited = [number for mark in root.xpath("//mark[@data-n]") for number in mark.attrib["data-n"].split(",")]
    assert sorted(cited, key=int) == numbers


def test_texts_name_their_language_and_find_their_direction() -> None:
    root = page_of(sample_report())
    assert {element.attrib["dir"] for element in by_class(root, "p", "target")} == {"auto"}
    assert [element.attrib["lang"] for element in by_class(root, "p", "source")] == ["en"] * 6


def test_overlapping_findings_take_the_worst_colour() -> None:
    first, second, *_ = article().findings
    crossing = replace(second, segment=first.segment, target=Span(3, 15))
    report = Report((replace(article(), findings=(first, crossing)),), False, "")
    marks = [(mark.attrib["data-f"], mark.attrib["class"], mark.text) for mark in page_of(report).xpath("//mark")]
    assert marks == [("1", "major", "La "), ("1 2", "major", "Habana"), ("2", "minor", " liegt")]


def test_a_finding_about_the_whole_segment_has_a_place_too() -> None:
    finding = replace(article().findings[0], target=None)
    (mark,) = page_of(Report((replace(article(), findings=(finding,)),), False, "")).xpath("//mark")
    assert (mark.attrib["class"], mark.text) == ("major point", None)


def test_without_the_texts_the_flagged_segments_are_shown() -> None:
    root = page_of(Report((replace(program(), texts=None),), False, ""))
    assert len(by_class(root, "div", "row")) == 3


@pytest.mark.parametrize(
    ("limit", "labels", "gaps"),
    [
        (40, [str(line) for line in range(1, 41)], []),
        (39, ["9", "10", "11", "29", "30", "31"], ["8 segments", "17 segments", "9 segments"]),
        (5, ["10", "30"], ["9 segments", "19 segments", "10 segments"]),
    ],
)
def test_long_documents_are_shown_in_parts(
    monkeypatch: pytest.MonkeyPatch, limit: int, labels: list[str], gaps: list[str]
) -> None:
    monkeypatch.setattr(page, "SHOWN_SEGMENTS", limit)
    segments = tuple(Segment(str(line), "Text", line=line, column=1) for line in range(1, 41))
    finding = article().findings[0]
    found = [replace(finding, segment=segments[index], target=Span(0, 4)) for index in (9, 29)]
    root = page_of(Report((document("long.txt", "text", (None, "de"), segments, found, 40),), False, ""))
    assert [label.text for label in by_class(root, "span", "label")] == labels
    assert [gap.text_content() for gap in by_class(root, "p", "skipped")] == [f"{gap} without findings" for gap in gaps]


def test_too_many_findings_are_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_FINDINGS", 2)
    root = page_of(sample_report())
    assert len(by_class(root, "div", "card")) == 2
    assert by_class(root, "p", "left-out")[0].text_content() == (
        "The page shows the 2 worst findings of 13. The other formats list them all."
    )
    assert "13 findings" in root.xpath("//h1")[0].text_content()


def test_a_clean_run_needs_no_filters() -> None:
    root = page_of(Report((clean("a.txt"),), True, ""))
    assert root.xpath("//form") == []
    assert root.xpath("//h1")[0].text_content() == "Nothing found"


def test_rules_are_explained() -> None:
    assert "Readers stumble over it." in by_class(page_of(sample_report()), "section", "rules")[0].text_content()


def test_a_notebook_shows_the_page_in_a_frame_without_rights() -> None:
    frame = lxml.html.fragment_fromstring(HtmlReport().notebook(sample_report()))
    assert frame.tag == "iframe"
    assert frame.attrib["sandbox"] == "allow-scripts"
    inner = lxml.html.document_fromstring(frame.attrib["srcdoc"])
    assert len(by_class(inner, "div", "card")) == 13
    assert sample_report()._repr_html_().startswith("<iframe ")


def test_hostile_texts_stay_inside_the_frame() -> None:
    frames = lxml.html.fragments_fromstring(HtmlReport().notebook(hostile_report()))
    assert [frame.tag for frame in frames] == ["iframe"]


def test_five_thousand_findings_fit_into_five_megabytes() -> None:
    segments = tuple(
        Segment(
            f"app|{line}",
            "Die Datei konnte nicht gespeichert werden. " * 2,
            "The file could not be saved. " * 3,
            line=line,
        )
        for line in range(1, 5001)
    )
    finding = program().findings[0]
    found = [replace(finding, segment=segment, target=Span(4, 9), source=Span(4, 8)) for segment in segments]
    report = Report((document("po/big.de.po", "po", ("en", "de"), segments, found, 75_000),), False, "")
    assert len(written(HtmlReport(), report).encode()) < 5_000_000


def test_the_page_is_read_from_the_package() -> None:
    folder = Path(html.__file__).parents[1] / "data" / "reports"
    assert {path.name for path in folder.iterdir()} >= {"page.html.jinja", "page.css", "page.js"}
    for name in ("page.css", "page.js"):
        assert "</" not in (folder / name).read_text(encoding="utf-8")
