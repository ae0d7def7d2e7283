"""A check that stands for the rules of the sample report."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.checks.base import Example, SegmentCheck
from mtqc.checks.context import Context
from mtqc.model import Category, Finding, Segment, Severity


class SampleCheck(SegmentCheck):
    """The check that stands for every rule of the sample report."""

    rule = "accuracy/sample"
    category = Category.OTHER
    severity = Severity.MINOR
    summary = "Something is not as it should be."
    why = "Readers stumble over it."
    silent_on = ("texts without it: there is nothing to find",)
    bad = (Example("x y"), Example("y x"))
    good = (Example("y"), Example("z"))

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        yield from ()
