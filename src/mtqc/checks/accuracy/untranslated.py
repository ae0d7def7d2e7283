"""Words of the source language that were left within the translation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from mtqc.analysis.ordinary_words import own_words, telling_words
from mtqc.analysis.related_languages import are_related
from mtqc.analysis.residue import Residue, common_residue, lone_residue
from mtqc.analysis.text import MASK
from mtqc.analysis.unquoted import unquoted
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.shortening import shortened
from mtqc.languages import Language, language
from mtqc.model import Category, Finding, Segment, Severity, Span

_HALF_A_TITLE = re.compile(r"[^\W\d_]+: \Z")
_NEAR = 80
"""So many characters beside a run are looked at."""
_FEWEST_TELLING = 3
"""Function words of another language that a text without a source needs before it is looked at closely."""


class Untranslated(SegmentCheck):
    """Fires on runs of words that stayed in the source language, or in a foreign one where there is no source."""

    rule = "accuracy/untranslated"
    category = Category.UNTRANSLATED
    severity = Severity.MAJOR
    summary = "Part of the text was left untranslated."
    why = "The sentence falls into another language half-way; readers who do not know it lose the thread."
    silent_on = (
        "names, brands and titles: runs without an ordinary word in small letters, or after a capitalised one",
        "what stands between quotation marks: quotations, titles and labels may stay as they are",
        "the words of the source in brackets: the original beside its translation, as titles have it",
        "what follows a colon, together with the word before it, as in the source: the second half of a title",
        "code, addresses, placeholders and tags: they are not to be translated",
        "runs without a function word of the other language: loan words and terms look the same in both",
        "closely related languages and variants of one, which share whole phrases",
    )
    needs = frozenset({Need.TARGET_LANGUAGE})
    bad = (
        Example(
            "Klicken Sie auf die Schaltfläche, if you want to keep the changes.",
            source="Click the button if you want to keep the changes.",
            source_language="en",
            target_language="de",
            marks="if you want to keep the changes",
        ),
        Example(
            "Die Stadt liegt am Meer, and it is one of the oldest cities, wie jeder weiß.",
            target_language="de",
            marks="and it is one of the oldest cities",
        ),
    )
    good = (
        Example(
            "Der Film „The Lord of the Rings“ läuft heute.",
            source="The movie 'The Lord of the Rings' is on today.",
            source_language="en",
            target_language="de",
        ),
        Example(
            "Sie gehört zur Free Software Foundation of Europe.",
            source="She belongs to the Free Software Foundation of Europe.",
            source_language="en",
            target_language="de",
        ),
        Example(
            "Sie schrieb „Das Kind meiner Sorgen“ (the child of my greatest sorrow).",
            source="She wrote the child of my greatest sorrow.",
            source_language="en",
            target_language="de",
        ),
        Example(
            "Sein Buch Harbours: tales of love and loss at sea erschien 2011.",
            source="His book Harbours: tales of love and loss at sea was published in 2011.",
            source_language="en",
            target_language="de",
        ),
        Example("Das ist Open Source und läuft in der Cloud, last but not least.", target_language="de"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a run, on the run."""
        target = context.target_language
        assert target is not None
        if not target.has_word_spaces:
            return
        vocabulary = context.target.vocabulary
        if segment.source is not None:
            source = context.source_language
            if source is None or not source.has_word_spaces or are_related(source, target):
                return
            if not vocabulary.isdisjoint(own_words(source, target)):
                yield from self._findings(segment, context, source)
            return
        for other in _others(context.source_language, target):
            if len(vocabulary & telling_words(other, target)) >= _FEWEST_TELLING:
                yield from self._findings(segment, context, other)

    def _findings(self, segment: Segment, context: Context, other: Language) -> Iterator[Finding]:
        residues = list(_residues(context, other))
        prose = unquoted(context.target) if residues else ""
        for residue in residues:
            if prose[residue.span.start] == MASK or prose[residue.span.end - 1] == MASK:
                continue
            if segment.source is not None and _is_original(residue.span, segment.target, segment.source):
                continue
            words = residue.span.of(segment.target)
            yield self.finding(
                segment,
                f'"{shortened(words)}" was left in {other.name}.',
                target=residue.span,
                confidence=0.9 if segment.source is not None else 0.8,
                evidence={"words": residue.words, "language": other.tag},
            )


def _is_original(span: Span, target: str, source: str) -> bool:
    """Whether words of the source stand in brackets that the source has not, or end a title that begins before them."""
    before = target[max(0, span.start - _NEAR) : span.start]
    opening = before.rfind("(")
    closing = target.find(")", span.end, span.end + _NEAR)
    if opening > before.rfind(")") and closing >= 0:
        original = before[opening + 1 :] + target[span.start : closing]
        return original in source and f"({original}" not in source
    title = _HALF_A_TITLE.search(before)
    return title is not None and title[0] + span.of(target) in source


def _residues(context: Context, other: Language) -> Iterator[Residue]:
    target = context.target_language
    assert target is not None
    if context.source is not None:
        return common_residue(context.target, context.source, other, target)
    return lone_residue(context.target, other, target)


def _others(source: Language | None, target: Language) -> tuple[Language, ...]:
    """The languages that the text may have been translated from."""
    return (() if are_related(source, target) else (source,)) if source is not None else _usual_sources(target)


@cache
def _usual_sources(target: Language) -> tuple[Language, ...]:
    text = files("mtqc").joinpath("data", "accuracy", "untranslated.toml").read_text(encoding="utf-8")
    others = (language(code) for code in tomllib.loads(text)["languages"])
    return tuple(other for other in others if not are_related(other, target))
