"""What ``mtqc detect`` writes on a terminal: a table with a row a text, or one text with its reasons and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from mtqc.model import Detection, DocumentReport, Finding, Reason, Report, Verdict
from mtqc.reports import detection_wording, wording
from mtqc.reports.base import ReportFormat, Terminal
from mtqc.reports.characters import display_width, visible, wrapped

_NARROWEST = 40
_BAR = 20
_NAME_WIDTH = 12
_EXCERPT = 32
_STYLES = {
    Verdict.MACHINE: "1;31",
    Verdict.TRANSLATED: "33",
    Verdict.NO_TRACE: "32",
    Verdict.TOO_SHORT: "2",
    Verdict.NOT_JUDGED: "2",
}
_BOLD, _DIM, _FIX = "1", "2", "32"


class DetectionText(ReportFormat):
    """The verdicts for people; ``details`` shows reasons and evidence, by default of a single text only."""

    name = "text"
    summary = "For people: the verdict on each text, its probabilities, reasons and evidence."

    def __init__(self, details: bool | None = None) -> None:
        self._details = details

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the table, or the texts one by one."""
        page = _Page(max(terminal.width, _NARROWEST), terminal.colours)
        details = len(report.documents) == 1 if self._details is None else self._details
        lines = (line for document in report.documents for line in page.document(document)) if details else ()
        stream.writelines(line + "\n" for line in lines)
        if not details or len(report.documents) > 1:
            stream.writelines(line + "\n" for line in page.table(report.documents))
        stream.writelines(visible(wording.broken(failure)) + "\n" for failure in report.failures)


class _Page:
    """Lays out lines of one width; every text of the input passes through ``visible`` on its way."""

    def __init__(self, width: int, colours: bool) -> None:
        self._width = width
        self._colours = colours

    def table(self, documents: Sequence[DocumentReport]) -> Iterator[str]:
        """A row a text: verdict, probabilities, source language, words, file."""
        yield self._style("verdict     translated  machine  from         words  file", _DIM)
        for document in documents:
            detection = document.detection
            if detection is None:
                yield f"{'–':<12}{'–':>10}{'–':>9}  {'–':<9}{document.words:>9,}  {visible(document.path)}"
                continue
            name = detection.source or detection.source_family or "–"
            yield (
                self._style(f"{detection.verdict.value:<12}", _STYLES[detection.verdict])
                + f"{detection_wording.probability(detection.translated):>10}"
                + f"{detection_wording.probability(detection.machine):>9}"
                + f"  {name:<9}{detection.words:>9,}  {visible(document.path)}"
            )

    def document(self, document: DocumentReport) -> Iterator[str]:
        """One text: its verdict, the three numbers with their reasons, and the evidence place by place."""
        detection = document.detection
        yield self._style(visible(document.path), _BOLD)
        if detection is None:
            yield f"  {'its language could not be told' if document.words else 'there is no text in it'}"
            return
        words = wording.counted(detection.words, "word")
        facts = f"{document.target_language or '?'}, {words} of running text"
        yield "  " + self._style(facts, _DIM)
        yield "  " + self._style(detection_wording.verdict(detection), _STYLES[detection.verdict])
        yield ""
        if detection.translated is not None:
            yield from self._gauge("translated", detection.translated, detection.translated_reasons)
        if detection.machine is not None:
            yield from self._gauge("machine", detection.machine, detection.machine_reasons)
        yield from self._source(detection)
        if document.findings:
            yield from self._evidence(document.findings, detection.verdict)
        yield from self._limits(detection, document)
        yield ""

    def _gauge(self, name: str, value: float, reasons: Sequence[Reason]) -> Iterator[str]:
        filled = round(value * _BAR)
        bar = "█" * filled + "░" * (_BAR - filled)
        yield f"  {name:<{_NAME_WIDTH}}{detection_wording.probability(value):>4}  {bar}"
        yield from self._reasons(reasons)

    def _reasons(self, reasons: Sequence[Reason]) -> Iterator[str]:
        for reason in reasons:
            sign = "+" if reason.weight > 0 else "−" if reason.weight < 0 else "·"
            first, *others = wrapped(visible(reason.text), self._width - 6)
            yield self._style(f"    {sign} {first}", _DIM)
            for line in others:
                yield self._style(f"      {line}", _DIM)
        yield ""

    def _source(self, detection: Detection) -> Iterator[str]:
        shares = detection_wording.source_shares(detection)
        if shares:
            listed = ", ".join(f"{name} {detection_wording.probability(share)}" for name, share in shares)
            heading = detection_wording.source_heading(detection)
            first, *others = wrapped(f"{heading}: {listed}" if heading else listed, self._width - 2 - _NAME_WIDTH)
            yield f"  {'source':<{_NAME_WIDTH}}{first}"
            for line in others:
                yield f"  {'':<{_NAME_WIDTH}}{line}"
            yield from self._reasons(detection.source_reasons)

    def _evidence(self, findings: Sequence[Finding], verdict: Verdict) -> Iterator[str]:
        counted = wording.counted(len(findings), "place")
        # What is not called a translation has no source to betray.
        is_translated = verdict in (Verdict.MACHINE, Verdict.TRANSLATED)
        telling = f"that betray{'s' if len(findings) == 1 else ''} the source" if is_translated else "to look at"
        yield f"  {counted} {telling}"
        rows = [_Row.of(finding) for finding in findings]
        place = max(display_width(row.place) for row in rows)
        kind = max(display_width(row.kind) for row in rows)
        for row in rows:
            head = f"    {row.place:>{place}}  {row.kind:<{kind}}  "
            tail = visible(row.text + row.source)
            fix = f" → {visible(row.fix)}" if row.fix else ""
            yield self._style(head, _DIM) + tail + self._style(fix, _FIX)
        yield ""

    def _limits(self, detection: Detection, document: DocumentReport) -> Iterator[str]:
        for note in (*detection_wording.limits(detection), *document.notices):
            for line in wrapped(visible(f"note: {note}"), self._width - 2):
                yield "  " + self._style(line, _DIM)

    def _style(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colours and text else text


class _Row:
    """One place in the list of evidence."""

    def __init__(self, place: str, kind: str, text: str, source: str, fix: str) -> None:
        self.place, self.kind, self.text, self.source, self.fix = place, kind, text, source, fix

    @classmethod
    def of(cls, finding: Finding) -> _Row:
        column = "" if finding.column is None else f":{finding.column}"
        place = f"segment {finding.segment.id}" if finding.line is None else f"{finding.line}{column}"
        text = finding.target_text or ""
        expression = str(finding.evidence.get("expression") or "")
        return cls(
            place=place,
            kind=str(finding.evidence.get("kind") or finding.rule.partition("/")[2].replace("-", " ")),
            text=_shortened(text),
            source=f" ← {expression}" if expression else "",
            fix=_shortened(finding.suggestions[0]) if finding.suggestions else "",
        )


def _shortened(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
