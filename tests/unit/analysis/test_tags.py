from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.tag_comparison import (
    TagComparison,
    compare_tags,
    find_broken_tag,
    is_character,
    is_formatting,
    without_tags,
)
from mtqc.analysis.tag_nesting import nesting_faults
from mtqc.analysis.tags import Tag, find_tags

from .hostile import slow


def found(text: str, *names: str) -> list[str]:
    return [tag.text for tag in find_tags(text, frozenset(names))]


def compared(source: str, target: str) -> TagComparison:
    return compare_tags(find_tags(source), find_tags(target), source, target)


def texts(tags: tuple[Tag, ...]) -> list[str]:
    return [tag.text for tag in tags]


@pytest.mark.parametrize(
    "markup",
    [
        *("<b>", "</b>", "<br>", "<br/>", "<br />", '<a href="x">', "<x a='>'>", "<emphasis>", "<nl/>", "<B>"),
        *("<!-- Notiz -->", "<!DOCTYPE html>", '<?xml version="1.0"?>', "&amp;", "&#176;", "&#xB0;", "&app.name;"),
    ],
)
def test_markup_is_found(markup: str) -> None:
    assert found(f"Ein {markup} Wort") == [markup]


@pytest.mark.parametrize(
    "prose",
    [
        "<file>",
        "<Datei oder Ordner>",
        "a < b > c",
        "I <3 du",
        "<name@example.org>",
        "Q&A; R&D",
        "<%s>",
        "<>",
        "<",
        "[/dir]",
    ],
)
def test_metavariables_and_other_signs_are_none(prose: str) -> None:
    assert found(f"Ein {prose} Wort") == []


def test_an_end_tag_or_a_name_given_makes_a_tag_of_any_name() -> None:
    assert found("<file>x</file> <name>") == ["<file>", "</file>"]
    assert found("<file> <name>", "name") == ["<name>"]


def test_bbcode_needs_both_its_tags() -> None:
    assert [tag.name for tag in find_tags("[b]fett[/b] [i] [url=x]y[/url]")] == ["[b]", "[b]", "[url]", "[url]"]
    assert found("[b]fett", "[b]") == ["[b]"]


def test_kinds() -> None:
    text = "<b></b><br><hr/><a href=/x/>&lt;<link>z</link>"
    assert [(tag.kind, tag.name) for tag in find_tags(text)] == [
        ("open", "b"),
        ("close", "b"),
        ("standalone", "br"),
        ("standalone", "hr"),
        ("open", "a"),
        ("entity", "&lt;"),
        ("open", "link"),
        ("close", "link"),
    ]


def test_attributes() -> None:
    (tag,) = find_tags("""<a href="x y" title = 'z' rel=w checked>""")
    assert tag.attributes == {"href": "x y", "title": "z", "rel": "w"}


@settings(max_examples=100)
@given(st.text(st.sampled_from("<>/ab=\"' [];&#1!?-.") | st.characters(), max_size=60))
def test_any_text_has_tags_in_order_that_are_in_it(text: str) -> None:
    end = 0
    for tag in find_tags(text):
        assert tag.span.start >= end
        assert tag.text == text[tag.span.start : tag.span.end] != ""
        end = tag.span.end
        assert isinstance(tag.attributes, dict)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("<b>a</b>", "<B>x</B>"),
        ("<b>a</b><i>c</i>", "<i>x</i><b>y</b>"),
        ("&eacute;&nbsp;&quot;", "é „"),
        ('<img alt="dog" width=1>', '<img alt="Hund" width=2>'),
        ('<a href="http://example.org/en/">a</a>', '<a href="https://example.org/de/">b</a>'),
        ('<span style="a">a</span>', '<span style="b">b</span>'),
        ("<item>a</item>", "<item>b</item>"),
        ("<file>", "<datei>"),
        ("no <script> name", "kein Name für <skript>"),
        ("from <from> to <to>", "von <von> nach <para>"),
    ],
)
def test_what_translations_may_do_is_no_difference(source: str, target: str) -> None:
    assert compared(source, target) == TagComparison()


def test_what_is_missing_extra_and_changed() -> None:
    assert texts(compared("<b>a</b>", "<b>a").missing) == ["</b>"]
    assert texts(compared("a", "<b>a</b>").extra) == ["<b>", "</b>"]
    assert texts(compared("<file>a</file>", "<file>a").missing) == ["</file>"]
    assert [(one.text, other.text) for one, other in compared("<b>a</b>", "<b>a<b>").changed] == [("</b>", "<b>")]
    assert [(one.text, other.text) for one, other in compared("<b>", "<negrita> </negrita>").changed] == [
        ("<b>", "<negrita>")
    ]
    assert texts(compared("&app;", "App").missing) == ["&app;"]


def test_attributes_that_programs_read() -> None:
    source = '<a href="x.md" class="c">a</a>'
    differences = compared(source, '<a href="y.md" onclick="z()">b</a>').attributes
    assert [(one.name, one.expected, one.value) for one in differences] == [
        ("href", "x.md", "y.md"),
        ("class", "c", None),
        ("onclick", None, "z()"),
    ]


def test_thousands_of_differences_do_not_take_long() -> None:
    assert len(compared("<b>" * 20_000, "<i>" * 20_000).missing) > 10_000


@pytest.mark.parametrize(
    ("tag", "target", "remains"),
    [
        ("<b>", "a < b > c", "< b >"),
        ("</b>", "a < /b> c", "< /b>"),
        ("</b>", "a </ b>", "</ b>"),
        ("<b>", "a &lt;b&gt; c", "&lt;b&gt;"),
        ("<b>", "a <b", "<b"),
        ('<a href="x">', 'a < a href = "x">', '< a href = "x">'),
        ("&app;", "a & app ;", "& app ;"),
    ],
)
def test_the_remains_of_tags_are_recognised(tag: str, target: str, remains: str) -> None:
    (wanted,) = find_tags(tag)
    span = find_broken_tag(wanted, target, [])
    assert span is not None
    assert span.of(target) == remains
    assert find_broken_tag(wanted, target, [span]) is None


def test_the_remains_of_bbcode_are_recognised() -> None:
    _, close = find_tags("[b][/b]")
    span = find_broken_tag(close, "[b]a[ /b ]", [])
    assert span is not None
    assert span.of("[b]a[ /b ]") == "[ /b ]"


def test_other_words_are_no_remains() -> None:
    (wanted,) = find_tags("<b>")
    assert find_broken_tag(wanted, "a < bc > d, <block>", []) is None


def test_elements_are_blanked_out_and_entities_stay() -> None:
    text = "<b>a</b> &lt;"
    assert without_tags(text, find_tags(text)) == "   a     &lt;"


def test_facts_of_tags() -> None:
    assert is_character("&eacute;")
    assert is_character("&#10;")
    assert not is_character("&appName;")
    assert is_formatting(find_tags("<B>")[0])
    assert not is_formatting(find_tags('<a href="x">')[0])


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("<b>a</b><i>b</i>", []),
        ("<ul><li>a<li>b</ul>", []),
        ("a</p>", []),
        ("<p>a", []),
        ("<b><i>a</b></i>", [("crossing", "</b>"), ("unopened", "</i>")]),
        ("a</b>", [("unopened", "</b>")]),
        ("<b>a", [("unclosed", "<b>")]),
        ("<b>a<b>b</b>", [("unclosed", "<b>")]),
    ],
)
def test_nesting(text: str, faults: list[tuple[str, str]]) -> None:
    assert [(fault.kind, fault.item.text) for fault in nesting_faults(find_tags(text), {"li", "p"})] == faults


def test_no_text_takes_long() -> None:
    (wanted,) = find_tags("<b>")
    assert slow(lambda text: list(nesting_faults(find_tags(text)))) == []
    assert slow(lambda text: find_broken_tag(wanted, text, [])) == []
