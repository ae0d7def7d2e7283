"""The checker runs what applies, in order, and outlives a broken check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from mtqc.checker import Checker
from mtqc.checks.base import Check, DocumentCheck, Need, SegmentCheck
from mtqc.checks.context import Context, DocumentContext
from mtqc.checks.options import CheckOptions
from mtqc.glossary import Glossary, Term
from mtqc.model import Category, Document, Finding, InlineCode, Segment, Severity, Span
from mtqc.selection import Selection, in_running_order


class _Marks(SegmentCheck):
    """Marks each occurrence of one letter."""

    rule = "test/letter"
    category = Category.OTHER
    severity = Severity.MINOR
    letter: ClassVar[str] = "x"

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        for offset, character in enumerate(segment.target):
            if character == self.letter:
                yield self.finding(segment, f"There is {character}.", target=Span(offset, offset + 1))


def letter(rule: str, letter: str = "x", **metadata: Any) -> Check:
    made = type("Made", (_Marks,), {"rule": rule, "letter": letter, **metadata})()
    assert isinstance(made, Check)
    return made


class _Breaks(SegmentCheck):
    rule = "test/breaks"
    category = Category.OTHER
    severity = Severity.MINOR

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        yield self.finding(segment, "Found before it broke.")
        raise ValueError(f"cannot do '{segment.target}'")


class _Lines(DocumentCheck):
    """A finding on each segment, last segment first."""

    rule = "test/lines"
    category = Category.OTHER
    severity = Severity.MINOR

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        for segment in reversed(tuple(document.segments)):
            yield self.finding(segment, "Here.")


class _SeveralLines(_Lines):
    rule = "test/several-lines"
    needs = frozenset({Need.SEGMENTS})


class _ElsewhereFinding(_Lines):
    rule = "test/elsewhere"

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        yield self.finding(Segment("none", "of them"), "Somewhere else.")


def checker(*checks: Check, reported: frozenset[str] | None = None, **parts: Any) -> Checker:
    rules = frozenset(check.rule for check in checks) if reported is None else reported
    context = parts.pop("context", DocumentContext())
    return Checker(Selection(tuple(in_running_order(checks)), rules, ()), context, "a.txt", **parts)


def document(*targets: str, source: str | None = None, flags: frozenset[str] = frozenset()) -> Document:
    segments = (Segment(str(number), target, source, flags=flags) for number, target in enumerate(targets, start=1))
    return Document("a.txt", tuple(segments))


def rules_on(made: Checker, what: Document) -> list[str]:
    return [finding.rule for finding in made.check(what)]


def test_findings_come_in_reading_order() -> None:
    made = checker(_Lines(), letter("test/b", "b"), letter("test/a", "a"))
    found = made.check(document("b a", "a"))
    assert [(finding.segment.id, finding.rule) for finding in found] == [
        ("1", "test/lines"),
        ("1", "test/b"),
        ("1", "test/a"),
        ("2", "test/lines"),
        ("2", "test/a"),
    ]


def test_a_finding_on_no_segment_of_the_document_comes_last() -> None:
    assert rules_on(checker(_ElsewhereFinding(), letter("test/a")), document("x")) == ["test/a", "test/elsewhere"]


def test_two_segments_that_are_equal_keep_their_places() -> None:
    twin = Segment("1", "x")
    found = checker(_Lines()).check(Document("a.txt", (twin, replace(twin), Segment("2", "y"))))
    assert [finding.segment.id for finding in found] == ["1", "1", "2"]


def test_a_check_is_silenced_where_another_found_something() -> None:
    silencing = letter("test/first", silences=("test/second", "test/lines"))
    made = checker(silencing, letter("test/second"), letter("other/third"), _Lines())
    assert rules_on(made, document("x", "y")) == ["other/third", "test/first", "test/lines"]


def test_an_unreported_check_still_silences() -> None:
    silencing = letter("test/first", silences=("",))
    second = letter("test/second")
    assert rules_on(checker(silencing, second, reported=frozenset({second.rule})), document("x")) == []


def test_a_check_without_its_source_is_passed_over() -> None:
    made = checker(letter("test/a", needs=frozenset({Need.SOURCE})))
    assert rules_on(made, document("x")) == []
    assert rules_on(made, document("x", source="")) == []
    assert rules_on(made, document("x", source="y")) == ["test/a"]


@pytest.mark.parametrize(
    ("need", "context"),
    [
        (Need.GLOSSARY, DocumentContext(glossary=Glossary((Term("a", ("b",)),)))),
        (Need.DO_NOT_TRANSLATE, DocumentContext(options=CheckOptions(do_not_translate=("a",)))),
    ],
)
def test_a_check_runs_where_the_document_has_what_it_needs(need: Need, context: DocumentContext) -> None:
    needy = letter("test/a", needs=frozenset({need}))
    assert rules_on(checker(needy), document("x")) == []
    assert rules_on(checker(needy, context=context), document("x")) == ["test/a"]


@pytest.mark.parametrize("need", [Need.SOURCE_LANGUAGE, Need.TARGET_LANGUAGE])
def test_a_check_that_needs_a_language_is_silent_without(need: Need) -> None:
    assert rules_on(checker(letter("test/a", needs=frozenset({need}))), document("x", source="y")) == []


def test_a_check_of_several_segments_is_not_asked_about_one() -> None:
    assert rules_on(checker(_SeveralLines()), document("x")) == []
    assert len(rules_on(checker(_SeveralLines()), document("x", "y"))) == 2


def test_triggers_look_at_source_and_target() -> None:
    made = checker(letter("test/a", triggers="%&"), letter("test/b"))
    assert rules_on(made, document("x")) == ["test/b"]
    assert rules_on(made, document("x%")) == ["test/a", "test/b"]
    assert rules_on(made, document("x", source="&")) == ["test/a", "test/b"]


def test_a_broken_check_costs_only_its_own_findings() -> None:
    made = checker(_Breaks(), letter("test/a"))
    assert rules_on(made, document("x", "x")) == ["test/a", "test/a"]
    (failure,) = made.failures
    assert (failure.rule, failure.path, failure.segment) == ("test/breaks", "a.txt", "1")
    assert failure.error == "ValueError: cannot do 'x'"


def test_ignored_rules_are_left_out() -> None:
    made = checker(letter("test/a"), letter("other/b"), ignored=("test",))
    assert rules_on(made, document("x")) == ["other/b"]


@pytest.mark.parametrize("flag", ["ignore:test/a", "ignore:test", "ignore:all"])
def test_a_segment_can_silence_rules(flag: str) -> None:
    made = checker(letter("test/a"))
    assert rules_on(made, document("x", flags=frozenset({flag, "python-format"}))) == []
    assert rules_on(made, document("x", flags=frozenset({"ignore:other", "python-format"}))) == ["test/a"]


def test_severities_can_be_others() -> None:
    made = checker(letter("test/a"), letter("test/b"), severities={"test/a": Severity.CRITICAL})
    assert [finding.severity for finding in made.check(document("x"))] == [Severity.CRITICAL, Severity.MINOR]


@pytest.mark.parametrize("count", [0, 1, 499, 500, 1001])
def test_progress_adds_up(count: int) -> None:
    steps: list[int] = []
    checker().check(document(*["x"] * count), steps.append)
    assert sum(steps) == count


class _Careless(SegmentCheck):
    rule = "test/careless"
    category = Category.OTHER
    severity = Severity.MINOR

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        yield self.finding(segment, "Beyond the end.", target=Span(0, len(segment.target) + 1))


class _Strange(DocumentCheck):
    rule = "test/strange"
    category = Category.OTHER
    severity = Severity.MINOR

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        yield "not a finding"  # type: ignore[misc]  # what an untyped plugin may do


@pytest.mark.parametrize(
    ("check", "error"), [(_Careless(), "marks 0 to 4 of 3 characters"), (_Strange(), "gave str, not Finding")]
)
def test_what_reports_cannot_rely_on_counts_as_broken(check: Check, error: str) -> None:
    running = checker(check, letter("test/letter"))
    assert [finding.rule for finding in running.check(document("abx"))] == ["test/letter"]
    (failure,) = running.failures
    assert error in failure.error


def test_dispatch_forgets_rather_than_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.checker._MOST_REMEMBERED", 2)
    running = checker(letter("test/letter", triggers="xyz"))
    assert len(running.check(document("x", "xy", "xyz", "y", "xz", "x"))) == 5


@pytest.mark.parametrize(("offset", "found"), [(0, True), (1, False), (2, False), (3, True)])
def test_characters_beside_an_inline_code_are_no_neighbours(offset: int, found: bool) -> None:
    code = InlineCode(offset, "standalone", "x", "<x/>")
    segment = Segment("1", "bxyz", target_codes=(code,))
    running = checker(letter("test/letter", judges_neighbours=True))
    assert bool(running.check(Document("a.xliff", (segment,)))) is found


def test_a_check_of_single_characters_sees_them_beside_codes() -> None:
    segment = Segment("1", "x", target_codes=(InlineCode(0, "standalone", "x", "<x/>"),))
    assert checker(letter("test/letter")).check(Document("a.xliff", (segment,)))


def test_segments_with_flags_are_shown_to_every_check() -> None:
    running = checker(letter("test/letter", triggers=""))
    assert not running.check(document("x"))
    assert running.check(document("x", flags=frozenset({"c-format"})))
