"""The report that a person reads on a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TextIO

from mtqc.model import DocumentReport, Finding, InlineCode, Report, Severity, Span, Verdict
from mtqc.reports import detection_wording, estimate_wording, wording
from mtqc.reports.base import ReportFormat, Terminal
from mtqc.reports.characters import display_width, is_right_to_left, visible, wrapped
from mtqc.reports.excerpt import excerpt

_NARROWEST = 40
_LABEL_WIDTH = 12
_LISTED_FILES = 12
_LISTED_SUGGESTIONS = 3
_TELLING = (Verdict.MACHINE, Verdict.TRANSLATED)
"""Verdicts on the origin of a text that its heading mentions."""
_STYLES = {
    "critical": "1;35",
    "major": "1;31",
    "minor": "33",
    "neutral": "36",
    "path": "1",
    "message": "1",
    "dim": "2",
    "fix": "32",
    "passed": "1;32",
    "failed": "1;31",
    "error": "1;35",
}
"""Parameters of the terminal's SGR sequence (ECMA-48, 8.3.117); the eight basic colours follow the user's theme."""


class TextReport(ReportFormat):
    """Findings file by file in reading order, and a summary at the end, where the eye is."""

    name = "text"
    summary = "For people: each finding with its line, the place marked, the reason and the fix."

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the findings and the summary; as wide as the terminal, at least 40 columns."""
        page = _Page(max(terminal.width, _NARROWEST), terminal.colours)
        for document in report.documents:
            if document.findings:
                stream.writelines(line + "\n" for line in page.document(document))
        stream.writelines(line + "\n" for line in page.summary(report))


class _Page:
    """Lays out lines of one width; every text of the input passes through ``visible`` on its way."""

    def __init__(self, width: int, colours: bool) -> None:
        self._width = width
        self._colours = colours

    def document(self, document: DocumentReport) -> Iterator[str]:
        """A heading and the findings of one file."""
        score = wording.score(document.quality)
        facts = [
            wording.languages(document),
            wording.counted(document.segments, "segment"),
            wording.counted(document.words, "word"),
            f"MQM {score}" if score else "",
        ]
        yield from self._heading(document.path, visible(" · ".join(filter(None, facts))))
        if document.detection is not None and document.detection.verdict in _TELLING:
            origin = detection_wording.verdict(document.detection)
            yield from self._styled_lines(f"The text {origin}; mtqc detect says why.", "minor")
        for notice in document.notices:
            yield from self._styled_lines(f"note: {notice}", "dim")
        yield from self._estimate(document)
        yield ""
        for finding in document.findings:
            yield from self._finding(document, finding)
            yield ""

    def summary(self, report: Report) -> Iterator[str]:
        """What everything comes to: one line a file, notes, broken checks, the verdict."""
        if len(report.documents) > 1:
            yield from self._files(report)
        yield from self._estimates_of_clean_files(report)
        yield from self._notices_of_clean_files(report)
        for failure in report.failures:
            yield from self._styled_lines(wording.broken(failure), "error")
        if report.failures:
            yield ""
        verdict = report.verdict.upper()
        first, *others = wrapped(wording.reason(report), self._width - len(verdict) - 2)
        yield f"{self._style(verdict, report.verdict)}  {first}"
        for line in others:
            yield " " * (len(verdict) + 2) + line
        for line in filter(None, (wording.found(report), _score(report), wording.scope(report))):
            yield from self._plain_lines(line)

    def _estimate(self, document: DocumentReport) -> Iterator[str]:
        """The estimated quality, what it means, and the worst segments, with what is doubtful in them."""
        estimate = document.estimate
        if estimate is None:
            return
        number = estimate_wording.value(estimate)
        yield from self._plain_lines(f"Estimated quality {number} of 100, {estimate_wording.meaning(estimate)}.")
        yield from self._styled_lines(f"{estimate_wording.status(document, estimate)}.", "dim")
        listed = estimate_wording.listed(estimate)
        if not listed:
            return
        yield self._style("The lowest estimates:", "dim")
        names = [estimate_wording.name(one) for one in listed]
        longest = min(_LABEL_WIDTH, max(map(display_width, names)))
        for one, name in zip(listed, names, strict=True):
            shown = excerpt(name, None, _LABEL_WIDTH).after
            gutter = f"  {shown}{' ' * (longest - display_width(shown))}  {estimate_wording.segment_value(one)}  "
            segment = one.segment
            yield from self._excerpt(gutter, segment.target, one.doubtful, segment.target_codes, Severity.NEUTRAL)
            if one.doubtful_source is not None:
                below = " " * display_width(gutter)
                yield from self._excerpt(
                    below, segment.source or "", one.doubtful_source, segment.source_codes, Severity.NEUTRAL
                )

    def _heading(self, path: str, facts: str) -> Iterator[str]:
        path = visible(path)
        gap = self._width - display_width(path) - display_width(facts)
        if gap >= 2:
            yield self._style(path, "path") + " " * gap + self._style(facts, "dim")
            return
        yield from self._styled_lines(path, "path")
        yield from self._styled_lines(facts, "dim")

    def _finding(self, document: DocumentReport, finding: Finding) -> Iterator[str]:
        severity = finding.severity.value
        place = visible(wording.place(document, finding))
        rule = visible(finding.rule)
        known = "  known" if finding.known else ""
        head = f"{self._style(place, 'path')}  {self._style(severity, severity)}{self._style(known, 'dim')}"
        if display_width(f"{place}  {severity}{known}  {rule}") <= self._width:
            yield f"{head}  {self._style(rule, 'dim')}"
        else:
            yield head
            yield "  " + self._style(rule, "dim")
        for line in wrapped(visible(finding.message), self._width - 2):
            yield "  " + self._style(line, "dim" if finding.known else "message")
        yield from self._texts(document, finding)
        if finding.suggestions:
            yield from self._suggestions(finding.suggestions)

    def _texts(self, document: DocumentReport, finding: Finding) -> Iterator[str]:
        """The source, if there is one, above the translation, each with its marks below."""
        segment = finding.segment
        sides: list[tuple[str, str, Span | None, tuple[InlineCode, ...]]] = []
        if segment.source is not None:
            sides.append((document.source_language or "source", segment.source, finding.source, segment.source_codes))
        if segment.target or not sides:
            label = (document.target_language or "target") if sides else ""
            sides.append((label, segment.target, finding.target, segment.target_codes))
        labels = [excerpt(label, None, _LABEL_WIDTH).after for label, *_ in sides]
        longest = max(map(display_width, labels))
        for label, (_, text, span, codes) in zip(labels, sides, strict=True):
            gutter = "    " + label + " " * (longest - display_width(label) + 2 if longest else 0)
            yield from self._excerpt(gutter, text, span, codes, finding.severity)

    def _excerpt(
        self, gutter: str, text: str, span: Span | None, codes: Sequence[InlineCode], severity: Severity
    ) -> Iterator[str]:
        margin = display_width(gutter)
        cut = excerpt(text, span, self._width - margin - 2, codes)
        gutter = self._style(gutter, "dim")
        marked = self._style(cut.marked, severity.value)
        if span is None:
            yield f"{gutter}{cut.before}{cut.marked}{cut.after}".rstrip()
        elif is_right_to_left(cut.before + cut.marked + cut.after):
            # Terminals reorder such lines each in its own way: marks below would point anywhere.
            yield f"{gutter}{cut.before}⟦{marked}⟧{cut.after}".rstrip()
        else:
            yield f"{gutter}{cut.before}{marked}{cut.after}".rstrip()
            yield " " * (margin + cut.indent) + self._style("^" * max(cut.width, 1), severity.value)

    def _suggestions(self, suggestions: tuple[str, ...]) -> Iterator[str]:
        listed = " | ".join(map(wording.suggested, suggestions[:_LISTED_SUGGESTIONS]))
        first, *others = wrapped(listed, self._width - 9)
        yield "    " + self._style("Fix:", "fix") + " " + first
        for line in others:
            yield " " * 9 + line

    def _files(self, report: Report) -> Iterator[str]:
        """The files with findings, worst first, one a line."""
        flagged = [document for document in report.documents if document.findings]
        flagged.sort(key=lambda document: -(document.quality.penalty_per_1000_words or 0.0))
        if len(flagged) < 2:
            return
        yield self._style("  words    MQM  file", "dim")
        for document in flagged[:_LISTED_FILES]:
            score = wording.score(document.quality) or "–"
            low = "failed" if wording.is_low(report, document) else ""
            path, counts = visible(document.path), f"  {wording.severities(document)}"
            if 16 + display_width(path + counts) > self._width:
                counts = ""
            yield f"{document.words:>7,}  {self._style(f'{score:>5}', low)}  {path}{self._style(counts, 'dim')}"
        if len(flagged) > _LISTED_FILES:
            yield self._style(f"                {len(flagged) - _LISTED_FILES:,} more", "dim")
        yield ""

    def _estimates_of_clean_files(self, report: Report) -> Iterator[str]:
        """The estimates of files without findings: of a single file all that there is, of several one line each."""
        clean = [document for document in report.documents if document.estimate is not None and not document.findings]
        if len(report.documents) == 1:
            for document in clean:
                yield from self._estimate(document)
                yield ""
            return
        clean.sort(key=lambda document: document.estimate.value if document.estimate else 0.0)
        for document in clean[:_LISTED_FILES]:
            if document.estimate is not None:
                number = estimate_wording.value(document.estimate)
                yield from self._plain_lines(f"{document.path}: estimated quality {number} of 100, nothing found")
        if len(clean) > _LISTED_FILES:
            yield self._style(f"{wording.counted(len(clean) - _LISTED_FILES, 'more file')} estimated", "dim")
        if clean:
            yield ""

    def _notices_of_clean_files(self, report: Report) -> Iterator[str]:
        """What was guessed or left out in files without findings: each notice once, however many files share it."""
        sharing: defaultdict[str, list[str]] = defaultdict(list)
        for document in report.documents:
            if not document.findings:
                for notice in document.notices:
                    sharing[notice].append(document.path)
        for notice, paths in sharing.items():
            more = f" and {wording.counted(len(paths) - 1, 'more file')}" if len(paths) > 1 else ""
            yield from self._styled_lines(f"note: {paths[0]}{more}: {notice}", "dim")
        if sharing:
            yield ""

    def _plain_lines(self, text: str) -> Iterator[str]:
        yield from wrapped(visible(text), self._width)

    def _styled_lines(self, text: str, style: str) -> Iterator[str]:
        for line in self._plain_lines(text):
            yield self._style(line, style)

    def _style(self, text: str, style: str) -> str:
        if not self._colours or not text or not style:
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def _score(report: Report) -> str:
    score = wording.score(report.quality)
    return "" if score is None else f"MQM score {score} of 100, {wording.penalty(report.quality)}"
