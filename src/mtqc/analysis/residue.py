"""Residue: runs of words of another language within a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import regex

from mtqc.analysis.ordinary_words import find_ordinary_words, telling_words
from mtqc.analysis.text import TextAnalysis
from mtqc.analysis.words import Word
from mtqc.languages import Language
from mtqc.model import Span

_FEWEST_WORDS = 3
_FEWEST_WORDS_ALONE = 5
_LEAST_SHARE_ALONE = 0.3
_SHORT_WORD = 2
_FEWEST_COMMAS = 2
_CODE = frozenset("0123456789_.")
_NEAR = 60
"""Characters before a run that are looked at."""
_SENTENCE_START = regex.compile(r"(?:^|[.!?…:;\n])[^\p{L}\p{N}]*+$")
_CAPITALISED = regex.compile(r"\p{Lu}\p{L}++ $")
# What may stand between two words of a run: blanks, but no column of them; commas; what is no prose.
_GAP = regex.compile(r"(?:[ \t\n\u00a0,]|\ufffc++){1,8}+")


@dataclass(frozen=True, slots=True)
class Residue:
    """A run of so many words of another language, of which so many are function words of that language alone."""

    span: Span
    words: int
    telling: int


def common_residue(
    target: TextAnalysis, source: TextAnalysis, language: Language, other: Language
) -> Iterator[Residue]:
    """The runs of three words and more of the source that stand in the target in the same order.

    Each has function words of the source's ``language`` that the ``other``, the target's, does not have, or one and
    several ordinary words: runs of names have none. Nor is a run taken whose function words are all ones that names
    have, too, if it goes on after a capitalised word as the source does, or begins with one within a sentence.
    """
    weighing = _Weighing.of(target.prose, language, other)
    pairs = set(pairwise(word.text.lower() for word in source.words))
    for run in _common_runs(target.words, target.prose, pairs):
        found = weighing.residue(run)
        if found is None:
            continue
        if not (weighing.is_like_a_name(run) and _is_beside_a_capital(found.span, target.prose, source.prose)):
            yield found


def lone_residue(text: TextAnalysis, language: Language, other: Language) -> Iterator[Residue]:
    """The runs of words in ``language`` within a text of the ``other`` language, judged by function words alone.

    Five words and more, three of them function words that the other language does not have, and none of those that
    only the other has. Function words alone are a saying: to be or not to be.
    """
    weighing = _Weighing.of(text.prose, language, other)
    for run in _lone_runs(text.words, weighing, language, other):
        found = weighing.residue(run)
        if found is None or found.words < _FEWEST_WORDS_ALONE or found.telling == found.words:
            continue
        if found.telling >= max(_FEWEST_WORDS, _LEAST_SHARE_ALONE * found.words):
            yield found


@dataclass(frozen=True, slots=True)
class _Weighing:
    """What decides whether a run of words of a prose is running text in a language, and not names or code.

    ``telling`` are the language's function words that the other language does not have, ``linking`` all it has,
    ``ordinary`` says where ordinary words start.
    """

    prose: str
    telling: frozenset[str]
    linking: frozenset[str]
    in_names: frozenset[str]
    ordinary: frozenset[int]

    @classmethod
    def of(cls, prose: str, language: Language, other: Language) -> _Weighing:
        telling = telling_words(language, other)
        in_names = _name_words().get(language.code, telling)
        return cls(prose, telling, language.function_words, in_names, find_ordinary_words(prose))

    def residue(self, run: Sequence[Word]) -> Residue | None:
        """The run as residue; None if it has too few function words, or nothing besides but names and code.

        A run of as many commas as function words is a list of values that a program knows.
        """
        if len(run) < _FEWEST_WORDS:
            return None
        ordinary = [word.text for word in run if word.start in self.ordinary]
        starts = run[0].text.istitle() and _begins_sentence(run[0].start, self.prose)
        if starts and not self.is_like_a_name(run):
            ordinary.append(run[0].text.lower())
        telling = sum(word.text.lower() in self.telling for word in run)
        plain = sum(word in self.telling for word in ordinary)
        others = sum(word not in self.linking and len(word) > _SHORT_WORD for word in ordinary)
        linked = others >= _FEWEST_WORDS and any(word.text.lower() in self.linking for word in run)
        clear = telling and others and telling + others >= _FEWEST_WORDS
        span = Span(run[0].start, run[-1].span.end)
        if not (clear or linked or plain >= _FEWEST_WORDS):
            return None
        commas = self.prose.count(",", span.start, span.end)
        if commas >= _FEWEST_COMMAS and commas >= max(telling, linked):
            return None
        return Residue(span, len(run), telling)

    def is_like_a_name(self, run: Sequence[Word]) -> bool:
        """Whether the function words of a run are all such as names have."""
        words = {word.text.lower() for word in run}
        return self.in_names.issuperset(words & self.telling)


def _common_runs(words: Sequence[Word], prose: str, pairs: set[tuple[str, str]]) -> Iterator[list[Word]]:
    """The stretches of words whose neighbours are neighbours in the source, too, without code between them."""
    run: list[Word] = []
    previous = ""
    for word in words:
        lowered = word.text.lower()
        is_code = not _CODE.isdisjoint(lowered)
        if run and (is_code or (previous, lowered) not in pairs or not _follows(run[-1], word, prose)):
            yield run
            run = []
        if not is_code:
            run.append(word)
        previous = lowered
    yield run


def _lone_runs(
    words: Sequence[Word], weighing: _Weighing, language: Language, other: Language
) -> Iterator[Sequence[Word]]:
    """The stretches of words that may be in a language, from the first function word that tells it to the last word.

    A word may be if it is written in its letters and is no function word of the other alone. Capitals at the end are
    names.
    """
    run: list[Word] = []
    last = 0
    for word in words:
        lowered = word.text.lower()
        tells = lowered in weighing.telling
        is_possible = lowered in weighing.linking or (
            lowered not in other.function_words and _is_written(lowered, language)
        )
        if run and not (is_possible and _follows(run[-1], word, weighing.prose)):
            yield run[:last]
            run = []
        if is_possible and (run or tells):
            run.append(word)
            if tells or not word.text[0].isupper():
                last = len(run)
    yield run[:last]


def _follows(word: Word, following: Word, prose: str) -> bool:
    return _GAP.fullmatch(prose, word.span.end, following.start) is not None


def _is_written(word: str, language: Language) -> bool:
    return language.exemplars.issuperset(letter for letter in word if letter.isalpha())


def _is_beside_a_capital(span: Span, target: str, source: str) -> bool:
    """Whether the run begins with a capital within a sentence, or follows a capitalised word that the source has."""
    if target[span.start].isupper():
        return not _begins_sentence(span.start, target)
    name = _CAPITALISED.search(target[max(0, span.start - _NEAR) : span.start])
    return name is not None and name.group() + span.of(target) in source


def _begins_sentence(start: int, prose: str) -> bool:
    return _SENTENCE_START.search(prose[max(0, start - _NEAR) : start]) is not None


@cache
def _name_words() -> Mapping[str, frozenset[str]]:
    text = files("mtqc").joinpath("data", "accuracy", "untranslated.toml").read_text(encoding="utf-8")
    return {code: frozenset(words) for code, words in tomllib.loads(text)["name_words"].items()}
