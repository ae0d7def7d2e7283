"""The report as one page for a browser: the texts with coloured spans beside the list of findings."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import TextIO

from mtqc.model import Report
from mtqc.model.mqm import count_by_severity
from mtqc.reports import wording
from mtqc.reports.base import ReportFormat, Terminal
from mtqc.reports.characters import visible
from mtqc.reports.outcome import outcome_of
from mtqc.reports.page import page_documents
from mtqc.reports.ranking import cut
from mtqc.reports.rules import checks_of

MOST_FINDINGS = 10_000
"""Browsers stay quick with so many."""
MOST_FINDINGS_IN_NOTEBOOK = 500
"""A notebook file keeps its outputs: they should stay small."""
_NOTEBOOK_HEIGHT = 640


class HtmlReport(ReportFormat):
    """One self-contained page: no network, readable without its script, printable as a list of findings with notes."""

    name = "html"
    summary = "For people: a page with the texts, the findings marked in them, filters and search."
    whole_texts = True

    def write(self, report: Report, stream: TextIO, terminal: Terminal) -> None:
        """Writes the page; shows the worst 10,000 findings and says so if there are more."""
        stream.writelines(_page(report, MOST_FINDINGS))

    def notebook(self, report: Report) -> str:
        """The page as an element for a notebook: a frame of its own, whose script can touch nothing outside.

        Shows the worst 500 findings.
        """
        from markupsafe import escape

        page = "".join(_page(report, MOST_FINDINGS_IN_NOTEBOOK))
        return (
            f'<iframe sandbox="allow-scripts" width="100%" height="{_NOTEBOOK_HEIGHT}" title="mtqc report" '
            f'srcdoc="{escape(page)}"></iframe>'
        )


def _page(report: Report, limit: int) -> Iterator[str]:
    """The page in parts, with at most so many findings."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    kept, left_out = cut(report, limit)
    # The style and the script are mtqc's own; everything else passes through the autoescape.
    style, script = Markup(_read("page.css")), Markup(_read("page.js"))
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"visible": visible, "counted": wording.counted}
    yield from environment.from_string(_read("page.html.jinja")).generate(
        report=kept,
        documents=list(page_documents(kept)),
        left_out=left_out,
        severities=count_by_severity(finding.severity for finding in kept),
        rules=_counts(finding.rule for finding in kept),
        categories=_counts(finding.category.value for finding in kept),
        known=sum(finding.known for finding in kept),
        checks=checks_of(finding.rule for finding in kept),
        outcome=outcome_of(report),
        scope=wording.scope(report),
        score=wording.score(report.quality),
        penalty=wording.penalty(report.quality),
        broken=[wording.broken(failure) for failure in report.failures],
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _counts(names: Iterable[str]) -> Mapping[str, int]:
    """How often each name occurs, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _read(name: str) -> str:
    return files("mtqc").joinpath("data", "reports", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """What the page's Content-Security-Policy knows its own style and script by."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
