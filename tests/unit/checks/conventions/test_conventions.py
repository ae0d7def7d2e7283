"""What all checks of punctuation, blanks and capitals have in common."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.checks.base import Example
from mtqc.selection import load_check

from ..running import findings_on

RULES = [
    "accuracy/number",
    "conventions/brackets",
    "conventions/capitalisation",
    "conventions/capitalisation-strict",
    "conventions/doubled-word",
    "conventions/ellipsis",
    "conventions/end-punctuation",
    "conventions/end-punctuation-strict",
    "conventions/punctuation-spacing",
    "conventions/quotation-pairing",
    "conventions/quotation-style",
    "conventions/whitespace",
    "locale/number-format",
]
CHECKS = {rule: load_check(rule) for rule in RULES}
PATTERNS = ("(", '"', "„«", "1 ", "1,000.", ". ", "a ", "aa,", "—a", "?", "Ende.Anfang", " ;", "… ...", "<b>")
SIGNS = "aB ä語,.;:!?¿…\"'„“«»—()[]123½% \u00a0\t\n{}<>é"


@pytest.mark.parametrize("rule", RULES)
@given(target=st.text(alphabet=SIGNS), source=st.none() | st.text(alphabet=SIGNS))
@settings(max_examples=30, deadline=None)
def test_no_text_breaks_a_check_and_spans_lie_within(rule: str, target: str, source: str | None) -> None:
    for tag in ("de", "fr", "es", "zh"):
        example = Example(target, source=source, source_language="en", target_language=tag)
        for finding in findings_on(CHECKS[rule], example):
            if finding.target is not None:
                assert 0 <= finding.target.start <= finding.target.end <= len(target)
            if finding.source is not None:
                assert 0 <= finding.source.start <= finding.source.end <= len(source or "")
            assert finding.message.endswith(".")


@pytest.mark.parametrize("rule", RULES)
def test_hostile_text_takes_no_time(rule: str) -> None:
    for pattern in PATTERNS:
        text = pattern * (30_000 // len(pattern))
        start = time.process_time()
        findings_on(CHECKS[rule], Example(text, source="Some text.", source_language="en", target_language="fr"))
        findings_on(CHECKS[rule], Example(text, source=text, source_language="en", target_language="de"))
        assert time.process_time() - start < 20, pattern


@pytest.mark.parametrize("rule", RULES)
def test_languages_need_not_be_known(rule: str) -> None:
    check = CHECKS[rule]
    for example in (*check.bad, *check.good):
        findings_on(check, Example(example.target, source=example.source, others=example.others))
