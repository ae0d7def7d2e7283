from __future__ import annotations

import html as entities
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import StringIO
from itertools import pairwise

import lxml.html
import pytest
from lxml.html import HtmlElement

from mtqc.model.breakdown import Histogram
from mtqc.model.comparison import Comparison
from mtqc.reports.base import Terminal
from mtqc.reports.characters import visible
from mtqc.reports.charts import bar_chart, dot_chart, line_chart
from mtqc.reports.comparison_forms import comparison_form

from .comparisons import HOSTILE, against_baseline, hostile_comparison, many_systems, sample_comparison

EVERY = [sample_comparison(), hostile_comparison(), against_baseline(), many_systems(14)]
NAMES = ["sample", "hostile", "baseline", "many"]


def written(comparison: Comparison) -> str:
    stream = StringIO()
    comparison_form("html").write(comparison, stream, Terminal())
    return stream.getvalue()


def page_of(comparison: Comparison) -> HtmlElement:
    return lxml.html.document_fromstring(re.sub("[\ud800-\udfff]", "", written(comparison)))


def by_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    found: list[HtmlElement] = root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return found


def test_golden(golden: Callable[[str, str], None]) -> None:
    text = re.sub(r"(<style>).*?(</style>)", r"\1…\2", written(sample_comparison()), flags=re.DOTALL)
    golden("comparison.html", re.sub(r"sha256-[^']+", "sha256-…", text))


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    text = written(sample_comparison())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    assert entities.unescape(policy) == (
        f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("comparison", EVERY, ids=NAMES)
def test_the_page_loads_nothing_and_runs_nothing(comparison: Comparison) -> None:
    root = page_of(comparison)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert tags & {"script", "img", "link", "iframe", "object", "image", "use", "foreignobject"} == set()
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("src", "style", "srcset", "action"), name
            assert name != "href" or value.startswith("#")


def test_hostile_texts_stay_texts() -> None:
    text = written(hostile_comparison())
    text.encode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e\ud800-\udfff]", text)
    root = page_of(hostile_comparison())
    shown = visible(HOSTILE)
    assert root.xpath("//dd[@class='given']")[0].text_content() == shown
    assert by_class(root, "differs")[0].text_content() == shown
    assert by_class(root, "notice")[0].text_content() == shown


@pytest.mark.parametrize("comparison", EVERY, ids=NAMES)
def test_every_chart_has_a_name_and_a_description(comparison: Comparison) -> None:
    root = page_of(comparison)
    charts = by_class(root, "chart")
    assert charts
    identifiers = [element.attrib["id"] for element in root.xpath("//*[@id]")]
    assert len(identifiers) == len(set(identifiers))
    for chart in charts:
        assert chart.attrib["role"] == "img"
        for label in chart.attrib["aria-labelledby"].split():
            (named,) = root.xpath(f"//*[@id='{label}']")
            assert named.text_content().strip()


@pytest.mark.parametrize("comparison", EVERY, ids=NAMES)
def test_marks_stand_inside_their_charts(comparison: Comparison) -> None:
    for chart in by_class(page_of(comparison), "chart"):
        _, _, width, height = map(float, chart.attrib["viewbox"].split())
        for element in chart.iter("rect", "circle", "text", "line"):
            for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height), ("x2", width)):
                if name in element.attrib:
                    assert 0 <= float(element.attrib[name]) <= limit + 0.1, (name, element.attrib)


def test_every_pair_is_in_the_table_and_in_the_matrix() -> None:
    root = page_of(sample_comparison())
    assert [summary.text_content() for summary in root.xpath("//section[@id='m1']//summary")] == ["6 pairs"]
    assert len(root.xpath("//section[@id='m1']//tbody/tr")) == 6
    assert len(by_class(root, "cell")) == 12
    assert len(root.xpath("//section[@id='m1']//*[contains(@class, 'cell')]/text[contains(@class, 'strong')]")) == 5


def test_a_baseline_has_no_matrix_and_no_clusters() -> None:
    root = page_of(against_baseline())
    assert by_class(root, "cell") == []
    assert "Clusters" not in root.text_content()
    assert root.xpath("//section[@id='parts'] | //section[@id='rules'] | //section[@id='segments']") == []


def test_charts_show_the_best_systems_and_tables_all() -> None:
    root = page_of(many_systems(14))
    assert len(by_class(root, "series")) == 12
    assert "The 12 best systems; the table has all." in root.text_content()
    assert len(root.xpath("//section[@id='parts']//tbody/tr")) == 15


def test_words_that_differ_are_marked_in_both_hypotheses() -> None:
    marks = by_class(page_of(sample_comparison()), "differs")
    assert [(mark.text_content(), mark.attrib["class"].split()[-1]) for mark in marks] == [
        ("Hafen", "first"),
        ("Harbour", "second"),
        ("Er ging.", "second"),
    ]


def test_without_a_distribution_there_is_no_histogram() -> None:
    sample = sample_comparison()
    pair = replace(sample.pairs[0], distribution=Histogram((), ()))
    assert by_class(page_of(replace(sample, pairs=(pair,))), "bar") == []


def test_dots_stand_where_their_values_are() -> None:
    chart = dot_chart([("a", 10.0, None, "10.00"), ("b", 20.0, None, "20.00"), ("c", None, None, "–")], 2)
    places = [dot.x for dot in chart.dots]
    assert places[0] is not None
    assert places[1] is not None
    assert chart.left < places[0] < places[1] < chart.right
    assert places[2] is chart.dots[0].low is None
    fifth = next(tick.place for tick in chart.ticks if tick.label == "12")
    assert fifth == pytest.approx(places[0] + (places[1] - places[0]) / 5)


@pytest.mark.parametrize("values", [[5.0, 5.0], [None, None], [0.0, 0.0]])
def test_axes_of_one_value_or_none(values: list[float | None]) -> None:
    chart = dot_chart([(str(place), value, None, "") for place, value in enumerate(values)], 4)
    assert len({tick.label for tick in chart.ticks}) == len(chart.ticks) > 0


def test_names_of_lines_do_not_lie_upon_each_other() -> None:
    series: list[tuple[str, int, list[float | None]]] = [
        (str(number), number, [50.0 + number / 100]) for number in range(12)
    ]
    series.append(("without", 12, [None]))
    chart = line_chart(["all"], series, 2)
    places = sorted(line.label_y for line in chart.lines)
    assert all(lower - upper >= 14.9 for upper, lower in pairwise(places))
    assert places[-1] <= chart.bottom
    assert chart.lines[-1].points == ()


def test_a_system_has_one_colour_in_all_charts() -> None:
    sample = sample_comparison()
    first = sample.breakdowns[0]
    turned = replace(
        first,
        systems=first.systems[::-1],
        parts=tuple(replace(part, values=part.values[::-1]) for part in first.parts),
    )
    colours = [
        {(line.xpath("./text")[0].text, line.attrib["class"]) for line in by_class(page_of(each), "series")}
        for each in (replace(sample, breakdowns=(first,)), replace(sample, breakdowns=(turned,)))
    ]
    assert colours[0] == colours[1]
    assert len(colours[0]) == 4


def test_bars_know_their_side() -> None:
    chart = bar_chart([-3.0, -1.0, 1.0, 3.0], [1, 4, 2], ["a", "b", "c"], 1)
    assert [bar.side for bar in chart.bars] == [-1, 0, 1]
    assert chart.bars[1].height == max(bar.height for bar in chart.bars)
