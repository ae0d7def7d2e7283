"""What agreement finds in one text, for the tests of all its languages."""

from __future__ import annotations

from mtqc.interference.agreement import find_agreement
from mtqc.interference.evidence import Evidence
from mtqc.interference.prose import Prose
from mtqc.languages import language
from mtqc.model import Segment


def found(text: str, code: str) -> list[Evidence]:
    """The evidence in a text."""
    return list(find_agreement(prose(text, code)))


def marked(text: str, code: str) -> list[str]:
    """What it marks."""
    return [evidence.span.of(text) for evidence in found(text, code)]


def prose(text: str, code: str) -> Prose:
    """A document of one passage."""
    return Prose([Segment("1", text)], language(code), None)
