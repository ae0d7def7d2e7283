"""Finds terms in texts whatever their inflection: lemmas are compared, not strings.

Two strictnesses serve two questions. Whether a *source* uses a term is answered narrowly, by equal lemmas: a term found
by mistake would demand a translation that nobody owes. Whether a *target* has the wanted word is answered widely, with
compounds and open word endings: a translation missed by mistake would be called an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mtqc.analysis.text import TextAnalysis
from mtqc.analysis.words import find_words
from mtqc.glossary.glossary import Term
from mtqc.languages import Language
from mtqc.languages.lemmas import lemma
from mtqc.model import Span

_SHORTEST_STEM = 4
_LONGEST_ENDING = 3
# From so many letters on a word may lose its last one inside a compound: Konto, Kontenrahmen.
_SHORTEST_COMPOUNDED = 6


@dataclass(frozen=True, slots=True)
class Match:
    """A term where it stands in a text."""

    term: Term
    span: Span


class TermIndex:
    """The source sides of many terms, to be found in a source text in one pass; longer terms win over shorter ones."""

    def __init__(self, terms: Iterable[Term], language: Language | None) -> None:
        self._language = language
        self._by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        self._unspaced: list[Term] = []
        for term in terms:
            if term.source is None:
                continue
            keys = _keys(term.source, language)
            if not keys or (language is not None and not language.has_word_spaces):
                self._unspaced.append(term)
            else:
                self._by_first.setdefault(keys[0], []).append((keys, term))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        self._unspaced.sort(key=lambda term: -len(term.source or ""))

    def find(self, text: TextAnalysis) -> Iterator[Match]:
        """The terms in a text in reading order; none overlaps another."""
        if self._by_first:
            yield from self._find_words(text)
        if self._unspaced:
            yield from self._find_characters(text.prose)

    def _find_words(self, text: TextAnalysis) -> Iterator[Match]:
        words = text.words
        keys = [_key(word.text, self._language) for word in words]
        place = 0
        while place < len(words):
            for wanted, term in self._by_first.get(keys[place], ()):
                after = place + len(wanted)
                if tuple(keys[place:after]) != wanted:
                    continue
                span = Span(words[place].span.start, words[after - 1].span.end)
                if term.case_sensitive and span.of(text.text) != term.source:
                    continue
                yield Match(term, span)
                place = after - 1
                break
            place += 1

    def _find_characters(self, prose: str) -> Iterator[Match]:
        taken: list[Span] = []
        folded = prose.casefold() if len(prose.casefold()) == len(prose) else prose
        for term in self._unspaced:
            wanted = term.source or ""
            text = prose if term.case_sensitive else folded
            start = text.find(wanted if term.case_sensitive else wanted.casefold())
            if start >= 0:
                span = Span(start, start + len(wanted))
                if not any(span.overlaps(other) for other in taken):
                    taken.append(span)
                    yield Match(term, span)


def contains(text: TextAnalysis, wanted: str, language: Language | None) -> bool:
    """Whether a target has a term in any form: inflected, as part of a compound, hyphenated or in several words."""
    if _joined(wanted) in _joined(text.text):
        return True
    wanted_words = find_words(wanted)
    if not wanted_words or (language is not None and not language.has_word_spaces):
        return False
    return all(any(_may_be_form_of(word.text, needed.text, language) for word in text.words) for needed in wanted_words)


def find_exactly(text: TextAnalysis, forbidden: str, case_sensitive: bool, language: Language | None) -> Iterator[Span]:
    """Where a target has a word or phrase in any inflection, but not as part of a longer word."""
    if language is not None and not language.has_word_spaces:
        start = text.prose.find(forbidden)
        while start >= 0:
            yield Span(start, start + len(forbidden))
            start = text.prose.find(forbidden, start + len(forbidden))
        return
    index = _index_of(forbidden, case_sensitive, language)
    for match in index.find(text):
        yield match.span


@lru_cache(maxsize=4096)
def _index_of(word: str, case_sensitive: bool, language: Language | None) -> TermIndex:
    return TermIndex([Term(word, case_sensitive=case_sensitive)], language)


def _keys(term: str, language: Language | None) -> tuple[str, ...]:
    return tuple(_key(word.text, language) for word in find_words(term))


def _key(word: str, language: Language | None) -> str:
    """What all forms of a word have in common: its lemma, without regard to case."""
    return word.casefold() if language is None else lemma(word, language.code).casefold()


def _joined(text: str) -> str:
    """The text without what parts the pieces of a compound: "User-Account", "user account", "Useraccount"."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _may_be_form_of(word: str, needed: str, language: Language | None) -> bool:
    """Whether a word of the target may be an inflection of the word that the glossary wants, or a compound with it."""
    folded, wanted = word.casefold(), needed.casefold()
    if wanted in folded or _key(word, language) == _key(needed, language):
        return True
    if len(wanted) >= _SHORTEST_COMPOUNDED and wanted[:-1] in folded:
        return True
    stem = wanted[: max(_SHORTEST_STEM, len(wanted) - _LONGEST_ENDING)]
    return len(wanted) > _SHORTEST_STEM and folded.startswith(stem) and len(folded) <= len(wanted) + _LONGEST_ENDING
