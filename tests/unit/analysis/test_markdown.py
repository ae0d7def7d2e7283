from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.markdown import find_broken_links, find_markdown, has_inline_link

from .hostile import slow


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("[a](b)", "link", "b"),
        ("[a](<b c>)", "link", "b c"),
        ("[a]( b_(c) \"Titel\" )", "link", "b_(c)"),
        ("[a [b] c](d)", "link", "d"),
        ("![a](b.png)", "image", "b.png"),
        ("[a]()", "link", ""),
        ("[a][b]", "reference", "b"),
        ("[a][]", "reference", "a"),
        ("`a b`", "code", "a b"),
        ("``a ``", "code", "a"),
        ("~~", "marker", "~~"),
    ],
)  # fmt: skip
def test_parts(text: str, kind: str, content: str) -> None:
    (part,) = find_markdown(f"Vor {text} nach")
    assert (part.kind, part.content, part.text) == (kind, content, text)
    if part.destination is not None:
        assert part.destination.of(f"Vor {text} nach") == content


def test_markers_in_code_are_code() -> None:
    assert [part.kind for part in find_markdown("`2**3` **b**")] == ["code", "marker", "marker"]


def test_a_link_around_an_image_leads_where_the_outer_one_does() -> None:
    (part,) = find_markdown("[![logo](logo.png)](home.md)")
    assert part.content == "home.md"


@pytest.mark.parametrize("text", ["[a] (b)", "[a]", "(b)", "a](b", "[a\n\nb](c)", "`a'", "***", "a[0][", "\\[a](b"])
def test_other_brackets_are_none(text: str) -> None:
    assert not [part for part in find_markdown(text) if part.kind != "marker"] or text.startswith("\\")
    assert not has_inline_link(text) or text.startswith("\\")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("[a] (help.md)", "[a](help.md)"),
        ("[a]（https://x.example）", "[a](https://x.example)"),
        ("[a](https: //x.example / y)", "[a](https://x.example/y)"),
        ("! [a](b.png)", "![a](b.png)"),
        ("[a] (#anker)", "[a](#anker)"),
    ],
)
def test_broken_links_are_mended(text: str, mended: str) -> None:
    (broken,) = find_broken_links(f"Siehe {text}.")
    assert (broken.text, broken.mended) == (text, mended)


@pytest.mark.parametrize("text", ["[a](b.md)", "[1] (siehe unten)", "[j/n] (Vorgabe: j)", "[a] b (c.md)", "[a](b c)"])
def test_remarks_in_parentheses_are_no_broken_links(text: str) -> None:
    assert find_broken_links(text) == ()


@settings(max_examples=100)
@given(st.text(st.sampled_from("[]()!<>`*~ab \n\\\"'（）.") | st.characters(), max_size=60))
def test_any_text_has_parts_in_order_that_are_in_it(text: str) -> None:
    start = 0
    for part in find_markdown(text):
        assert part.span.start >= start
        assert part.text == part.span.of(text) != ""
        start = part.span.start
    for broken in find_broken_links(text):
        assert broken.text == broken.span.of(text)


def test_no_text_takes_long() -> None:
    assert slow(find_markdown) == []
    assert slow(find_broken_links) == []
