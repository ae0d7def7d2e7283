from __future__ import annotations

import pytest

from mtqc.checker import Checker
from mtqc.checks.base import Check, Example
from mtqc.checks.context import DocumentContext
from mtqc.checks.markup.tag import Tag
from mtqc.checks.markup.tag_nesting import TagNesting
from mtqc.model import Document, Finding, InlineCode, Segment, Severity
from mtqc.selection import Selection

from ..running import findings_on


def found(source: str | None, target: str, *flags: str, check: Check | None = None) -> list[Finding]:
    return findings_on(check or Tag(), Example(target, source=source, flags=frozenset(flags)))


def on_codes(check: Check, source: tuple[InlineCode, ...], target: tuple[InlineCode, ...]) -> list[Finding]:
    segment = Segment("1", "Ein Wort", "A word", source_codes=source, target_codes=target)
    checker = Checker(Selection((check,), frozenset({check.rule}), ()), DocumentContext(), "x")
    findings = checker.check(Document("x", (segment,)))
    assert not checker.failures
    return findings


OPEN, CLOSE = InlineCode(2, "open", "1", "<g>"), InlineCode(6, "close", "1", "</g>")
BREAK = InlineCode(1, "standalone", "2", "<x/>")
ITALIC = (InlineCode(3, "open", "3", "<i>"), InlineCode(5, "close", "3", "</i>"))


def test_a_lost_pair_is_one_finding() -> None:
    (finding,) = found("Click <a href='x'>here</a>", "Hier klicken")
    assert finding.source_text == "<a href='x'>"
    assert finding.severity is Severity.MAJOR


def test_lost_formatting_is_minor() -> None:
    assert [finding.severity for finding in found("<b>a</b>", "a")] == [Severity.MINOR]


def test_a_broken_tag_is_mended() -> None:
    (finding,) = found("<b>a</b>", "<b>a< / b>")
    assert (finding.target_text, finding.suggestions) == ("< / b>", ("</b>",))


def test_a_cut_off_tag_has_no_safe_mending() -> None:
    (finding,) = found('<p class="x">a</p>', '<p class="xa</p>')
    assert finding.target_text == '<p class="xa' or finding.target_text == "<p"
    assert finding.suggestions == ()


def test_translated_tags_are_put_right_one_by_one() -> None:
    findings = found("<b>a</b>", "<negrita>a</negrita>")
    assert [finding.suggestions for finding in findings] == [("<b>",), ("</b>",)]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ('<a href="a.md">x</a>', '<a href="b.md">x</a>', "The attribute href of the tag is 'a.md' in the source."),
        ('<a href="a.md">x</a>', "<a>x</a>", "The attribute href is missing from <a>."),
        ("<a>x</a>", '<a onclick="x()">x</a>', 'The attribute onclick of <a onclick="x()"> is not in the source.'),
    ],
)
def test_attributes(source: str, target: str, message: str) -> None:
    assert [finding.message for finding in found(source, target)] == [message]


def test_a_tag_with_translated_attributes_is_not_replaced_as_a_whole() -> None:
    (finding,) = found('<a href="a.md" title="one">x</a>', '<a href="b.md" title="eins">x</a>')
    assert finding.suggestions == ()


def test_an_entity_of_a_program() -> None:
    assert [finding.message for finding in found("&app; runs", "App läuft")] == [
        "Entity &app; is missing from the translation."
    ]
    assert found("&eacute;", "é") == []


def test_codes_are_compared_by_name() -> None:
    assert on_codes(Tag(), (OPEN, CLOSE, BREAK), (BREAK, OPEN, CLOSE)) == []
    (finding,) = on_codes(Tag(), (OPEN, CLOSE, BREAK), (BREAK,))
    assert finding.message == "Inline code <g> is missing from the translation."
    assert finding.source_text == "word"
    (finding,) = on_codes(Tag(), (BREAK,), (BREAK, OPEN, CLOSE))
    assert (finding.message, finding.target_text) == ("Inline code <g> is not in the source.", "n Wo")
    (finding,) = on_codes(Tag(), (BREAK,), ())
    assert (finding.source, finding.target) == (None, None)


def test_codes_are_not_compared_without_a_source() -> None:
    segment = Segment("1", "Ein Wort", None, target_codes=(BREAK,))
    checker = Checker(Selection((Tag(),), frozenset({Tag.rule}), ()), DocumentContext(), "x")
    assert checker.check(Document("x", (segment,))) == []


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        ("See :ref:`a`", "Siehe :ref:`a`", []),
        ("See :ref:`a`", "Siehe :doc:`a`", [":doc:`a` should correspond to :ref:`a` of the source."]),
        (
            "See :ref:`a`",
            "Siehe",
            [":ref:`a` is missing from the translation, or not written so that it is recognised."],
        ),
        ("See :ref:`a` |x|", "Siehe :ref:`a` :ref:`b` x", [":ref:`b` is not in the source."]),
        ("a `b` c", "a c", []),
    ],
)
def test_roles_of_restructured_text(source: str, target: str, messages: list[str]) -> None:
    assert [finding.message for finding in found(source, target)] == messages


def test_a_flag_makes_all_restructured_text_count() -> None:
    assert len(found("|x| **b**", "x b", "rst-text")) == 2


def test_nesting_is_silent_where_tags_are_missing() -> None:
    assert found("<b>a</b>", "</b>a", check=TagNesting()) == []


def test_what_the_source_closes_has_to_be_closed() -> None:
    (finding,) = found("<p>a</p>", "</p>a<p>", check=TagNesting())
    assert finding.target_text == "</p>"
    assert found("<p>a<p>b", "<p>a<p>b", check=TagNesting()) == []
    assert found("<ul><p>a</ul>", "<p><ul>a</ul>", check=TagNesting()) == []
    assert found("<b><p>a</b>", "<p>a</b><b>", check=TagNesting())


def test_nesting_is_silent_where_the_source_does_not_nest() -> None:
    assert found("</b>a<b>", "a</b>b<b>", check=TagNesting()) == []


@pytest.mark.parametrize(
    ("target", "marked"),
    [
        ("<b><i>a</b></i>", "</b>"),
        ("a <b>b</em> c", "</em>"),
        ("<b>a<b>", "<b>"),
        ("a</b>", None),
        ("<b>a</b> b <b>c", None),
        ("</em>a<b>", None),
    ],
)
def test_nesting_without_a_source(target: str, marked: str | None) -> None:
    findings = found(None, target, check=TagNesting())
    assert [finding.target_text for finding in findings] == ([] if marked is None else [marked])


def test_nesting_of_a_text_whose_source_has_no_tags() -> None:
    assert found("a", "<b>", check=TagNesting()) == []


def test_slashes_are_kept() -> None:
    (finding,) = found("a<br/>b", "a<br>b", check=TagNesting())
    assert finding.suggestions == ("<br/>",)
    assert found("a<br/>b<br>c", "a<br>b<br>c", check=TagNesting()) == []
    assert found("a<br>b", "a<br/>b", check=TagNesting()) == []


def test_bare_signs_in_xml() -> None:
    findings = found("a", "a < b & c &amp; <b>d</b>", "xml-text", check=TagNesting())
    assert [(finding.target_text, finding.suggestions) for finding in findings] == [("<", ("&lt;",)), ("&", ("&amp;",))]
    assert found("a & b", "a < b", "xml-text", check=TagNesting()) == []
    assert found(None, "a < b", "xml-text", check=TagNesting())


def test_nesting_of_codes() -> None:
    check = TagNesting()
    crossing = (OPEN, ITALIC[0], CLOSE, ITALIC[1])
    nested = (OPEN, *ITALIC, CLOSE)
    assert [finding.message for finding in on_codes(check, nested, crossing)] == [
        "</g> closes before <i>, which was opened after it, is closed."
    ]
    assert [finding.message for finding in on_codes(check, (OPEN, CLOSE), (CLOSE, OPEN))] == [
        "</g> closes nothing that is open."
    ]
    assert on_codes(check, nested, nested) == []
    assert on_codes(check, crossing, crossing) == []
    assert on_codes(check, nested, (OPEN,)) == []


def test_codes_that_show_the_same_are_told_apart_by_their_ids() -> None:
    first, second = InlineCode(2, "standalone", "1", "{0}"), InlineCode(3, "standalone", "9", "{0}")
    assert [finding.message for finding in on_codes(Tag(), (first,), (second,))] == [
        "Inline code {0} (id 1) is missing from the translation.",
        "Inline code {0} (id 9) is not in the source.",
    ]
