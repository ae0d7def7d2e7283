"""German noun phrases: determiner, adverbs, adjectives and noun as they stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqc.interference.agreement.adjectives import Adjective, adjective, is_adverb
from mtqc.interference.agreement.cells import EVERY, OF_CASE, OF_GENDER, PLURAL
from mtqc.interference.agreement.grammar import (
    Determiner,
    determiners,
    endings,
    german_words,
    no_determiner,
    prepositions,
)
from mtqc.interference.agreement.nouns import Noun, noun
from mtqc.interference.passages import Passage, Token
from mtqc.model import Span

_DATIVE = OF_CASE[2]
_LONGEST = 12
"""Tokens of the longest phrase that is read."""
_BEFORE_CAPITAL = frozenset('„“"»«‚‘›‹(:–—[/')


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A phrase from its determiner at the token ``start`` to its noun at the token ``end``, both included.

    ``preposition`` governs it: the word before it, or the one in a contraction; "" if there is none that tells a case.
    ``has_number`` says that a number from two on stands before the noun.
    """

    tokens: Sequence[Token]
    start: int
    end: int
    determiner: Determiner
    adjectives: tuple[tuple[Token, Adjective], ...]
    noun: Noun
    preposition: str
    has_number: bool

    @property
    def span(self) -> Span:
        """Where the phrase stands, its preposition left out."""
        return Span(self.tokens[self.start].start, self.tokens[self.end].end)

    @property
    def noun_form(self) -> str:
        """The noun as it is written."""
        return self.tokens[self.end].text

    def token(self, place: int) -> Token | None:
        """The token at a place of the passage, None beyond its ends."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def before(self, count: int) -> Sequence[Token]:
        """So many tokens before the phrase, or fewer."""
        return self.tokens[max(0, self.start - count) : self.start]

    @property
    def governed(self) -> int:
        """The cells that the preposition leaves, all if there is none."""
        return prepositions().get(self.preposition, EVERY)

    @property
    def modified(self) -> int:
        """The cells in which determiner and adjectives agree, and the number if there is one."""
        cells = self.determiner.cells & (OF_GENDER[PLURAL] if self.has_number else EVERY)
        if not self.adjectives:
            return cells
        return cells & self.declined(self.determiner.paradigm.declensions)

    def declined(self, declensions: Sequence[str]) -> int:
        """The cells in which all the adjectives agree, declined in one of those ways."""
        found = 0
        for declension in declensions:
            cells = EVERY
            for place, (_, word) in enumerate(self.adjectives):
                own = endings(declension).get(word.ending, 0)
                if place and not self.determiner.form:
                    # "mit großem technischen Aufwand" is in use beside "technischem".
                    own |= endings("weak").get(word.ending, 0) & _DATIVE
                cells &= own
            found |= cells
        return found

    @property
    def agreed(self) -> int:
        """The cells in which everything agrees; none is an error, unless it is no such phrase."""
        return self.modified & self.governed & self.noun.cells


def noun_phrases(passage: Passage) -> Iterator[NounPhrase]:
    """The phrases of a passage whose noun is known, in order."""
    tokens = passage.tokens
    table = determiners()
    for start, token in enumerate(tokens):
        determiner = table.get(token.lower)
        if determiner is None:
            if not _may_lack_determiner(tokens, start):
                continue
            determiner = no_determiner()
        if token.text != token.lower and not _may_be_capital(passage, start):
            continue
        phrase = _phrase(tokens, start, determiner)
        if phrase is not None:
            yield phrase


def _may_lack_determiner(tokens: Sequence[Token], place: int) -> bool:
    """Whether a preposition stands there before an adjective; "zu" is left out: it is an adverb there (*zu große*)."""
    if tokens[place].lower not in prepositions() or tokens[place].lower == "zu" or place + 1 == len(tokens):
        return False
    following = tokens[place + 1].text
    return adjective(following) is not None or is_adverb(following)


def _may_be_capital(passage: Passage, place: int) -> bool:
    """Whether a sentence starts there: within one, a determiner in capitals begins a title."""
    token = passage.tokens[place]
    if token.text[1:] != token.lower[1:]:
        return False
    return place == 0 or passage.tokens[place - 1].text in _BEFORE_CAPITAL or token.start in passage.sentence_starts


def _phrase(tokens: Sequence[Token], start: int, determiner: Determiner) -> NounPhrase | None:
    found: list[tuple[Token, Adjective]] = []
    has_number = False
    is_open = False
    """Whether an adjective has to follow."""
    table = determiners()
    for place in range(start + 1, min(start + _LONGEST, len(tokens))):
        token = tokens[place]
        text = token.text
        if text in table:
            return None
        if text[0].isupper():
            if is_open or not token.is_word:
                return None
            known = noun(text)
            if not known.cells:
                return None
            if not determiner.form:
                return NounPhrase(
                    tokens, start + 1, place, determiner, tuple(found), known, tokens[start].lower, has_number
                )
            before = tokens[start - 1].lower if start else ""
            preposition = determiner.preposition or (before if before in prepositions() else "")
            return NounPhrase(tokens, start, place, determiner, tuple(found), known, preposition, has_number)
        if token.lower in german_words("numbers") and not found:
            has_number = True
            continue
        inflected = adjective(text) if token.is_word else None
        if inflected is not None:
            found.append((token, inflected))
            is_open = False
        elif is_adverb(text) or (found and not is_open and text in german_words("links")):
            is_open = True
        else:
            return None
    return None
