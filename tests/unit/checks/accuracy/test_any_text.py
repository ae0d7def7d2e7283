"""Whatever a text holds, these checks find spans inside it, and find them soon."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.checks.base import Check, DocumentCheck, Example, Need, SegmentCheck
from mtqc.checks.context import DocumentContext
from mtqc.checks.options import CheckOptions
from mtqc.languages import language
from mtqc.model import Document, Finding, Segment
from mtqc.selection import load_check

from ..running import findings_on

RULES = (
    "accuracy/do-not-translate",
    "accuracy/length",
    "accuracy/model-talk",
    "accuracy/repetition",
    "accuracy/source-copied",
    "accuracy/untranslated",
    "accuracy/wrong-language",
    "accuracy/wrong-script",
    "conventions/encoding",
    "conventions/invisible-character",
    "conventions/mixed-script",
)
CHECKS = [load_check(rule) for rule in RULES]
LANGUAGES = ("en", "de", "ru", "ja", "ar", "th")
WORDS = "the of and to is not die der und nicht с на не 的 は Word word Wordpress Ã¼ â€œ аb пx Note: 12 ʼ İ ß ς ́ ـ"
SIGNS = "\ufffd &amp; &quot; \\u00fc a?b \u200b \u200d \u202e \u2069 \ufe0f \U000e0041 <|x|> ▁ ( ) „ “ , . ! : ; %s <b>"
PIECES = st.sampled_from([piece for line in (WORDS, SIGNS) for piece in line.split(" ")])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join))


def run(check: Check, segment: Segment, source_language: str | None, target_language: str) -> Iterator[Finding]:
    context = DocumentContext(
        language(source_language) if source_language else None,
        language(target_language),
        options=CheckOptions(do_not_translate=("Word", "the of")),
    )
    if isinstance(check, DocumentCheck):
        yield from check.check(Document("x", (segment,)), context)
    elif isinstance(check, SegmentCheck) and (segment.source is not None or Need.SOURCE not in check.needs):
        yield from check.check(segment, context.of(segment))


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.none() | TEXTS, st.sampled_from((None, *LANGUAGES)), st.sampled_from(LANGUAGES))
def test_spans_lie_inside_any_text(
    target: str, source: str | None, source_language: str | None, target_language: str
) -> None:
    segment = Segment("1", target, source)
    for check in CHECKS:
        for finding in run(check, segment, source_language, target_language):
            assert finding.target is None or 0 <= finding.target.start <= finding.target.end <= len(target)
            assert finding.source is None or 0 <= finding.source.start < finding.source.end <= len(source or "")
            assert 0 < finding.confidence <= 1
            assert "\n" not in finding.message


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_a_target_equal_to_its_source_in_one_language_has_nothing_of_these(text: str) -> None:
    example = Example(text, text, "en-US", "en-GB", settings={"do_not_translate": ("Word",)})
    for check in CHECKS:
        assert findings_on(check, example) == []


HOSTILE = [
    "(",
    "7",
    '"',
    " ",
    "a",
    "<",
    "{",
    "%",
    "\n",
    "a?",
    "Ã¼ ",
    "a\u200b",
    "\u202a\u202c",
    "the of ",
    "&amp;",
    "漢あ",
]


@pytest.mark.parametrize("piece", [*HOSTILE, "".join(HOSTILE), "a\ufffd", "аb", "▁", "[a", "Word ", "\\u00fc "])
def test_hostile_text_takes_no_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    for source, target_language in (("x " + text, "de"), ("The file is closed.", "de"), (None, "ru")):
        segment = Segment("1", text, source)
        for check in CHECKS:
            start = time.process_time()
            findings = list(run(check, segment, "en", target_language))
            assert time.process_time() - start < 15, check.rule
            assert all(len(finding.message) < 500 for finding in findings)
