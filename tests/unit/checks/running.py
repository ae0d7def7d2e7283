"""Runs one check on one of its examples, or on any text."""

from __future__ import annotations

from mtqc.checker import Checker
from mtqc.checks.base import Check, Example
from mtqc.checks.context import DocumentContext
from mtqc.checks.options import CheckOptions
from mtqc.glossary import Glossary
from mtqc.languages import language
from mtqc.model import Document, Finding, Segment
from mtqc.selection import Selection


def findings_on(check: Check, example: Example) -> list[Finding]:
    segments = [Segment(str(number), target, source) for number, (source, target) in enumerate(example.others, start=1)]
    segments.append(Segment("last", example.target, example.source, flags=example.flags))
    context = DocumentContext(
        language(example.source_language) if example.source_language else None,
        language(example.target_language) if example.target_language else None,
        Glossary(example.terms) if example.terms else None,
        CheckOptions(**example.settings),
    )
    checker = Checker(Selection((check,), frozenset({check.rule}), ()), context, "example")
    found = checker.check(Document("example", tuple(segments)))
    assert not checker.failures, checker.failures[0].error
    return found
