"""Typography of another language: marks, dates, times, numbers and capitals.

All of it is soft evidence: content management systems, style guides and plain habit make the same marks. Most of it is
reported only where the source language is known or something else points to it. A missing blank before a per cent sign
is left out altogether, since natives leave it out as often as not.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.interference.evidence import Evidence
from mtqc.interference.prose import Prose
from mtqc.interference.support import supported_sources
from mtqc.interference.typography.headings import title_capitals
from mtqc.interference.typography.marks import dashes, guillemets, inverted_marks
from mtqc.interference.typography.numbers import numbers
from mtqc.interference.typography.patterns import patterns
from mtqc.interference.typography.quotation_marks import quotation_marks
from mtqc.interference.typography.times import times

_FINDERS = (patterns, times, inverted_marks, guillemets, dashes, quotation_marks, numbers, title_capitals)


def find_typography(prose: Prose) -> Iterator[Evidence]:
    """The places where a text is set as another language sets it."""
    supported = supported_sources("typography", prose.language.code)
    if not supported:
        return
    known = prose.source_language
    for find in _FINDERS:
        for found in find(prose):
            if known is None or not found.languages or known.code in found.languages:
                yield found


__all__ = ["find_typography"]
