"""Stretches of a passage that are in another language: at the start of a sentence, and in small letters within it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqc.analysis.related_languages import related
from mtqc.interference.passages import Passage, Token
from mtqc.interference.residue.foreign import ForeignWords
from mtqc.interference.residue.openers import Opener, longest_opener
from mtqc.interference.residue.surroundings import (
    announces,
    articles,
    borrowed_phrases,
    follows_names,
    openers_in_names,
    precedes_authors,
    precedes_owners,
)
from mtqc.languages import language
from mtqc.model import Span

_LONGEST_OPENER = 6
_AHEAD = 4
"""Words after a stretch among which one has to be of the target language."""
_FEWEST_INNER_WORDS = 3
_FREQUENT, _LESS_FREQUENT, _HARDLY_KNOWN = 4.3, 3.5, 2.2
_RARE_OPENER = 3.0
"""An opener that the target language has no more often than this is no word of it, whatever follows."""
_VERY_FREQUENT = 5.0
_WIDE_GAP = 3.0
_UNKNOWN, _KNOWN = 1.5, 3.5
_SHORTEST_FUNCTION_WORD = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a passage that are in one source language.

    ``opener`` is the phrase of the tables that it consists of. ``is_sure`` says that native writers have no such thing.
    """

    words: tuple[str, ...]
    span: Span
    source: str
    opener: Opener | None
    is_sure: bool
    is_opening: bool


class Search:
    """Looks for stretches in the passages of one document.

    ``names`` are the words, as written, that have a capital within sentences of the document: names, as a rule.
    """

    def __init__(self, foreign: ForeignWords, names: frozenset[str]) -> None:
        self.foreign = foreign
        self.names = names
        self._after_names = follows_names(foreign.target)
        self._before_authors = precedes_authors(foreign.target)
        self._before_owners = precedes_owners(foreign.target)
        self._articles = articles(foreign.target)
        self._announcing = announces(foreign.target)
        self._function_words = language(foreign.target).function_words

    def opening(self, tokens: Sequence[Token], start: int) -> Iterator[Stretch]:
        """The stretches, one a source language at most, that begin with the first token of a sentence."""
        first = tokens[start]
        if (first.text.isupper() and len(first.text) > 1) or first.text in self.names:
            return
        ahead = [_plain(token.lower) for token in tokens[start : start + _LONGEST_OPENER] if token.is_word]
        known = self.foreign.languages(ahead[0])
        following = self.foreign.languages(ahead[1]) if len(ahead) > 1 else {}
        yield from self._through_english(tokens[start : start + 3])
        for source in self.foreign.sources:
            opener = longest_opener(ahead, source)
            if opener is not None and not any(source in self.foreign.languages(word) for word in opener.words):
                opener = None
            if opener or source in known or (source in following and self.foreign.belongs(ahead[0], source)):
                stretch = self._opening(tokens, start, source, opener)
                if stretch is not None:
                    yield stretch

    def _opening(self, tokens: Sequence[Token], start: int, source: str, opener: Opener | None) -> Stretch | None:
        end = start + (len(opener.words) if opener else 1)
        while end < len(tokens) and self._continues(tokens[end], source):
            end += 1
        run = tokens[start:end]
        words = tuple(_plain(token.lower) for token in run)
        if any(token.text[0].isupper() for token in run[1:]) or " ".join(words) in borrowed_phrases():
            return None
        sure: bool | None
        is_rare = self.foreign.zipf(words[0]) <= _RARE_OPENER and words[0] not in openers_in_names()
        if opener and (len(run) > 1 or is_rare):
            is_work = len(run) == 1 and end < len(tokens) and tokens[end].text in self._before_authors
            sure = (self._turns(tokens, end, source) and not is_work) or None
        elif len(run) > 1:
            turns = self._turns(tokens, end, source) and self._is_ordinary(tokens[end])
            sure = self._tells(words, source) if turns else None
        else:
            sure = self._weigh_single(tokens, start, source, opener)
        if sure is None:
            return None
        is_whole = opener is not None and len(run) == len(opener.words)
        return Stretch(words, _span(run), source, opener if is_whole else None, sure, is_opening=True)

    def _through_english(self, tokens: Sequence[Token]) -> Iterator[Stretch]:
        """A function word of a source and an English word, before one of the target: translated by way of English."""
        if len(tokens) < 3 or not all(token.is_word for token in tokens) or "en" not in self.foreign.sources:
            return
        first, second, third = (_plain(token.lower) for token in tokens)
        if not (tokens[1].text[0].islower() and tokens[2].text in self._function_words):
            return
        if second in self._function_words or not self.foreign.is_rather(second, "en"):
            return
        for source in self.foreign.sources:
            if source == "en" or not (self._is_shared(first, source) and self.foreign.belongs(first, source)):
                continue
            if self.foreign.is_own(third, source) and not self.foreign.belongs(second, source):
                yield Stretch((first, second), _span(tokens[:2]), source, None, is_sure=True, is_opening=True)

    def _continues(self, token: Token, source: str) -> bool:
        word = _plain(token.lower)
        return (
            token.is_word
            and token.text[0].islower()
            and (self.foreign.belongs(word, source) or self._is_shared(word, source))
        )

    def _is_shared(self, word: str, source: str) -> bool:
        """Whether a word may be of either language: a function word of the source that is none of the target."""
        return word in language(source).function_words and word not in self._function_words

    def _turns(self, tokens: Sequence[Token], end: int, source: str) -> bool:
        """Whether the sentence goes on in the target language, after a comma perhaps."""
        if end < len(tokens) and tokens[end].text == ",":
            end += 1
        if end >= len(tokens) or not tokens[end].is_word:
            return False
        following = [_plain(token.lower) for token in tokens[end : end + _AHEAD] if token.is_word]
        if source in self.foreign.languages(following[0]):
            return False
        return any(self.foreign.is_own(word, source) for word in following)

    def _is_ordinary(self, token: Token) -> bool:
        """Whether a word is no name by its capital, which in German it may have all the same."""
        return token.text[0].islower() or (self.foreign.target == "de" and self.foreign.zipf(token.lower) >= _KNOWN)

    def _tells(self, words: tuple[str, ...], source: str) -> bool:
        """Whether a stretch of several words is strong evidence: it has a function word; in English, three words."""
        return any(self.foreign.is_telling(word, source) for word in words) and (source != "en" or len(words) > 2)

    def _weigh_single(self, tokens: Sequence[Token], start: int, source: str, opener: Opener | None) -> bool | None:
        """Whether a single word is strong evidence, by how rare it is and what follows; None where it is no evidence.

        A function word of the target language has to follow at once. Some, verbs above all, follow names as well.
        """
        following = tokens[start + 1].text if start + 1 < len(tokens) else ""
        if following not in self._function_words or not self.foreign.is_own(following, source):
            return None
        follows_names = following in self._after_names
        word = _plain(tokens[start].lower)
        if opener is not None:
            return None if follows_names else True
        own, there = self.foreign.zipf(word), self.foreign.languages(word)[source]
        if source == "en" or own > _HARDLY_KNOWN:
            return None
        if own < _UNKNOWN and there >= _LESS_FREQUENT and not follows_names and following not in self._before_owners:
            return True
        return False if there >= _FREQUENT else None

    def inner(self, passage: Passage) -> Iterator[Stretch]:
        """The stretches within sentences: words in small letters between words of the target language."""
        tokens = passage.tokens
        place, done = 1, 0
        while place < len(tokens):
            token = tokens[place]
            if not (token.is_word and token.text[0].islower()):
                place += 1
                continue
            end = place + 1
            known = self.foreign.languages(_plain(token.lower))
            for source in known:
                begin, stop = place, place + 1
                while begin > max(done, 1) and self._continues(tokens[begin - 1], source):
                    begin -= 1
                while stop < len(tokens) and self._continues(tokens[stop], source):
                    stop += 1
                stretch = self._inner(tokens, begin, stop, source)
                if stretch is not None:
                    yield stretch
                end = max(end, stop)
            place, done = end, end if known else done

    def _inner(self, tokens: Sequence[Token], start: int, end: int, source: str) -> Stretch | None:
        run = tokens[start:end]
        words = tuple(_plain(token.lower) for token in run)
        if not self._is_embedded(tokens, start, end, source) or " ".join(words) in borrowed_phrases():
            return None
        if len(words) == 1 and self.foreign.is_slip(words[0]):
            return None
        there = {word: zipf for word in words if (zipf := self.foreign.languages(word).get(source, 0.0))}
        linking = sum(self._is_shared(word, source) for word in words)
        if len(words) >= _FEWEST_INNER_WORDS and linking:
            is_sure = source != "en" and len(there) > 1 and len(words) > _FEWEST_INNER_WORDS
            return Stretch(words, _span(run), source, None, is_sure, is_opening=False)
        if source == "en":
            return None
        if len(words) == 1 and linking:
            if tokens[start - 1].lower in self._articles:
                return None
            least = max(_VERY_FREQUENT, self.foreign.zipf(words[0]) + _WIDE_GAP)
            if len(words[0]) < _SHORTEST_FUNCTION_WORD or there[words[0]] < least:
                return None
            is_sure = source not in related(self.foreign.target)
            return Stretch(words, _span(run), source, longest_opener(words, source), is_sure, is_opening=False)
        if max(there.values()) >= _FREQUENT and all(self.foreign.zipf(word) < _HARDLY_KNOWN for word in there):
            return Stretch(words, _span(run), source, None, is_sure=False, is_opening=False)
        return None

    def _is_embedded(self, tokens: Sequence[Token], start: int, end: int, source: str) -> bool:
        """Whether words of the target language stand on both sides, a comma perhaps before, and announce no name."""
        place = start - 1
        if tokens[place].text == "," and place:
            place -= 1
        before = tokens[place]
        if not before.is_word or before.lower in self._announcing or not self.foreign.is_own(before.lower, source):
            return False
        if before.text[0].isupper() and place == start - 1 and self.foreign.target != "de":
            return False
        after = tokens[end] if end < len(tokens) else before
        return after is not before and after.text[0].islower() and self.foreign.is_own(after.lower, source)


def _plain(word: str) -> str:
    return word.replace("’", "'")


def _span(run: Sequence[Token]) -> Span:
    return Span(run[0].start, run[-1].end)
