"""Runs checks over the segments of a document: which apply, in which order, and what a user has silenced."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mtqc.checks.base import Check, DocumentCheck, Need, SegmentCheck
from mtqc.checks.context import Context, DocumentContext
from mtqc.model import CheckFailure, Document, Finding, Segment, Severity, Span
from mtqc.selection import Selection, covers

IGNORE_FLAG = "ignore:"
_MOST_REMEMBERED = 20_000


class Checker:
    """The checks of a run, ready for the segments of one document."""

    def __init__(
        self,
        selection: Selection,
        context: DocumentContext,
        path: str,
        ignored: Sequence[str] = (),
        severities: Mapping[str, Severity] | None = None,
    ) -> None:
        self.failures: list[CheckFailure] = []
        self._context = context
        self._path = path
        self._ignored = tuple(ignored)
        self._severities = severities or {}
        self._reported = selection.reported
        self._judging_neighbours = {check.rule for check in selection.checks if check.judges_neighbours}
        runnable = [check for check in selection.checks if _document_has(check.needs, context)]
        self._segment_checks = [
            (check, None if check.triggers is None else frozenset(check.triggers))
            for check in runnable
            if isinstance(check, SegmentCheck)
        ]
        self._document_checks = [check for check in runnable if isinstance(check, DocumentCheck)]
        self._triggers = frozenset().union(*(triggers or () for _, triggers in self._segment_checks))
        self._applicable: dict[tuple[frozenset[str], bool, bool], tuple[SegmentCheck, ...]] = {}
        self._broken: set[str] = set()

    def check(self, document: Document, advance: Callable[[int], None] | None = None) -> list[Finding]:
        """The findings in a document whose segments are a tuple, in reading order.

        ``advance`` is called with a number of segments as they are done.
        """
        segments = tuple(document.segments)
        order = {id(segment): place for place, segment in enumerate(segments)}
        silenced: dict[int, tuple[str, ...]] = {}
        found: list[Finding] = []
        for place, segment in enumerate(segments):
            of_segment, prefixes = self._check_segment(segment)
            found += of_segment
            if prefixes:
                silenced[place] = prefixes
            if advance and place % 500 == 499:
                advance(500)
        if advance:
            advance(len(segments) % 500)
        for check in self._document_checks:
            if Need.SEGMENTS in check.needs and len(segments) < 2:
                continue
            found += [
                finding
                for finding in self._check_document(check, document)
                if not _covered(silenced.get(order.get(id(finding.segment), -1), ()), finding.rule)
            ]
        found = [self._with_severity(finding) for finding in found if self._is_wanted(finding)]
        return sorted(
            found,
            key=lambda finding: (
                order.get(id(finding.segment), len(segments)),
                finding.target.start if finding.target else -1,
                finding.rule,
            ),
        )

    def _check_segment(self, segment: Segment) -> tuple[list[Finding], tuple[str, ...]]:
        """The findings in one segment, and the rules that they silence."""
        context = Context(self._context, segment)
        found: list[Finding] = []
        silenced: tuple[str, ...] = ()
        for check in self._checks_for(segment):
            if silenced and _covered(silenced, check.rule):
                continue
            before = len(found)
            try:
                found.extend(check.check(segment, context))
                if len(found) > before:
                    _require_sound(found[before:])
                    silenced += check.silences
            # The check may be anybody's: its bug must not cost the user the findings of all the others.
            except Exception as error:
                del found[before:]
                self._note_failure(check, error, segment)
        return found, silenced

    def _check_document(self, check: DocumentCheck, document: Document) -> list[Finding]:
        """The findings of one check in a whole document."""
        try:
            found = list(check.check(document, self._context))
            _require_sound(found)
        # As above.
        except Exception as error:
            self._note_failure(check, error)
            return []
        return found

    def _checks_for(self, segment: Segment) -> tuple[SegmentCheck, ...]:
        """The checks that a segment's characters call for; computed once for each set of telling characters."""
        has_source = bool(segment.source)
        is_marked = bool(segment.flags or segment.source_codes or segment.target_codes)
        telling = self._triggers.intersection(segment.target + (segment.source or ""))
        applicable = self._applicable.get((telling, has_source, is_marked))
        if applicable is None:
            if len(self._applicable) == _MOST_REMEMBERED:
                self._applicable.clear()
            applicable = self._applicable[telling, has_source, is_marked] = tuple(
                check
                for check, triggers in self._segment_checks
                if (has_source or Need.SOURCE not in check.needs)
                and (triggers is None or is_marked or not telling.isdisjoint(triggers))
            )
        return applicable

    def _note_failure(self, check: Check, error: Exception, segment: Segment | None = None) -> None:
        """Keeps what broke; one note a check is enough."""
        if check.rule not in self._broken:
            self._broken.add(check.rule)
            what = f"{type(error).__name__}: {error}"
            self.failures.append(CheckFailure(check.rule, self._path, segment.id if segment else None, what))

    def _is_wanted(self, finding: Finding) -> bool:
        if finding.rule not in self._reported or _covered(self._ignored, finding.rule):
            return False
        if finding.segment.target_codes and finding.rule in self._judging_neighbours and _touches_code(finding):
            return False
        flags = finding.segment.flags
        return not flags or not any(
            flag.startswith(IGNORE_FLAG) and covers(flag.removeprefix(IGNORE_FLAG), finding.rule) for flag in flags
        )

    def _with_severity(self, finding: Finding) -> Finding:
        severity = self._severities.get(finding.rule)
        return finding if severity is None else replace(finding, severity=severity)


def _require_sound(findings: Sequence[object]) -> None:
    """Makes sure that reports can rely on what a check gave.

    Raises:
        TypeError: it gave something else than findings.
        ValueError: a finding marks what is not there.
    """
    for finding in findings:
        if not isinstance(finding, Finding):
            raise TypeError(f"gave {type(finding).__name__}, not Finding")
        for span, text in ((finding.target, finding.segment.target), (finding.source, finding.segment.source)):
            if span is not None and not 0 <= span.start <= span.end <= len(text or ""):
                raise ValueError(f"marks {span.start} to {span.end} of {len(text or '')} characters")


def _covered(prefixes: Sequence[str], rule: str) -> bool:
    return any(covers(prefix, rule) for prefix in prefixes)


def _touches_code(finding: Finding) -> bool:
    span = finding.target or Span(0, len(finding.segment.target))
    return any(span.start <= code.offset <= span.end for code in finding.segment.target_codes)


def _document_has(needs: frozenset[Need], context: DocumentContext) -> bool:
    present: dict[Need, Any] = {
        Need.SOURCE_LANGUAGE: context.source_language,
        Need.TARGET_LANGUAGE: context.target_language,
        Need.GLOSSARY: context.glossary,
        Need.DO_NOT_TRANSLATE: context.options.do_not_translate,
        Need.PATTERNS: context.options.patterns,
    }
    return all(present[need] for need in needs if need in present)
