"""Errors that people marked in a translation, in the two forms in which tables hold them.

Either a column has a JSON list of objects with ``start``, ``end`` and, if known, ``severity``; or the translation
itself has ``<v>`` and ``</v>`` around each error, as in the MQM ratings of WMT.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from mtqc.model import Severity
from mtqc.tuning.judgement import Marked

_MARK = re.compile("</?v>")
_NONE = frozenset({"", "neutral", "none", "no-error", "no error", "hotw-test"})


def spans_of_json(cell: str, translation: str) -> tuple[Marked, ...] | None:
    """The spans in a cell, which must lie in the translation; None for an empty cell.

    An error without a severity is major; those that are neutral are left out.

    Raises:
        ValueError: the cell holds something else; says what, in a few words.
    """
    if not cell.strip():
        return None
    try:
        said = json.loads(cell)
    except json.JSONDecodeError as error:
        raise ValueError(f"the spans are no JSON ({error.msg})") from None
    if not isinstance(said, list):
        raise ValueError("the spans are no list of objects with start, end and severity")
    found = (_span(one, len(translation)) for one in said)
    return tuple(sorted((span for span in found if span is not None), key=lambda span: span[:2]))


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without ``<v>`` marks, and the spans that stood between them; blanks at their ends are left out.

    Raises:
        ValueError: a mark is opened twice, or closed but not opened.
    """
    plain, spans, start = "", [], None
    place = 0
    for mark in _MARK.finditer(text):
        plain += text[place : mark.start()]
        place = mark.end()
        if (mark.group() == "<v>") != (start is None):
            raise ValueError("<v> and </v> do not take turns")
        if start is None:
            start = len(plain)
            continue
        inside = plain[start:]
        begin = start + len(inside) - len(inside.lstrip())
        end = len(plain.rstrip()) if inside.strip() else begin
        if begin < end:
            spans.append((begin, end))
        start = None
    if start is not None:
        raise ValueError("<v> is not closed")
    return plain + text[place:], tuple(spans)


def severity_named(name: str) -> Severity | None:
    """The severity of that name, in any case; None for what is no error.

    Raises:
        ValueError: there is no such severity.
    """
    name = name.strip().lower()
    if name in _NONE:
        return None
    try:
        return Severity(name)
    except ValueError:
        raise ValueError(f"'{name}' is no severity: use minor, major or critical") from None


def _span(said: object, length: int) -> Marked | None:
    if not isinstance(said, Mapping):
        raise ValueError("a span is no object with start, end and severity")
    start, end, severity = said.get("start"), said.get("end"), said.get("severity", Severity.MAJOR.value)
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        raise ValueError(f"a span from {start} to {end} does not lie in a translation of {length} characters")
    if not isinstance(severity, str):
        raise ValueError(f"'{severity}' is no severity: use minor, major or critical")
    graded = severity_named(severity)
    return None if graded is None else (start, end, graded)
