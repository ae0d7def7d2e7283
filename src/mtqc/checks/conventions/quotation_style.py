"""Quotation marks of several styles in one text, or of another language's style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtqc.analysis.punctuation import punctuation_of
from mtqc.analysis.quotations import CLOSINGS, SINGLE_MARKS, Quotation, find_quotations
from mtqc.checks.base import DocumentCheck, Example, Need
from mtqc.checks.context import DocumentContext
from mtqc.languages import Language
from mtqc.model import Category, Document, Finding, Segment, Severity

STRAIGHT = '""'
_DOUBLE_MARK = re.compile("[" + "".join(sorted(set(CLOSINGS) - SINGLE_MARKS)) + "]")
_CODE = re.compile(r"[\\/=_<>|{}$#@~^\ufffc]|\w\.\w|\(\)|--")
_NO_PROSE = frozenset("<>{}@")
"""Without one of these there is no tag, and quotations in addresses and placeholders are code by their content."""
_FINAL_MARKS = (".", "!", "?", "…", ":", ";", ",", "。", "！", "？", "؟", "।")
_TOLERATED_SHARE = 0.05
"""In catalogues of many short texts by many hands, so few quotations of another style are slips, more are habits."""
_LONGEST_SHOWN = 40
_FEWEST_SOLID = 3
"""So many quotations of one style make a habit that another style which is right as well breaks."""


class _Quoted(NamedTuple):
    segment: Segment
    quotation: Quotation

    @property
    def style(self) -> str:
        return self.quotation.opening + self.quotation.closing

    @property
    def content(self) -> str:
        return self.quotation.content.of(self.segment.target)


class QuotationStyle(DocumentCheck):
    """Fires on quotation marks of another style than most of the document, or of another language."""

    rule = "conventions/quotation-style"
    category = Category.PUNCTUATION
    severity = Severity.MINOR
    summary = "Quotation marks of several styles are mixed, or are those of another language."
    why = (
        'A text that changes between „…“ and "…" looks pasted together, and marks of another language look foreign. '
        "Native writers hardly ever mix them; machines do, sentence by sentence."
    )
    silent_on = (
        'straight marks ("…") throughout: the typewriter\'s habit is at home everywhere',
        "any style that is in use in some country of the language, such as «…» in Swiss German: consistency counts",
        "single and inner quotation marks: they are another level",
        'quoted code, paths, options and placeholders ("--all"): there straight marks are part of what is meant',
        "straight marks in headings alone: content management systems make those",
        "bilingual files in which another style is frequent: translators of many programs worked on them",
        "Chinese, Japanese and Korean, which give each kind of bracket its own meaning",
        "languages that mtqc has no word lists of: it does not know every style in use there",
    )
    needs = frozenset({Need.TARGET_LANGUAGE})
    bad = (
        Example(
            'Sie nannte es einen "Erfolg".',
            target_language="de",
            others=((None, "Er sprach von „Vertrauen“ und einem „Wendepunkt“."),),
            marks='"Erfolg"',
        ),
        Example("Sie nannte es einen “Erfolg”.", target_language="de", marks="“Erfolg”"),
        Example(
            "« Oui », dit-elle.",
            target_language="fr",
            others=((None, 'Il dit "non". Elle dit "non". Ils disent "non".'),),
        ),
    )
    good = (
        Example('Sie nannte es einen "Erfolg".', target_language="de"),
        Example("Er liest «Die Zeit».", target_language="de", note="Swiss style"),
        Example('Mit "--all" geht „alles“ besser.', target_language="de"),
        Example('"Alles unter Druck"', target_language="de", others=((None, "Er sprach von „Vertrauen“."),)),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """One finding for each quotation of a style that is rarer, and one for all if the usual style is foreign."""
        language = context.target_language
        if language is None or not language.has_word_spaces or not language.function_words or language.code == "ko":
            return
        quoted = list(_quoted(document, context))
        if not quoted:
            return
        counts = Counter(entry.style for entry in quoted)
        accepted = _accepted(language)
        usual = max(counts, key=lambda style: (counts[style], style in accepted and style != STRAIGHT))
        if usual not in accepted:
            yield self._foreign(quoted, usual, counts[usual], language)
        for finding in self._mixed(quoted, usual, counts, accepted, language):
            if _is_prose(finding, context):
                yield finding

    def _foreign(self, quoted: Sequence[_Quoted], usual: str, count: int, language: Language) -> Finding:
        first = next(entry for entry in quoted if entry.style == usual)
        own = next((pair for pair in language.quotes if pair.opening not in SINGLE_MARKS), language.quotes[0])
        times = "" if count == 1 else f", {count} times in this text"
        return self.finding(
            first.segment,
            f"The quotation marks {usual[0]}…{usual[-1]} are not those of {language.name}{times}.",
            target=first.quotation.span,
            suggestions=(_quoted_with(own.opening, first.content, own.closing, language),),
            confidence=0.8,
            evidence={"style": usual, "count": count},
        )

    def _mixed(
        self,
        quoted: Sequence[_Quoted],
        usual: str,
        counts: Counter[str],
        accepted: frozenset[str],
        language: Language,
    ) -> Iterator[Finding]:
        others = [entry for entry in quoted if entry.style != usual]
        is_catalogue = any(entry.segment.source for entry in quoted)
        if is_catalogue and len(others) > _TOLERATED_SHARE * len(quoted):
            return
        if all(entry.style == STRAIGHT and _is_heading(entry.segment) for entry in others):
            return
        for entry in others:
            both_right = entry.style in accepted and usual in accepted and entry.style != STRAIGHT
            if both_right and counts[usual] < max(_FEWEST_SOLID, 3 * counts[entry.style]):
                continue
            kind = "Straight quotation marks" if entry.style == STRAIGHT else "Quotation marks of another style"
            yield self.finding(
                entry.segment,
                f"{kind} around {_shortened(entry.content)} in a text that uses {usual[0]}…{usual[-1]}.",
                target=entry.quotation.span,
                suggestions=(_quoted_with(usual[0], entry.content, usual[-1], language),),
                confidence=0.7 if both_right else 0.9,
                evidence={"style": entry.style, "usual": usual, "count": counts[entry.style]},
            )


def _quoted(document: Document, context: DocumentContext) -> Iterator[_Quoted]:
    """The outer quotations between double marks that hold words."""
    for segment in document.segments:
        if not _DOUBLE_MARK.search(segment.target):
            continue
        # Where nothing else looks like code, whether a quotation is prose is asked only of those to be reported.
        is_plain = _NO_PROSE.isdisjoint(segment.target)
        for quotation in find_quotations(segment.target if is_plain else context.of(segment).target.prose):
            entry = _Quoted(segment, quotation)
            if quotation.depth or quotation.opening in SINGLE_MARKS or not any(map(str.isalpha, entry.content)):
                continue
            if entry.style != STRAIGHT or not _CODE.search(entry.content):
                yield entry


def _is_prose(finding: Finding, context: DocumentContext) -> bool:
    """Whether the marked quotation is one in the prose of its segment as well, and quotes words."""
    analysis = context.of(finding.segment).target
    return any(
        quotation.span == finding.target and any(map(str.isalpha, quotation.content.of(analysis.prose)))
        for quotation in analysis.quotations
    )


def _accepted(language: Language) -> frozenset[str]:
    """The styles that are right somewhere the language is written."""
    own = (pair.opening + pair.closing for pair in language.quotes)
    return frozenset((*own, *punctuation_of(language).quotes_elsewhere, STRAIGHT))


def _quoted_with(opening: str, content: str, closing: str, language: Language) -> str:
    space = "\u00a0" if opening in punctuation_of(language).space_after else ""
    return f"{opening}{space}{content.strip()}{space}{closing}"


def _is_heading(segment: Segment) -> bool:
    return not segment.target.rstrip('"”“»« \n').endswith(_FINAL_MARKS)


def _shortened(content: str) -> str:
    words = content.strip()
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1].rstrip() + "…"
