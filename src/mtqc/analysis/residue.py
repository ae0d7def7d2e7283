"""Residue: runs of words of another language within a text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from mtqc.analysis.ordinary_words import find_ordinary_words, telling_words
from mtqc.analysis.text import TextAnalysis
from mtqc.analysis.words import Word
from mtqc.languages import Language
from mtqc.model import Span

_FEWEST_WORDS = 3
_FEWEST_WORDS_ALONE = 5
_FEWEST_TELLING_ALONE = 3
_LEAST_SHARE_ALONE = 0.3
_SHORT_WORD = 2
_CODE = frozenset("0123456789_.")
_NEAR = 60
"""Characters before a run that are looked at."""
_SENTENCE_START = regex.compile(r"(?:^|[.!?…:;\n])[^\p{L}\p{N}]*+$")
_CAPITALISED = regex.compile(r"\p{Lu}\p{L}++ $")
# What may stand between two words of a run: blanks, but no column of them; commas; what is no prose.
_GAP = regex.compile(r"[ \t\n\u00a0,\ufffc]{1,8}")


@dataclass(frozen=True, slots=True)
class Residue:
    """A run of words of another language, and how many of them are its function words."""

    span: Span
    words: int
    telling: int


def common_residue(
    target: TextAnalysis, source: TextAnalysis, language: Language, other: Language
) -> Iterator[Residue]:
    """The runs of three words and more of the source that stand in the target in the same order.

    Each has a function word of the source's ``language`` that the ``other``, the target's, does not have, and an
    ordinary word besides: runs of names have none. Nor is a run the rest of a name: it follows no capitalised word
    that the source has there as well, and begins with none but at the beginning of a sentence.
    """
    telling = telling_words(language, other)
    ordinary = find_ordinary_words(target.prose)
    pairs = set(pairwise(word.text.lower() for word in source.words))
    for run in _runs(target.words, target.prose, pairs):
        found = _residue(run, target.prose, ordinary, telling)
        if found is not None and not _is_name(found.span, target.prose, source.prose):
            yield found


def _is_name(span: Span, target: str, source: str) -> bool:
    before = target[max(0, span.start - _NEAR) : span.start]
    if target[span.start].isupper():
        return _SENTENCE_START.search(before) is None
    name = _CAPITALISED.search(before)
    return name is not None and name.group() + span.of(target) in source


def lone_residue(text: TextAnalysis, language: Language, other: Language) -> Iterator[Residue]:
    """The runs of words in ``language`` within a text of the ``other`` language, judged by function words alone.

    Five words and more, three of them function words that the other language does not have, and none of its own.
    """
    telling = telling_words(language, other)
    prose = text.prose
    ordinary = find_ordinary_words(prose)
    own = other.function_words
    run: list[Word] = []
    for word in text.words:
        lowered = word.text.lower()
        follows = bool(run) and _GAP.fullmatch(prose, run[-1].span.end, word.start) is not None
        is_possible = lowered in telling or (lowered not in own and language.exemplars.issuperset(_letters(lowered)))
        if run and not (follows and is_possible):
            yield from _lone(run, prose, ordinary, telling)
            run = []
        if is_possible and (run or lowered in telling):
            run.append(word)
    yield from _lone(run, prose, ordinary, telling)


def _lone(run: Sequence[Word], prose: str, ordinary: Collection[int], telling: frozenset[str]) -> Iterator[Residue]:
    while run and run[-1].text.lower() not in telling and run[-1].text[0].isupper():
        run = run[:-1]
    found = _residue(run, prose, ordinary, telling)
    if (
        found is not None
        and found.words >= _FEWEST_WORDS_ALONE
        and found.telling >= max(_FEWEST_TELLING_ALONE, _LEAST_SHARE_ALONE * found.words)
    ):
        yield found


def _runs(words: Sequence[Word], prose: str, pairs: set[tuple[str, str]]) -> Iterator[list[Word]]:
    """The stretches of words whose neighbours are neighbours in the source, too, within one sentence."""
    run: list[Word] = []
    previous = ""
    for word in words:
        lowered = word.text.lower()
        if run and ((previous, lowered) not in pairs or not _GAP.fullmatch(prose, run[-1].span.end, word.start)):
            yield run
            run = []
        if not _CODE.isdisjoint(lowered):
            yield run
            run = []
            continue
        run.append(word)
        previous = lowered
    yield run


def _residue(run: Sequence[Word], prose: str, ordinary: Collection[int], telling: frozenset[str]) -> Residue | None:
    """The run as residue; None if it has no function word that tells, or nothing besides but names and code.

    A run of more commas than function words is a list of values that a program knows.
    """
    if len(run) < _FEWEST_WORDS:
        return None
    span = Span(run[0].start, run[-1].span.end)
    hits = sum(word.text.lower() in telling for word in run)
    others = sum(word.start in ordinary and len(word.text) > _SHORT_WORD and word.text not in telling for word in run)
    if not others or hits + others < _FEWEST_WORDS or hits < max(1, prose.count(",", span.start, span.end)):
        return None
    return Residue(span, len(run), hits)


def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word))
