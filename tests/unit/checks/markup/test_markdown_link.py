from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.context import Context, DocumentContext
from mtqc.checks.markup.markdown_link import MarkdownLink
from mtqc.model import Finding, Segment, Severity

from ..running import findings_on


def found(source: str | None, target: str, *flags: str) -> list[Finding]:
    return findings_on(MarkdownLink(), Example(target, source=source, flags=frozenset(flags)))


def test_a_broken_link_is_one_finding_with_its_mending() -> None:
    (finding,) = found("See [a](b.md).", "Siehe [x] ( b.md ).")
    assert (finding.target_text, finding.suggestions) == ("[x] ( b.md )", ("[x](b.md)",))


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("[a](b.md)", "[x](y.md)", "Link to y.md should be b.md as in the source."),
        ("![a](b.png)", "x", "Image b.png is missing from the translation."),
        ("[a](b.md)", "[x](b.md) [y](z.md)", "Link to z.md is not in the source."),
    ],
)
def test_links(source: str, target: str, message: str) -> None:
    assert [finding.message for finding in found(source, target)] == [message]


def test_without_a_link_in_the_source_only_a_flag_or_format_makes_markdown() -> None:
    assert found("`a` **b**", "x") == []
    assert len(found("`a` **b**", "x", "md-text")) == 2
    segment = Segment("1", "[a] (b.md)", None)
    context = Context(DocumentContext(format="markdown"), segment)
    assert len(list(MarkdownLink().check(segment, context))) == 1
    assert found(None, "[a] (b.md)") == []


def test_references_and_code_in_markdown() -> None:
    (finding,) = found("[a][one]", "[b][zwei]", "md-text")
    assert (finding.target_text, finding.suggestions) == ("[b][zwei]", ())
    (finding,) = found("`a` `b`", "`a`", "md-text")
    assert finding.severity is Severity.MINOR
    assert found("`a`", "`a` `b`", "md-text") == []


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        ("**a**", "**x**", []),
        ("**a** b **c**", "**x**", []),
        ("**a**", "**x*", ["'**' stands once in the translation, twice in the source."]),
        ("~~a~~", "x", ["'~~' stands nowhere in the translation, twice in the source."]),
        ("a", "**x** **y**", ["'**' stands 4 times in the translation, nowhere in the source."]),
    ],
)
def test_markers(source: str, target: str, messages: list[str]) -> None:
    assert [finding.message for finding in found(source, target, "md-text")] == messages


def test_a_lone_marker_needs_no_source() -> None:
    (finding,) = found(None, "Ein **Wort * hier", "md-text")
    assert (finding.target_text, finding.message) == ("**", "'**' stands once: one has no partner.")
    assert found(None, "Ein **Wort** und `2**3`", "md-text") == []


def test_a_link_to_the_translated_page() -> None:
    assert found("[a](/en/a.md)", "[b](/de/b.md)") == []


def test_brackets_of_the_source_are_no_broken_links() -> None:
    assert found("[a](b.md) [1] (c.md)", "[x](b.md) [1] (c.md)") == []
