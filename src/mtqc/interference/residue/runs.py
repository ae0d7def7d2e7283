"""What other checks report of residue: runs of foreign words and words in a foreign script, as evidence.

Their rules are ``accuracy/untranslated`` and ``accuracy/wrong-script``; the checks of :mod:`mtqc.checks` speak for
themselves, so that nothing is reported twice.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from mtqc.analysis.ordinary_words import own_words, telling_words
from mtqc.analysis.related_languages import are_related
from mtqc.analysis.residue import common_residue, lone_residue
from mtqc.analysis.scripts import foreign_runs, scripts_of
from mtqc.analysis.text import MASK, TextAnalysis
from mtqc.analysis.unquoted import unquoted
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.passages import Passage
from mtqc.languages import Language, language
from mtqc.model import Category, Severity, Span

_FEWEST_TELLING = 3
_SCRIPTS = {"Cyrillic": "ru", "Han": "zh"}
_OTHER_LETTER = regex.compile(r"[\p{Cyrillic}\p{Han}]")
_FEWEST_LETTERS = 2
_LATIN = scripts_of("Latn")
_BRACKETS = "([{（【"
_SHORT = 60


def find_runs(passage: Passage, sources: frozenset[str]) -> Iterator[Evidence]:
    """The runs of words of a source language in a passage, and its words in Cyrillic or Chinese script."""
    if "Latn" in passage.language.script:
        yield from _in_other_scripts(passage, sources)
    found: list[tuple[Span, str]] = []
    for code in sorted(sources):
        source = language(code)
        if source.has_word_spaces and not are_related(source, passage.language):
            found += ((span, code) for span in _runs(passage, source))
    # Languages share words: of runs that overlap, the longest has the right one.
    kept: list[Span] = []
    for span, code in sorted(found, key=lambda run: run[0].start - run[0].end):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
            yield _evidence(passage, span, "accuracy/untranslated", code, 0.9 if passage.segment.source else 0.8)


def _runs(passage: Passage, source: Language) -> Iterator[Span]:
    analysis = passage.analysis
    if passage.segment.source is not None:
        if analysis.vocabulary.isdisjoint(own_words(source, passage.language)):
            return
        original = TextAnalysis(passage.segment.source, source, passage.segment.flags, passage.segment.source_codes)
        found = common_residue(analysis, original, source, passage.language)
    elif len(analysis.vocabulary & telling_words(source, passage.language)) >= _FEWEST_TELLING:
        found = lone_residue(analysis, source, passage.language)
    else:
        return
    prose = ""
    for residue in found:
        prose = prose or unquoted(analysis)
        if prose[residue.span.start] != MASK and prose[residue.span.end - 1] != MASK:
            yield residue.span


def _in_other_scripts(passage: Passage, sources: frozenset[str]) -> Iterator[Evidence]:
    if passage.text.isascii() or not _OTHER_LETTER.search(passage.text):
        return
    prose = unquoted(passage.analysis)
    for run in foreign_runs(prose, _LATIN):
        code = _SCRIPTS.get(run.script)
        is_set_off = any(mark in prose[max(0, run.span.start - _SHORT) : run.span.start] for mark in _BRACKETS)
        # A work is cited: its author and its year.
        is_set_off = is_set_off or prose[run.span.end : run.span.end + 2].strip()[:1].isdigit()
        if code in sources and run.letters >= _FEWEST_LETTERS and not is_set_off:
            yield _evidence(passage, run.span, "accuracy/wrong-script", code, 0.8)


def _is_named_or_explained(text: str, start: int) -> bool:
    """Whether a capitalised word or a bracket stands right before: a name goes on, or the original is given."""
    before = text[max(0, start - _SHORT) : start]
    if "(" in before[before.rfind(")") + 1 :]:
        return True
    words = before.split(" ")
    return len(words) > 1 and not words[-1] and words[-2][:1].isupper()


def _evidence(passage: Passage, span: Span, rule: str, code: str, confidence: float) -> Evidence:
    words = span.of(passage.text)
    return Evidence(
        rule=rule,
        kind=Kind.RESIDUE,
        passage=passage.index,
        span=span,
        item=words.lower(),
        message=f"“{words}” was left in {language(code).name}.",
        category=Category.UNTRANSLATED,
        severity=Severity.MAJOR,
        languages={code: 1.0},
        expression=words,
        confidence=confidence,
        is_strong=(code != "en" or passage.segment.source is not None)
        and not _is_named_or_explained(passage.text, span.start),
    )
