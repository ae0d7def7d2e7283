"""Placeholders that a ``placeholders:`` flag spells out."""

from __future__ import annotations

from functools import partial
from typing import Any

from mtqc.analysis.placeholders.placeholder import Dialect, Placeholder
from mtqc.model import Span

_NAME = "custom"


def custom_dialect(specification: str) -> Dialect:
    r"""The dialect of a flag's ``NAME:OTHER:r"EXPRESSION"``: texts and RE2 expressions between colons.

    An expression that RE2 cannot read names nothing: the flag came with the file, so that the user cannot mend it.
    """
    import re2

    expressions = [_expression(part) for part in _parts(specification)]
    options = re2.Options()
    options.log_errors = False
    try:
        pattern = re2.compile("|".join(f"(?:{expression})" for expression in expressions if expression), options)
    except re2.error:
        return Dialect(_NAME, "", (), lambda text: [])
    return Dialect(_NAME, "", ("",) if any(expressions) else (), partial(_find, pattern))


def _parts(specification: str) -> list[str]:
    """The parts between colons; a colon inside quotation marks parts nothing."""
    parts = [""]
    quoted = False
    for character in specification:
        if character == '"':
            quoted = not quoted
        if character == ":" and not quoted:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _expression(part: str) -> str:
    import re2

    if part.startswith('r"') and part.endswith('"') and len(part) > 3:
        return part[2:-1]
    return str(re2.escape(part.strip('"')))


def _find(pattern: Any, text: str) -> list[Placeholder]:
    return [
        Placeholder(_NAME, match.group(), match.group(), Span(match.start(), match.end()))
        for match in pattern.finditer(text)
        if match.group()
    ]
