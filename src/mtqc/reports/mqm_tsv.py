"""The report as MQM annotations: the TSV of Google's WMT data, which MQM viewers and metric evaluations read.

The format: https://github.com/google/wmt-mqm-human-evaluation. There is no quoting; one row is one error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import TextIO

from mtqc.model import DocumentReport, Finding, Report, Segment, Span
from mtqc.reports.base import ReportFormat, Terminal
from mtqc.reports.characters import encodable
from mtqc.reports.segments import findings_by_segment

COLUMNS = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity")
_SYSTEM = "unknown"
"""mtqc is not told which system translated."""
_RATER = "mtqc"
_ONE_LINE = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
"""What readers of lines take for the end of a column or a row."""
_NO_ERROR = ("No-error", "no-error")


class MqmTsvReport(ReportFormat):
    """One row an error, with ``<v>`` and ``</v>`` around it in the target, or in the source if it marks only that.

    ``doc_id`` is the place of the segment in its document, ``seg_id`` mtqc's name of the segment. Segments without
    findings get a row with the category ``No-error``, where the run kept them; else ``doc_id`` is the name, too.
    """

    name = "mqm-tsv"
    summary = "For MQM viewers and metric evaluations: the TSV of Google's WMT annotations."
    whole_texts = True

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes a header, then the rows file by file in reading order."""
        content = files("mtqc").joinpath("data", "reports", "mqm_categories.toml").read_text(encoding="utf-8")
        categories: dict[str, str] = tomllib.loads(content)
        stream.write("\t".join(COLUMNS) + "\n")
        for document in report.documents:
            for number, segment, finding in _rows(document):
                if finding is None:
                    source, target = segment.source or "", segment.target
                    category, severity = _NO_ERROR
                else:
                    source, target = _marked(finding)
                    category, severity = categories[finding.category.value], finding.severity.value.capitalize()
                row = (_SYSTEM, document.path, number, segment.id, _RATER, source, target, category, severity)
                stream.write("\t".join(encodable(cell.translate(_ONE_LINE)) for cell in row) + "\n")


def _rows(document: DocumentReport) -> Iterator[tuple[str, Segment, Finding | None]]:
    for number, (segment, places) in enumerate(findings_by_segment(document), start=1):
        name = segment.id if document.texts is None else str(number)
        if not places:
            yield name, segment, None
        for place in places:
            yield name, segment, document.findings[place]


def _marked(finding: Finding) -> tuple[str, str]:
    """Source and target with the finding's span between ``<v>`` and ``</v>``."""
    source, target = finding.segment.source or "", finding.segment.target
    if finding.target is not None:
        return _harmless(source), _with_marks(target, finding.target)
    if finding.source is not None:
        return _with_marks(source, finding.source), _harmless(target)
    return _harmless(source), _harmless(target)


def _with_marks(text: str, span: Span) -> str:
    before, marked, after = text[: span.start], span.of(text), text[span.end :]
    return f"{_harmless(before)}<v>{_harmless(marked)}</v>{_harmless(after)}"


def _harmless(text: str) -> str:
    """The text without what would read as a mark."""
    return text.replace("<v>", "‹v›").replace("</v>", "‹/v›")
