"""No glossary and no pattern takes more than linear time, whatever the text."""

from __future__ import annotations

import pytest

from mtqc.checks.base import Check, Example
from mtqc.checks.options import Pattern
from mtqc.checks.style.pattern import UserPattern
from mtqc.checks.terminology.forbidden_term import ForbiddenTerm
from mtqc.checks.terminology.glossary_term import GlossaryTerm
from mtqc.checks.terminology.inconsistent_source import InconsistentSource
from mtqc.checks.terminology.inconsistent_target import InconsistentTarget
from mtqc.glossary import Term
from tests.unit.analysis.hostile import HOSTILE, slow

from ..running import findings_on

TERMS = (Term("a", ("b",), ("1",)), Term("a a a", ("b b",), ("a a",)), Term(None, (), ("s",)))
NESTED_QUANTIFIERS = Pattern("nested", "Found.", target="(a+)+$")
CHECKS = (GlossaryTerm(), ForbiddenTerm(), InconsistentSource(), InconsistentTarget(), UserPattern())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule)
def test_any_text_is_checked_in_linear_time(check: Check) -> None:
    def run(text: str) -> None:
        settings = {"patterns": (NESTED_QUANTIFIERS,)}
        others = ((text, text), ("a", text))
        findings_on(check, Example(text, text, "en", "de", others=others, terms=TERMS, settings=settings))

    assert slow(run, HOSTILE[:14]) == []
