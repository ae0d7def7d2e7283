"""The ways to write a comparison down."""

from __future__ import annotations

from abc import ABC, abstractmethod
from importlib import import_module
from typing import TextIO

from mtqc.model.comparison import Comparison
from mtqc.reports.base import Terminal

_CLASSES = {
    "text": "comparison_text:ComparisonText",
    "json": "comparison_json:ComparisonJson",
    "latex": "comparison_latex:ComparisonLatex",
    "html": "comparison_html:ComparisonHtml",
}


class ComparisonForm(ABC):
    """A way to write a comparison down."""

    @abstractmethod
    def write(self, comparison: Comparison, stream: TextIO, terminal: Terminal) -> None:
        """Writes the whole comparison to the stream.

        Whatever the texts hold, lone surrogates too, what is written encodes to UTF-8.
        """


def comparison_form(name: str) -> ComparisonForm:
    """The form of that name: ``text``, ``json``, ``latex`` or ``html``; the modules of the others are not loaded."""
    module, _, kind = _CLASSES[name].partition(":")
    form: ComparisonForm = getattr(import_module(f"mtqc.reports.{module}"), kind)()
    return form
