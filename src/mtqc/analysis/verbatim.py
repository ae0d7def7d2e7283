"""Stretches of a text that are no prose because their markup says so: code, keys, output, what is not translated."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.analysis.markdown import find_markdown
from mtqc.model import InlineCode, Span

MARKDOWN_FLAGS = frozenset({"md-text", "markdown"})
# HTML Living Standard, sections 4.5.15 to 4.5.19 (text-level semantics) and 3.2.6.4 (the translate attribute).
_VERBATIM_ELEMENTS = frozenset({"code", "kbd", "samp", "tt", "var"})
_NOT_TRANSLATED = ('translate="no"', "translate='no'", "translate=no")


def find_verbatim(text: str, flags: frozenset[str], codes: tuple[InlineCode, ...]) -> tuple[Span, ...]:
    """The stretches between inline codes of such elements, and the code spans of Markdown."""
    spans = list(_between(codes)) if codes else []
    if "`" in text and not MARKDOWN_FLAGS.isdisjoint(flags):
        spans += [part.span for part in find_markdown(text) if part.kind == "code"]
    return tuple(spans)


def _between(codes: tuple[InlineCode, ...]) -> Iterator[Span]:
    opened: tuple[str, int] | None = None
    for code in codes:
        if opened is None and code.kind == "open" and _is_verbatim(code):
            opened = (code.name, code.offset)
        elif opened is not None and code.kind == "close" and code.name == opened[0]:
            yield Span(opened[1], code.offset)
            opened = None


def _is_verbatim(code: InlineCode) -> bool:
    return code.name in _VERBATIM_ELEMENTS or any(mark in code.content for mark in _NOT_TRANSLATED)
