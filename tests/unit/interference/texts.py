"""Texts as the finders of evidence take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mtqc.interference.evidence import Evidence
from mtqc.interference.prose import Prose
from mtqc.languages import language
from mtqc.model import Segment

Finder = Callable[[Prose], Iterator[Evidence]]


def prose(*texts: str, code: str = "de", source: str | None = None) -> Prose:
    """A document of these segments in a language; ``source`` is the source language, where it is known."""
    segments = [Segment(str(number), text) for number, text in enumerate(texts)]
    return Prose(segments, language(code), language(source) if source else None)


def marked(find: Finder, *texts: str, code: str = "de", source: str | None = None) -> list[str]:
    """What a finder marks in these texts."""
    return [found.span.of(texts[found.passage]) for found in find(prose(*texts, code=code, source=source))]


def evidence(find: Finder, *texts: str, code: str = "de", source: str | None = None) -> list[Evidence]:
    """What a finder finds in these texts."""
    return list(find(prose(*texts, code=code, source=source)))
