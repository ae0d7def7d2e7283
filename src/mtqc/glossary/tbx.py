"""Termbases in TBX (ISO 30042): the edition of 2008 and that of 2019, in both its styles.

The former says ``termEntry``, ``langSet`` and ``tig``, the latter ``conceptEntry``, ``langSec`` and ``termSec``.

A term's administrative status decides its side: deprecated and superseded terms are forbidden, all others wanted,
preferred ones first. The statuses are those of the TBX-Basic dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqc.formats.input import Input
from mtqc.formats.xml import Element, read_xml
from mtqc.glossary.glossary import Concept

_ROOT = re.compile(rb"<(?:\w+:)?(?:martif|tbx)[\s>]")
_CONCEPTS = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_STATUS = "administrativeStatus"
_FORBIDDEN = ("deprecated", "superseded", "obsolete", "notRecommended", "forbidden")
_PREFERRED = "preferred"


def is_tbx(file: Input) -> bool:
    """Whether a file is a TBX termbase, by its root element or its name."""
    return ".tbx" in file.suffixes or bool(_ROOT.search(file.head.replace(b"\0", b"")))


def read_tbx(file: Input) -> Iterator[Concept]:
    """The concepts of a termbase in the order of the file; those without a term are left out.

    Raises:
        InputError: the file is no well-formed XML, or declares entities.
    """
    for event in read_xml(file, whole=_CONCEPTS):
        if event.kind == "whole":
            concept = _concept(event.element)
            if concept.preferred or concept.forbidden:
                yield concept


def _concept(entry: Element) -> Concept:
    preferred: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for section in _inside(entry, _LANGUAGES):
        tag = (section.language or section.attributes.get("lang", "")).replace("_", "-")
        terms = [(_term(part), _status(part)) for part in _inside(section, _TERMS)]
        wanted = sorted(
            ((term, status) for term, status in terms if term and not status.startswith(_FORBIDDEN)),
            key=lambda one: not one[1].startswith(_PREFERRED),
        )
        unwanted = tuple(term for term, status in terms if term and status.startswith(_FORBIDDEN))
        if wanted:
            preferred[tag] = tuple(term for term, _ in wanted)
        if unwanted:
            forbidden[tag] = unwanted
    return Concept(preferred, forbidden)


def _term(section: Element) -> str:
    return next((" ".join(term.text.split()) for term in _inside(section, frozenset({"term"}))), "")


def _status(section: Element) -> str:
    """The administrative status as a word such as ``preferredTerm-admn-sts``; empty if none is stated."""
    for note in _inside(section, frozenset({"termNote", _STATUS})):
        if note.name == _STATUS or note.attributes.get("type") == _STATUS:
            return note.text.strip()
    return ""


def _inside(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """The elements of these names at any depth, whatever their namespace, in the order of the file."""
    for child in element.children:
        if isinstance(child, Element):
            if child.name in names:
                yield child
            else:
                yield from _inside(child, names)
