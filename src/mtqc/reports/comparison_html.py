"""The comparison as one page for a browser: charts, tables, and the segments that differ most."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TextIO

from mtqc.model.comparison import Comparison
from mtqc.reports import wording
from mtqc.reports.base import Terminal
from mtqc.reports.characters import visible
from mtqc.reports.comparison_forms import ComparisonForm
from mtqc.reports.comparison_page import comparison_page


class ComparisonHtml(ComparisonForm):
    """One self-contained page without a script: no network, light or dark as the reader's system is, printable."""

    def write(self, comparison: Comparison, stream: TextIO, terminal: Terminal) -> None:
        """Writes the page."""
        from jinja2 import Environment, FunctionLoader, StrictUndefined
        from markupsafe import Markup

        # The style is mtqc's own; everything else passes through the autoescape.
        style = Markup(_read("page.css") + _read("comparison.css"))
        environment = Environment(
            loader=FunctionLoader(_read),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.filters |= {"visible": visible, "counted": wording.counted}
        template = environment.get_template("comparison.html.jinja")
        stream.writelines(
            template.generate(
                page=comparison_page(comparison),
                source_language=comparison.source_language or "",
                target_language=comparison.target_language or "",
                style=style,
                style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
            )
        )


def _read(name: str) -> str:
    return files("mtqc").joinpath("data", "reports", name).read_text(encoding="utf-8")
