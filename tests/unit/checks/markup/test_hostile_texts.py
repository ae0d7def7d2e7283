"""None of the checks of markup and addresses is slow on any text, nor raises on any."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.checks.accuracy.email_address import EmailAddress
from mtqc.checks.accuracy.file_path import FilePath
from mtqc.checks.accuracy.url import Url
from mtqc.checks.base import SegmentCheck
from mtqc.checks.context import Context, DocumentContext
from mtqc.checks.locale.accelerator_key import AcceleratorKey
from mtqc.checks.markup.line_break import LineBreak
from mtqc.checks.markup.markdown_link import MarkdownLink
from mtqc.checks.markup.maximum_length import MaximumLength
from mtqc.checks.markup.placeholder import Placeholder
from mtqc.checks.markup.tag import Tag
from mtqc.checks.markup.tag_nesting import TagNesting
from mtqc.checks.options import CheckOptions
from mtqc.model import Finding, Segment

from ...analysis.hostile import HOSTILE, slow

CHECKS = (
    *(Placeholder(), Tag(), TagNesting(), MarkdownLink(), LineBreak(), MaximumLength()),
    *(Url(), EmailAddress(), FilePath(), AcceleratorKey()),
)
ORDINARY = (
    "See [a](b.md) and `x <y>`_: %s {name} ${v} <b>x</b> &app; https://a.example.org/x me@example.org "
    "/usr/x --opt 10.0.0.1 :ref:`x` **b** _Open\n"
)
CONTEXT = DocumentContext(options=CheckOptions(accelerator="_"), format="markdown")
PIECES = (
    "%s",
    "{a}",
    "{n, plural, one {#}",
    "<b>",
    "</b>",
    "&a;",
    "[a](b)",
    "`",
    "\n",
    "https://a.b/c",
    "_a",
    "\\n",
    " ",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join)
FLAGS = st.frozensets(
    st.sampled_from(
        ["c-format", "python-brace-format", "java-format", "icu-message-format", "rst-text", "xml-text", "max-length:3"]
    ),
    max_size=3,
)


def run(check: SegmentCheck, source: str, target: str, flags: frozenset[str] = frozenset()) -> list[Finding]:
    segment = Segment("1", target, source, flags=flags)
    return list(check.check(segment, Context(CONTEXT, segment)))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule)
def test_no_text_takes_long(check: SegmentCheck) -> None:
    texts = HOSTILE[::3] if check.triggers is None else HOSTILE
    chosen = tuple(text for text in texts if check.triggers is None or not set(check.triggers).isdisjoint(text[:50]))
    assert slow(lambda text: run(check, ORDINARY, text), chosen, 5) == []
    assert slow(lambda text: run(check, text, ORDINARY), chosen[::2], 5) == []


@settings(max_examples=60)
@given(TEXTS, TEXTS, FLAGS)
def test_any_pair_of_texts_gives_findings_in_them(source: str, target: str, flags: frozenset[str]) -> None:
    for check in CHECKS:
        for finding in run(check, source, target, flags):
            assert finding.target is None or 0 <= finding.target.start < finding.target.end <= len(target)
            assert finding.source is None or 0 <= finding.source.start < finding.source.end <= len(source)
            assert finding.message.endswith(".")


@settings(max_examples=60)
@given(TEXTS, FLAGS)
def test_a_text_beside_itself_has_no_findings(text: str, flags: frozenset[str]) -> None:
    for check in (Placeholder(), Tag(), Url(), EmailAddress(), FilePath(), LineBreak()):
        if check.rule != "markup/placeholder" or "{n" not in text:
            assert run(check, text, text, flags) == []
