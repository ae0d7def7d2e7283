"""Prose without its quotations, for checks that leave what others said alone."""

from __future__ import annotations

from mtqc.analysis.text import MASK, TextAnalysis


def unquoted(analysis: TextAnalysis) -> str:
    """The prose with each character of a quotation, marks included, masked; so offsets stay true."""
    prose = analysis.prose
    pieces: list[str] = []
    done = 0
    for quotation in analysis.quotations:
        start, end = max(done, quotation.span.start), quotation.span.end
        if start < end:
            pieces += prose[done:start], MASK * (end - start)
            done = end
    return "".join(pieces) + prose[done:]
