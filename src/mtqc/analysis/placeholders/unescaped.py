"""Signs that a format reads as the beginning of a placeholder because nobody doubled them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqc.analysis.placeholders.placeholder import ESCAPE, Placeholder
from mtqc.model import Span

_PERCENT = re.compile("%")
_BRACE = re.compile(r"[{}]")
_LONE_APOSTROPHE = re.compile(r"(?<!')'(?!')")
_BY_DIALECT = {
    **dict.fromkeys(("printf", "python", "php", "perl", "lua", "java-printf", "go", "ruby", "object-pascal"), _PERCENT),
    **dict.fromkeys(("python-brace", "c-sharp", "rust"), _BRACE),
    "java": _LONE_APOSTROPHE,
}


@dataclass(frozen=True, slots=True)
class Unescaped:
    """A sign that stands alone, and what it has to be."""

    text: str
    escaped: str
    span: Span


def find_unescaped(
    source: str,
    source_placeholders: Sequence[Placeholder],
    target: str,
    target_placeholders: Sequence[Placeholder],
    dialects: frozenset[str],
) -> Iterator[Unescaped]:
    """The lone signs of a target whose dialect wants them doubled.

    A source with lone signs of its own is not in that dialect, whatever the flags say. Without a flag, a source that
    doubles its percent signs shows that they have to be.
    """
    patterns = {_BY_DIALECT[dialect] for dialect in dialects if dialect in _BY_DIALECT}
    if not dialects and any(one.dialect == ESCAPE and one.text == "%%" for one in source_placeholders):
        patterns.add(_PERCENT)
    for pattern in sorted(patterns, key=lambda pattern: pattern.pattern):
        if pattern is _LONE_APOSTROPHE and not source_placeholders:
            continue
        if not _lone(pattern, source, source_placeholders):
            for span in _lone(pattern, target, target_placeholders):
                yield Unescaped(span.of(target), span.of(target) * 2, span)


def _lone(pattern: re.Pattern[str], text: str, placeholders: Sequence[Placeholder]) -> list[Span]:
    """The matches that are part of no placeholder."""
    taken = {offset for one in placeholders for offset in range(one.span.start, one.span.end)}
    spans = (Span(match.start(), match.end()) for match in pattern.finditer(text))
    return [span for span in spans if span.start not in taken]
